"""Python by abstract interpretation of its syntax tree: assignments, calls, loops and branches, constant folding.

Guarantees: text that does not parse is opaque; a call whose target or arguments cannot be known is never taken for
harmless when its name can run code. What calls do is data, in `python_calls`.
"""

from __future__ import annotations

import ast

from bailiwick.interpret.code import python_callbacks, python_calls, python_folding, python_libraries, python_methods
from bailiwick.interpret.code.python_values import (
    UNKNOWN,
    Function,
    Instance,
    Items,
    Known,
    Ref,
    Site,
    Unknown,
    as_text,
    labels_of,
    union,
)
from bailiwick.interpret.effects import Text, join, literal
from bailiwick.model import bounds
from bailiwick.model.operation import Certainty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.code.python_values import Abstract
    from bailiwick.interpret.effects import Label, RunCode

_ONE_LINER = 500
"""Characters; in code up to this length everything is about the same thing."""
_FOLLOWED = 24
"""Most modules of one program that are looked for beside it."""

_LOOP_ITEMS = 64
"""Most items of a known list that a loop is unrolled for."""

_INTERNALS = frozenset({"__subclasses__", "__globals__", "__code__", "__builtins__"})
"""Ways to reach functions without their names; no ordinary one-liner takes them."""

_BUILTINS = frozenset(
    (
        "__builtins__", "__import__", "breakpoint", "bytearray", "bytes", "chr", "compile", "dict", "enumerate",
        "eval", "exec", "filter", "format", "getattr", "globals", "help", "input", "int", "iter", "len", "list",
        "locals", "map", "open", "ord", "print", "range", "repr", "reversed", "set", "setattr", "sorted", "str",
        "tuple", "vars", "zip",
    )
)  # fmt: skip
"""Functions and names of the language itself that matter."""


def interpret_python(code: str, launch: RunCode, emitter: Emitter) -> None:
    """Emit what `code` does when run as the main program."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        emitter.run(code, opaque=True, interpreter=True)
        return
    interpreter = Interpreter(emitter, launch)
    try:
        interpreter.block(tree.body)
        python_callbacks.loaded(interpreter)
    except RecursionError:
        emitter.run(code, opaque=True, interpreter=True)


class Interpreter:
    """One run over one program; `names` is the flat scope, good enough for what scripts do."""

    def __init__(self, emitter: Emitter, launch: RunCode) -> None:
        self.emitter = emitter
        self.launch = launch
        self.is_one_liner = len(launch.text.prefix) <= _ONE_LINER
        self.names: dict[str, Abstract] = {"__name__": literal("__main__")}
        self.fetched: set[str] = set()
        """Base names of files that hold what the code fetched."""
        self._followed: set[str] = set()
        self._steps = 0
        self._calls: list[str] = []

    # ---- statements

    def block(self, body: list[ast.stmt]) -> None:
        """Run statements in order."""
        for statement in body:
            self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        self._steps += 1
        if self._steps > bounds.SHELL_STEPS:
            self.emitter.run("too many steps", opaque=True, interpreter=True)
            return
        match node:
            case ast.Import(names=names):
                for alias in names:
                    name = alias.name if alias.asname else alias.name.split(".")[0]
                    self.names[alias.asname or name] = Ref(name)
                    self._import(name)
            case ast.ImportFrom(module=module, names=names):
                self._import_from(module or "", names)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.names[node.name] = Function(node.name, node)
                self._decorated(node)
            case ast.ClassDef(body=body):
                self._unlikely(body)
                python_callbacks.defined(self, body)
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                self._assign(node)
            case ast.Expr(value=value) | ast.Return(value=ast.expr() as value):
                self.value(value)
            case _:
                self._compound(node)

    def _decorated(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Decorators are called, the last first, each with what the one below it gives."""
        value: Abstract = self.names[node.name]
        for decorator in reversed(node.decorator_list):
            callee = UNKNOWN if isinstance(decorator, ast.Call) else self.value(decorator)
            if isinstance(callee, Ref) and isinstance(value, Text):
                python_libraries.call(Site(self, (value,), {}, ast.unparse(decorator)), callee.name)
            elif isinstance(callee, Function) and callee.name == "lambda":
                value = self.apply(callee, [value], {})
                continue
            return

    def _import(self, module: str) -> None:
        """The first import of a module runs it: one that was just fetched, or one that a one-liner is about."""
        if f"{module}.py" in self.fetched:
            self.emitter.run(f"import {module}", fetched=True, interpreter=True)
        elif self.is_one_liner and not self.launch.via.startswith(python_callbacks.IMPORTED):
            self.emitter.run_module(module)

    def _import_from(self, module: str, names: list[ast.alias]) -> None:
        if module and len(self._followed) < _FOLLOWED and module not in self._followed:
            self._followed.add(module)
            called = ",".join(alias.name for alias in names)
            self.emitter.load_file(f"{module.replace('.', '/')}.py", f"{python_callbacks.IMPORTED}{called}")
        for alias in names:
            if alias.name == "*":
                inside = (
                    known.removeprefix(f"{module}.") for known in python_calls.CALLS if known.startswith(f"{module}.")
                )
                self.names.update((name, Ref(f"{module}.{name}")) for name in inside)
            else:
                self.names[alias.asname or alias.name] = Ref(f"{module}.{alias.name}")

    def _assign(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                result = self.value(value)
                for target in targets:
                    self._bind(target, result)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._bind(target, self.value(value))
            case ast.AugAssign(target=target, op=op, value=value):
                self._bind(target, python_folding.binary(op, self.value(_loaded(target)), self.value(value)))

    def _compound(self, node: ast.stmt) -> None:
        match node:
            case ast.If():
                self._if(node)
            case ast.For() | ast.AsyncFor():
                self._loop(node.target, self.value(node.iter), node.body)
                self._unlikely(node.orelse)
            case ast.While(test=test, body=body, orelse=orelse):
                always = self._truth(test) is True
                if always and any(
                    isinstance(part, ast.Call) and _calls_fork(part) for one in body for part in ast.walk(one)
                ):
                    self.emitter.run("fork without end", fork_bomb=True, interpreter=True)
                self._branch([*body, *orelse], likely=True)
            case ast.With() | ast.AsyncWith():
                self._with(node)
            case ast.Try() | ast.TryStar():
                self.block(node.body)
                for handler in node.handlers:
                    self._unlikely(handler.body)
                self.block([*node.orelse, *node.finalbody])
            case ast.Match(subject=subject, cases=cases):
                self.value(subject)
                for case in cases:
                    self._unlikely(case.body)
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.value(child)

    def _if(self, node: ast.If) -> None:
        decided = self._truth(node.test)
        if decided is not False:
            self._branch(node.body, likely=decided is None)
        if decided is not True:
            self._branch(node.orelse, likely=decided is None)

    def _with(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            entered = self.value(item.context_expr)
            if item.optional_vars is not None:
                self._bind(item.optional_vars, entered)
        self.block(node.body)

    def _branch(self, body: list[ast.stmt], *, likely: bool) -> None:
        if likely:
            self._unlikely(body)
        else:
            self.block(body)

    def _unlikely(self, body: list[ast.stmt]) -> None:
        before = self.emitter.certainty
        self.emitter.certainty = Certainty.LIKELY
        self.block(body)
        self.emitter.certainty = before

    def _loop(self, target: ast.expr, over: Abstract, body: list[ast.stmt]) -> None:
        if isinstance(over, Items) and over.complete and len(over.items) <= _LOOP_ITEMS:
            for item in over.items:
                self._bind(target, item)
                self.block(body)
        else:
            self._bind(target, _element(over))
            self.block(body)

    def _truth(self, test: ast.expr) -> bool | None:
        if isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__":
            return True
        value = self.value(test)
        if isinstance(value, Known):
            return bool(value.value)
        return None

    def _bind(self, target: ast.expr, value: Abstract) -> None:
        match target:
            case ast.Name(id=name):
                self.names[name] = value
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                known = isinstance(value, Items) and len(value.items) == len(elements)
                for position, element in enumerate(elements):
                    part = value.items[position] if isinstance(value, Items) and known else Unknown(labels_of(value))
                    self._bind(element, part)
            case ast.Starred(value=inner):
                self._bind(inner, Unknown(labels_of(value)))
            case ast.Attribute(value=owner) | ast.Subscript(value=owner):
                self.names[ast.unparse(target)] = value
                self._taint(owner, labels_of(value))

    def _taint(self, target: ast.expr, labels: frozenset[Label]) -> None:
        """What is put into an object is in it from then on."""
        if not isinstance(target, ast.Name) or not labels:
            return
        held = self.names.get(target.id, UNKNOWN)
        if isinstance(held, Instance):
            self.names[target.id] = held.replace(labels=held.labels | labels)
        elif not isinstance(held, Ref | Function):
            self.names[target.id] = Unknown(labels_of(held) | labels)

    def fill_buffers(self, labels: frozenset[Label]) -> None:
        """What an archive takes in is in the buffer that it is written to."""
        for name, held in self.names.items():
            if isinstance(held, Instance) and held.type == "buffer":
                self.names[name] = held.replace(labels=held.labels | labels)

    def _grow(self, target: ast.expr, name: str, site: Site) -> None:
        """A method that adds to the list or object that a name stands for."""
        held = self.names.get(target.id) if isinstance(target, ast.Name) else None
        if isinstance(target, ast.Name) and isinstance(held, Items) and held.complete and name in python_methods.ADDED:
            self.names[target.id] = python_methods.ADDED[name](held, site)
        elif name in python_methods.GROWING:
            self._taint(target, site.labels)

    # ---- expressions

    def value(self, node: ast.expr) -> Abstract:
        """The abstract value of an expression; calls in it are performed."""
        match node:
            case ast.Constant(value=constant):
                return python_folding.constant(constant)
            case ast.Name(id=name):
                return self.names.get(name, Ref(name) if name in _BUILTINS else UNKNOWN)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Call():
                return self._call(node)
            case ast.BinOp(left=left, op=op, right=right):
                return python_folding.binary(op, self.value(left), self.value(right))
            case ast.JoinedStr(values=values):
                return join(*(as_text(self.value(part)) for part in values))
            case ast.FormattedValue(value=inner):
                return as_text(self.value(inner))
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                return Items(tuple(self.value(element) for element in elements))
            case ast.Subscript():
                return self._subscript(node)
            case ast.Lambda():
                return Function("lambda", node)
            case _:
                return self._other(node)

    def _other(self, node: ast.expr) -> Abstract:
        match node:
            case ast.NamedExpr(target=target, value=value):
                result = self.value(value)
                self._bind(target, result)
                return result
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self.value(test)
                return _either(self.value(body), self.value(orelse))
            case ast.BoolOp(values=values):
                return _either(*(self.value(one) for one in values))
            case ast.UnaryOp(op=op, operand=operand):
                return python_folding.unary(op, self.value(operand))
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return self._comprehension(node)
            case ast.Await(value=value) | ast.Starred(value=value) | ast.YieldFrom(value=value):
                return self.value(value)
            case _:
                return Unknown(
                    union(
                        labels_of(self.value(child))
                        for child in ast.iter_child_nodes(node)
                        if isinstance(child, ast.expr)
                    )
                )

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Abstract:
        first = node.generators[0]
        over = self.value(first.iter)
        if isinstance(over, Items) and over.complete and len(over.items) <= _LOOP_ITEMS and len(node.generators) == 1:
            results = []
            for item in over.items:
                self._bind(first.target, item)
                results.append(self.value(node.elt))
            return Items(tuple(results), complete=not first.ifs)
        self._bind(first.target, _element(over))
        for generator in node.generators[1:]:
            self._bind(generator.target, _element(self.value(generator.iter)))
        return Items((self.value(node.elt),), complete=False)

    def _attribute(self, node: ast.Attribute) -> Abstract:
        stored = self.names.get(ast.unparse(node))
        if stored is not None:
            return stored
        owner = self.value(node.value)
        if node.attr in _INTERNALS:
            self.emitter.run(ast.unparse(node), opaque=True, suspicious=True, interpreter=True)
        if isinstance(owner, Ref):
            constant = python_libraries.constant(f"{owner.name}.{node.attr}")
            if constant is not None:
                return constant
            if owner.name == "sys" and node.attr == "argv":
                return Items((literal(self.launch.via), *self.launch.arguments))
            return python_calls.named(f"{owner.name}.{node.attr}")
        if isinstance(owner, Instance):
            return python_calls.attribute(owner, node.attr)
        return Unknown(labels_of(owner))

    def _subscript(self, node: ast.Subscript) -> Abstract:
        stored = self.names.get(ast.unparse(node))
        if stored is not None:
            return stored
        owner = self.value(node.value)
        if isinstance(node.slice, ast.Slice):
            parts = [
                None if part is None else self.value(part)
                for part in (node.slice.lower, node.slice.upper, node.slice.step)
            ]
            return python_folding.sliced(owner, parts)
        index = self.value(node.slice)
        named = python_calls.member(owner, as_text(index).known) if isinstance(index, Text) else None
        if named is not None and python_libraries.hides_name(ast.unparse(node.slice), named):
            self.emitter.run(ast.unparse(node), decoded=True, interpreter=True)
        return python_folding.indexed(owner, index) if named is None else named

    # ---- calls

    def _call(self, node: ast.Call) -> Abstract:
        site = self._site(node)
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func) not in self.names:
            owner = self.value(node.func.value)
            if not isinstance(owner, Ref):
                result = python_methods.method(site, owner, node.func.attr)
                if node.func.attr in python_callbacks.METHODS:
                    python_callbacks.hand_over(site)
                self._grow(node.func.value, node.func.attr, site)
                return result
        callee = self.value(node.func)
        if isinstance(callee, Ref):
            if callee.name in python_callbacks.CALLERS:
                python_callbacks.hand_over(site)
            own = python_callbacks.CALLS.get(callee.name)
            if own is not None:
                return own(site)
            result = python_libraries.call(site, callee.name)
            if callee.name == "getattr" and python_libraries.hides_name(site.source, result):
                self.emitter.run(site.source, decoded=True, interpreter=True)
            return result
        return python_calls.unknown_call(site, callee)

    def _site(self, node: ast.Call) -> Site:
        arguments: list[Abstract] = []
        for argument in node.args:
            value = self.value(argument)
            if isinstance(argument, ast.Starred) and isinstance(value, Items):
                arguments.extend(value.items)
            else:
                arguments.append(value)
        keywords = {keyword.arg or "**": self.value(keyword.value) for keyword in node.keywords}
        return Site(self, tuple(arguments), keywords, ast.unparse(node))

    def apply(self, function: Function, arguments: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Call a function of the code itself; recursion is cut."""
        if (function.name in self._calls and function.name != "lambda") or len(self._calls) > bounds.SHELL_DEPTH:
            return UNKNOWN
        node = function.node
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        for name, value in zip(names, arguments, strict=False):
            self.names[name] = value
        for name in names[len(arguments) :]:
            self.names[name] = keywords.get(name, UNKNOWN)
        self._calls.append(function.name)
        try:
            if isinstance(node, ast.Lambda):
                return self.value(node.body)
            self.block(node.body)
            returned = [
                child.value for child in ast.walk(node) if isinstance(child, ast.Return) and child.value is not None
            ]
            return _either(*(self._quietly(one) for one in returned)) if returned else Known(None)
        finally:
            self._calls.pop()

    def _quietly(self, node: ast.expr) -> Abstract:
        """The value of an expression that was already performed: no call in it is performed again."""
        if any(isinstance(child, ast.Call) for child in ast.walk(node)):
            return UNKNOWN
        return self.value(node)

    def run_code(self, value: Abstract, source: str) -> None:
        """`exec`, `eval`: interpret the text when it is known, else report how it is hidden."""
        if isinstance(value, Instance) and value.type == "content" and value.text.known is not None:
            self.emitter.run_file(value.text)
            return
        text = as_text(value)
        labels = text.labels
        python_calls.report_hidden(self.emitter, labels, source)
        known = text.known
        if known is None:
            if labels.isdisjoint(python_calls.HIDING):
                self.emitter.run(source, opaque=True, suspicious=not labels, interpreter=True)
            return
        try:
            tree = ast.parse(known)
        except (SyntaxError, ValueError, RecursionError):
            self.emitter.run(source, opaque=True, interpreter=True)
            return
        if len(self._calls) <= bounds.SHELL_DEPTH:
            self._calls.append("lambda")
            self.block(tree.body)
            self._calls.pop()


def _calls_fork(node: ast.Call) -> bool:
    return ast.unparse(node.func).rpartition(".")[2] == "fork"


def _loaded(target: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(target), mode="eval").body


def _element(over: Abstract) -> Abstract:
    """Any one element of what is looped over."""
    return over.items[0] if isinstance(over, Items) and over.items else Unknown(labels_of(over))


def _either(*values: Abstract) -> Abstract:
    if values and all(value == values[0] for value in values):
        return values[0]
    known = [value for value in values if isinstance(value, Text | Instance | Ref)]
    return known[0] if len(known) == 1 else Unknown(union(labels_of(value) for value in values))
