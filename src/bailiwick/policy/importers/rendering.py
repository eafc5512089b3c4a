"""An imported policy as the text of a policy file, in canonical layout."""

from __future__ import annotations

import re

import yaml

from bailiwick.model.errors import PolicyError
from bailiwick.policy.layout import formatted
from bailiwick.policy.schema import read_policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.policy.importers.draft import Imported

_WIDTH = 110
_TRUTH = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_FRACTION = re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")


class _Dumper(yaml.SafeDumper):
    """Writes YAML as policy files have it: no aliases, `on` without quotes, lists indented."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - policy files have none at all
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - inherited
        del indentless  # lists in mappings are indented, too
        super().increase_indent(flow, indentless=False)


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", _TRUTH, list("tTfF"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _FRACTION, list("-+.0123456789"))


def to_yaml(imported: Imported, *, head: str = "") -> str:
    """The policy file of an import, `head` as comment lines above it.

    Raises:
        PolicyError: the language does not take it, or needs an extra that is not installed.
    """
    body = yaml.dump(
        dict(imported.document),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=None,
    )
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    text = formatted(f"{comment}{body}", "imported policy")
    _, problems = read_policy(text, "imported policy")
    if problems:
        raise PolicyError("\n".join(map(str, problems)), remedy="correct what the rule was made from")
    return text
