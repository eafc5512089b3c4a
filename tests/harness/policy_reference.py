"""`docs/policy/reference.md` from the tables of the policy language.

python tests/harness/policy_reference.py > docs/policy/reference.md
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from bailiwick.model.operation import Certainty, Kind, ResourceClass
from bailiwick.model.vocabulary import ATTRIBUTES, COMMON, DERIVED_ATTRIBUTES, DERIVED_MEANINGS
from bailiwick.policy.cel_functions import FUNCTIONS as OWN_FUNCTIONS
from bailiwick.policy.expression import FUNCTIONS, VARIABLES
from bailiwick.policy.schema.conditions import CONDITION_KEYS
from bailiwick.policy.schema.levels import AGENT_KEYS, CAPABILITY_KEYS, GRANT_KEYS
from bailiwick.policy.schema.reader import Key
from bailiwick.policy.schema.rules import RULE_KEYS
from bailiwick.policy.schema.sections import PACK_SECTIONS, POLICY_SECTIONS
from bailiwick.policy.schema.value_tests import OPERATOR_KEYS
from bailiwick.policy.tool_names import ALIASES

HEAD = """\
# The policy language, key by key

Made from the tables that read policy files (`python tests/harness/policy_reference.py`); the JSON Schema for editors comes
from the same tables. How to write a first rule: [README.md](README.md).

A file is strict YAML: unknown and repeated keys, anchors, tags and aliases are errors, with line, column and a suggestion.
`yes`, `on` and `09:00` are texts.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join(
        (
            HEAD,
            _table("Sections of a policy file", "", POLICY_SECTIONS),
            _table("Keys of a rule", "`id`, `guard` and `reason` are required.", RULE_KEYS, without=CONDITION_KEYS),
            _table(
                "Keys of a condition",
                "Rules, exceptions (`unless`), grants and steps of the past have them. All that are given must hold.",
                CONDITION_KEYS,
            ),
            _operators(),
            _table("Keys of an entry of `agents`", "", AGENT_KEYS),
            _table("Keys of `capabilities`", "", CAPABILITY_KEYS),
            _table("Keys of a grant", "And the keys of a condition.", GRANT_KEYS, without=CONDITION_KEYS),
            _table("Sections of a pack", "", PACK_SECTIONS),
            _expressions(),
            _vocabulary(),
        )
    )


def _table(title: str, text: str, keys: Mapping[str, Key], *, without: Mapping[str, Key] | None = None) -> str:
    parts = [f"## {title}\n"]
    if text:
        parts.append(f"{text}\n")
    for name, key in keys.items():
        if without is not None and name in without:
            continue
        parts.append(f"### `{name}`{' (required)' if key.required else ''}\n\n{key.doc}\n")
        if key.example:
            parts.append(f"```yaml\n{key.example}\n```\n")
    return "\n".join(parts)


def _operators() -> str:
    lines = [
        "## Tests on values\n",
        "Behind an attribute (`where`), an argument (`args`) or a counter stands a scalar (equal), a list (any of), or one",
        "operator. Where an operator takes a text, it takes a list as well: one of them must fit. An attribute with several",
        "values passes when one of them does; an argument that is a list is one value. In packs `{parameter: NAME}` stands",
        "for the value of a parameter.\n",
        "| operator | passes when the value is | example |",
        "|---|---|---|",
    ]
    for name, operator in OPERATOR_KEYS.items():
        example = f"`{operator.example}`" if operator.example else ""
        lines.append(f"| `{name}` | {_cell(operator.doc)} | {_cell(example)} |")
    return "\n".join([*lines, ""])


def _expressions() -> str:
    lines = [
        "## Expressions (`when`)\n",
        "[CEL](https://cel.dev), compiled when the file is read: unknown names and functions are errors. The variables:\n",
        "| variable | fields |",
        "|---|---|",
        *(f"| `{name}` | {', '.join(f'`{field}`' for field in fields)} |" for name, fields in VARIABLES.items()),
        "",
        '`op` has the attributes of the operation as well; one that is absent is `""`, `0`, `false` or `[]`. `call.input` is what',
        "the agent sent. `session.labels` is a list, `session.counters` a map. `now` is a timestamp in UTC.",
        f"Functions: {', '.join(f'`{name}`' for name in sorted(FUNCTIONS - OWN_FUNCTIONS.keys()))};",
        "loops: `map`, `filter`, `exists`, `exists_one`, `all`, at most two in one expression.\n",
        "And functions about times and networks, which Tenuo's expressions have under the same names:\n",
        *(f"- {made.__doc__}" for made in OWN_FUNCTIONS.values()),
    ]
    return "\n".join(lines)


def _vocabulary() -> str:
    lines = ["## Vocabulary\n", "### Kinds of operation and their attributes\n"]
    lines += ["Every kind: " + "; ".join(f"`{name}` {meaning}" for name, meaning in COMMON.items()) + ".\n"]
    lines += ["| kind | attributes |", "|---|---|"]
    for kind in Kind:
        attributes = [f"`{name}` {meaning}" for name, meaning in ATTRIBUTES[kind].items()]
        attributes += [
            f"`{name}` {DERIVED_MEANINGS[name]}" for name, kinds in DERIVED_ATTRIBUTES.items() if kind in kinds
        ]
        lines.append(f"| `{kind.value}` | {_cell('; '.join(attributes))} |")
    lines += ["", "### Classes of resources\n", ", ".join(f"`{one.value}`" for one in ResourceClass) + ".\n"]
    lines += ["### Certainty\n", ", ".join(f"`{one.value}`" for one in Certainty) + ".\n"]
    lines += ["### Names of tools that other systems use\n", "| name | means |", "|---|---|"]
    lines += [f"| `{name}` | {', '.join(f'`{tool}`' for tool in tools)} |" for name, tools in ALIASES.items()]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(reference())
