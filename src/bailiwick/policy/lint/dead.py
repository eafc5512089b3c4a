"""Tests that nothing can pass: values that no interpreter gives, paths that no path matches, names that nobody sets."""

from __future__ import annotations

from bailiwick.model.operation import Kind
from bailiwick.model.vocabulary import attributes_of, derived_attributes_of
from bailiwick.policy.expression import LISTS, NUMBERS, TEXTS
from bailiwick.policy.lint.finding import ERROR, INFO, WARNING
from bailiwick.policy.lint.values import closed_values
from bailiwick.policy.predicates import TEXTUAL, needs_presence
from bailiwick.policy.schema.reader import suggestion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

    from bailiwick.policy.lint.finding import Finding, Subject

_CORE_LABELS = frozenset({"rewritten"})
"""Labels that the engine gives by itself."""
_NEAR = {"git push": "vcs.push", "git commit": "vcs.commit", "npm install": "pkg.install", "pip install": "pkg.install"}


def dead_tests(subject: Subject, programs: Collection[str]) -> Iterator[Finding]:
    """Tests of the rule and of its exceptions that cannot pass; `programs` are those that are known."""
    for plain in (subject.rule, *subject.rule.get("unless", ())):
        yield from _kinds(subject, plain)
        for name, test in plain.get("where", {}).items():
            yield from _typed(subject, name, test)
            yield from _valued(subject, plain, name, test)
            for value in literals(test):
                yield from _spelt(subject, name, value, programs)
        for path in plain.get("paths", ()):
            yield from _path(subject, path)


def _kinds(subject: Subject, plain: Mapping[str, Any]) -> Iterator[Finding]:
    kinds = plain.get("kinds")
    if not kinds:
        return
    for name, test in plain.get("where", {}).items():
        lacking = [one for one in kinds if name not in attributes_of(Kind(one)) | derived_attributes_of(Kind(one))]
        if lacking and needs_presence(test):
            message = f"says nothing about {', '.join(lacking)}: operations of that kind have no `{name}`"
            yield subject.finding("kind-without-attribute", INFO, message, "write a rule of its own for them")


def _typed(subject: Subject, name: str, test: object) -> Iterator[Finding]:
    textual = (isinstance(test, dict) and next(iter(test)) in TEXTUAL) or any(literals(test))
    if textual and name not in TEXTS | LISTS | NUMBERS:
        message = f"never speaks: `{name}` is true or false, and is compared with a text"
        yield subject.finding("dead-value", ERROR, message, f"write `{name}: true` or `{name}: false`")
    if isinstance(test, dict) and next(iter(test)) in ("over", "under", "range") and name not in NUMBERS:
        yield subject.finding("dead-value", ERROR, f"never speaks: `{name}` is no number", "compare it with a text")


def _valued(subject: Subject, plain: Mapping[str, Any], name: str, test: object) -> Iterator[Finding]:
    kinds = [Kind(one) for one in plain.get("kinds", ())] or list(Kind)
    known = [closed_values(kind, name) for kind in kinds if name in attributes_of(kind)]
    if not known or not all(known):
        return
    possible = frozenset().union(*known)
    for value in literals(test):
        if value not in possible:
            message = f"`{value}` is no value of `{name}`{suggestion(value, possible)}"
            advice = f"possible are {', '.join(sorted(possible))}"
            yield subject.finding("dead-value", ERROR, message, advice)


def literals(test: object) -> Iterator[str]:
    """The texts that a test compares with."""
    if isinstance(test, str):
        yield test
    elif isinstance(test, list):
        for item in test:
            yield from literals(item)
    elif isinstance(test, dict) and next(iter(test)) in ("not", "any", "all", "not_in"):
        yield from literals(next(iter(test.values())))


def _spelt(subject: Subject, name: str, value: str, programs: Collection[str]) -> Iterator[Finding]:
    if name == "program" and (" " in value or "/" in value):
        kind = next((kind for words, kind in _NEAR.items() if value.startswith(words)), "")
        advice = f"use `on: {kind}`" if kind else "use the name alone; what it does has kinds of its own"
        yield subject.finding("dead-value", ERROR, f"`{value}` is no name of a program", advice)
    elif name == "program" and programs and value not in programs:
        near = suggestion(value, programs)
        if near:
            yield subject.finding("unknown-program", WARNING, f"no program `{value}` is known{near}", "check its name")
    elif name == "host" and ("://" in value or "/" in value or value != value.lower() or value.endswith(".")):
        message = f"`{value}` is no host: hosts are lower case, without scheme, path or final dot"
        yield subject.finding("dead-value", ERROR, message, "use `host: {host: example.org}`")
    elif name == "branch" and value.startswith(("refs/", "origin/")):
        advice = f"write `{value.split('/', 2)[-1] if value.startswith('refs/') else value[7:]}`"
        yield subject.finding("dead-value", ERROR, f"`{value}` is no branch: branches have their short name", advice)


def _path(subject: Subject, path: str) -> Iterator[Finding]:
    problem = advice = ""
    if path.endswith("/"):
        problem, advice = "ends with `/`, paths of files and directories do not", f"write `{path}**` for all below it"
    elif path.startswith("~") and not path.startswith("~/"):
        problem, advice = "begins with `~` and a name", "write the home directory out"
    elif path.startswith(("./", "../")) or "/./" in path or "/../" in path or "//" in path:
        problem, advice = "is not normal: `.`, `..` and `//` are in no path", "relative paths start at the project"
    elif "\\" in path:
        problem, advice = "has a backslash in it", "write paths with `/`"
    elif path.startswith("$"):
        problem, advice = "begins with a variable", "write `~/` for the home directory"
    if problem:
        yield subject.finding("dead-path", ERROR, f"the path `{path}` matches nothing: it {problem}", advice)
    elif set(path) & set("{}[]"):
        message = f"the path `{path}` is taken literally: globs have `*`, `**` and `?` only"
        yield subject.finding("literal-path", WARNING, message, "write one path for each alternative")


def dead_names(
    subject: Subject, rules: Sequence[Mapping[str, Any]], agents: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    """Labels, marks, agents and gates that the rule asks for and nothing in the policy gives."""
    rule = subject.rule
    brought = _CORE_LABELS.union(other["brings"] for other in rules if "brings" in other)
    marks = {other["mark"] for other in rules if "mark" in other}
    for asked, given, what, key in (
        (rule.get("labels", ()), brought, "label", "label"),
        (rule.get("clears", ()), brought, "label", "label"),
        (rule.get("marks", ()), marks, "mark", "mark"),
    ):
        for name in asked:
            if name not in given:
                message = f"no rule gives the {what} `{name}`{suggestion(name, given)}"
                yield subject.finding(
                    f"unknown-{what}", ERROR, message, f"give it with `{key}: {name}` in another rule"
                )
    selected = rule.get("agents", {})
    for key, field in (("name", "name"), ("tag", "tags")):
        given = {value for entry in agents for value in _listed(entry.get(field, ()))}
        for name in selected.get(key, ()):
            if "*" not in name and "?" not in name and name not in given:
                message = f"no entry of `agents` has the {key} `{name}`{suggestion(name, given)}"
                yield subject.finding("unknown-agent", ERROR, message, "add it to the section `agents`")
    for test in rule.get("history", ()):
        if test.get("gate", "human") != "human":
            message = f"nothing passes the gate `{test['gate']}`: only `human` is known"
            yield subject.finding("unknown-gate", WARNING, message, "use `gate: human`")


def _listed(value: object) -> Sequence[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else []
