"""File tools: read, write, edit, notebooks, listing and searching."""

from __future__ import annotations

from bailiwick.interpret import globs, loosening, paths, scanning, skills
from bailiwick.interpret.resources import DIRECTORIES
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.tool_use import ToolUse
    from bailiwick.model.operation import Operation, Resource

_PATH_NAMES = ("file_path", "path", "filePath", "filepath")


def read(use: ToolUse) -> tuple[Operation, ...]:
    """`Read`: one file."""
    resource = use.locate(use.text(*_PATH_NAMES))
    return (use.operation(Kind.FILE_READ, resource, exists=_exists(use, resource)),)


def read_notebook(use: ToolUse) -> tuple[Operation, ...]:
    """`NotebookRead`: one notebook."""
    return (use.operation(Kind.FILE_READ, use.locate(use.text("notebook_path", *_PATH_NAMES))),)


def write(use: ToolUse) -> tuple[Operation, ...]:
    """`Write`: the whole content of one file."""
    return _written(use, use.text(*_PATH_NAMES), use.text("content", "file_text"), truncates=True)


def edit(use: ToolUse) -> tuple[Operation, ...]:
    """`Edit`: one piece of a file is replaced; only what is new is judged."""
    path, before, after = use.text(*_PATH_NAMES), use.text("old_string"), use.text("new_string")
    return _written(use, path, after, before=before)


def multi_edit(use: ToolUse) -> tuple[Operation, ...]:
    """`MultiEdit`: several pieces of one file."""
    path = use.text(*_PATH_NAMES)
    edits = [type(use)(use.request, use.inquiry, use.name, item) for item in use.objects("edits")]
    after = "\n".join(item.text("new_string") for item in edits)
    before = "\n".join(item.text("old_string") for item in edits)
    return _written(use, path, after, before=before)


def edit_notebook(use: ToolUse) -> tuple[Operation, ...]:
    """`NotebookEdit`: one cell is replaced, inserted or deleted."""
    path = use.text("notebook_path", *_PATH_NAMES)
    deletes = use.optional_text("edit_mode") == "delete"
    source = (use.optional_text("new_source") or "") if deletes else use.text("new_source")
    return _written(use, path, source)


def list_directory(use: ToolUse) -> tuple[Operation, ...]:
    """`LS`: the names in one directory."""
    return (use.operation(Kind.FILE_LIST, use.locate(use.optional_text("path") or ".")),)


def glob(use: ToolUse) -> tuple[Operation, ...]:
    """`Glob`: the names that a pattern matches below a directory."""
    pattern, root = use.text("pattern"), use.locate(use.optional_text("path") or ".")
    recursive = "**" in pattern
    return tuple(
        use.operation(Kind.FILE_LIST, _matched(use, choice, root), recursive=recursive, many=True)
        for choice in globs.alternatives(pattern)
    )


def grep(use: ToolUse) -> tuple[Operation, ...]:
    """`Grep`: lines of the files below a path.

    A search of a tree is a search; one that names credential files by its path or its file filter reads them.
    """
    use.text("pattern")
    root = use.locate(use.optional_text("path") or ".")
    operations = [use.operation(Kind.FILE_SEARCH, root, recursive=_is_directory(use, root))]
    if root.classes & {ResourceClass.SECRET, ResourceClass.GOVERNANCE_KEY}:
        operations.append(use.operation(Kind.FILE_READ, root))
    for choice in globs.alternatives(use.optional_text("glob") or ""):
        if not choice or choice.startswith("!"):
            continue
        named = _matched(use, choice.lstrip("/"), root)
        if ResourceClass.SECRET not in named.classes and globs.aims_at_secrets(choice):
            named = named.replace(classes=named.classes | {ResourceClass.SECRET})
        if ResourceClass.SECRET in named.classes:
            operations.append(use.operation(Kind.FILE_READ, named, many=True))
    return tuple(operations)


def _written(
    use: ToolUse, path: str, content: str, *, before: str = "", truncates: bool = False
) -> tuple[Operation, ...]:
    resource = loosening.judged(skills.judged_by_content(use.locate(path), content), content)
    operation = use.operation(
        Kind.FILE_WRITE,
        resource,
        truncates=truncates,
        exists=_exists(use, resource),
        secret_content=scanning.secret_kinds(content, before=before),
        pii_content=scanning.personal_kinds(content),
        unsourced=scanning.unsourced_kinds(resource.value, content, before=before),
    )
    return (operation, *skills.commands_written(use, resource, content))


def _matched(use: ToolUse, pattern: str, root: Resource) -> Resource:
    """What a glob pattern picks out, seen from `root`."""
    absolute = pattern.startswith(("/", "~"))
    text = globs.as_text(pattern if absolute else f"./{pattern}")
    return use.locate(text, cwd="" if paths.uncertain(root) else root.value)


def _exists(use: ToolUse, resource: Resource) -> bool:
    fact = use.inquiry.ask(PathQuery(resource.value)) if resource.value.startswith("/") else None
    return fact is not None and fact.type is not FileType.MISSING


def _is_directory(use: ToolUse, resource: Resource) -> bool:
    if not resource.classes.isdisjoint(DIRECTORIES):
        return True
    fact = use.inquiry.ask(PathQuery(resource.value)) if resource.value.startswith("/") else None
    return fact is not None and fact.type is FileType.DIRECTORY
