"""Skills and slash commands: files of the agent that may run shell commands when they are used.

Claude Code runs the text between `!` and backquotes in such a file without asking its hooks, so
the commands are read here: when the skill is used, and when such a file is written.
"""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.tool_use import named
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery
from bailiwick.model.operation import Certainty, Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.tool_use import ToolUse
    from bailiwick.model.operation import Operation, Resource

_FOLDERS = ("skills", "commands", "agents", "output-styles")


def skill(use: ToolUse) -> tuple[Operation, ...]:
    """`Skill`, `SlashCommand`: the agent takes up a skill or slash command; the commands in its file run."""
    name, _, behind = use.text("skill", "skill_name", "command").removeprefix("/").partition(" ")
    arguments = use.optional_text("args") or behind
    operations = [use.operation(Kind.AGENT_SKILL, named(name), skill=name)]
    for path in _files_of(name, use):
        fact = use.inquiry.ask(TextQuery(path, bounds.SCRIPT_BYTES))
        if fact is not None and fact.text is not None:
            text = fact.text.replace("$ARGUMENTS", arguments)
            operations += _run(use, text, via=f"skill {name}", certainty=Certainty.CERTAIN)
    return tuple(operations)


def judged_by_content(resource: Resource, content: str) -> Resource:
    """A skill or agent file whose head declares hooks wires the agent like a settings file."""
    head = content.split("\n---", 1)[0] if content.startswith("---") else ""
    if not _is_skill_file(resource) or not any(line.startswith("hooks:") for line in head.splitlines()):
        return resource
    return resource.replace(classes=resource.classes | {ResourceClass.GOVERNANCE})


def commands_written(use: ToolUse, resource: Resource, content: str) -> tuple[Operation, ...]:
    """The commands in content that is written to a skill or command file; they would run later, ungoverned."""
    if "!`" not in content or not _is_skill_file(resource):
        return ()
    return tuple(_run(use, content, via="skill file", certainty=Certainty.LIKELY))


def _is_skill_file(resource: Resource) -> bool:
    return any(f"/.claude/{folder}/" in resource.value.lower() for folder in _FOLDERS)


def _files_of(name: str, use: ToolUse) -> tuple[str, ...]:
    plain = name.removeprefix("/").replace(":", "/")
    if ".." in plain or not plain or "\0" in plain:
        return ()
    return tuple(
        f"{root}/.claude/{relative}"
        for root in dict.fromkeys((use.request.place.project, use.request.place.home))
        for relative in (f"skills/{plain}/SKILL.md", f"commands/{plain}.md")
    )


def _run(use: ToolUse, text: str, *, via: str, certainty: Certainty) -> list[Operation]:
    from bailiwick.interpret.shell import interpret_shell  # the parser is needed for few calls of this sort

    operations: list[Operation] = []
    for piece in text.split("!`")[1 : bounds.SKILL_COMMANDS + 1]:
        command, closed, _rest = piece.partition("`")
        if closed and command.strip():
            found = interpret_shell(RunShell(literal(command), via), request=use.request, inquiry=use.inquiry)
            # The operation that stands for a shell call of the agent is left out: there is none.
            operations += [
                _at_most(certainty, operation) for operation in found if not operation.attributes.get("shell")
            ]
    return operations


def _at_most(certainty: Certainty, operation: Operation) -> Operation:
    if certainty is Certainty.CERTAIN or operation.certainty is not Certainty.CERTAIN:
        return operation
    return operation.replace(certainty=certainty)
