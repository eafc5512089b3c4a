"""Laws of importers: a file that was tampered with is refused as a whole or becomes a policy that holds."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers import DIALECTS, Foreign, import_policy, to_yaml
from bailiwick.policy.importers.forms import plain
from bailiwick.policy.syntax import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MANIFESTS = sorted((Path(__file__).parents[1] / "vectors" / "imports" / "kyvvu").glob("*.yaml"))
SAMPLES: dict[str, list[Any]] = {
    "kyvvu": [yaml.safe_load(path.read_text()) for path in MANIFESTS],
    "damage-control": [
        {
            "bashToolPatterns": [{"pattern": "git push .*--force(?!-with)", "reason": "r", "ask": True}],
            "zeroAccessPaths": [".env", "*.pem", "~/.ssh/"],
            "noDeletePaths": ["LICENSE"],
        }
    ],
    "custom-policies": [
        {"policy_patterns": {"eval": "no"}, "injection_patterns": ["ignore"], "high_risk_sources": ["x.org", "s"]}
    ],
    "permission-patterns": [
        {
            "auto_approve": {
                "Read": {"paths": ["^\\./"], "excluded": ["env"]},
                "Bash": {"commands": ["^ls", "^npm"], "excluded": ["x"]},
                "WebFetch": {"urls": ["^https://x\\.org/"]},
                "Glob": {"auto_approve": True},
            },
            "deny_patterns": ["secret", ["key", "why"]],
        }
    ],
    "tenuo": [
        {
            "sandbox": "./s",
            "mode": "audit",
            "default": "approve",
            "enforce": {
                "Read": "subpath:.",
                "Bash": "shlex:ls",
                "Agent": "oneof:a,b",
                "WebFetch": {"domains": ["x.org"], "ports": [443], "approval": {"threshold": 1}},
            },
            "audit": ["WebSearch"],
            "subagents": {"r": {"tools": ["Read"], "ttl_seconds": 3}},
            "mcp": {"enforce": {"t": {"args": {"a": "range:1,2"}}, "u": {"arg": "b", "constraint": {"_type": "any"}}}},
        }
    ],
    "kei": [{"bash": {"chain": ["a.sh"]}, "edit": {"chain": ["b.sh"]}}],
    "meshguard": [
        {
            "name": "p",
            "appliesTo": {"tags": ["a"], "trustTiers": ["verified"]},
            "rules": [
                {"effect": "allow", "actions": ["read:file"], "conditions": {"resource": {"matches": ["./**"]}}},
                {"effect": "allow", "actions": ["execute:shell"], "conditions": {"resource.contains": ["rm -rf", "x"]}},
                {"effect": "deny", "actions": ["tool:a"], "conditions": {"amount_max": 3, "context.to.in": ["a"]}},
                {"effect": "allow", "actions": ["*:email"], "conditions": {"time_range": "09:00-18:00"}},
            ],
            "defaultEffect": "deny",
            "rateLimits": {"requestsPerMinute": 3},
            "delegation": {"maxDepth": 1, "permissionCeiling": ["read:*"]},
        }
    ],
    "claude-code": [
        {
            "permissions": {
                "allow": ["Bash(ls:*)", "Read(src/**)"],
                "ask": ["WebSearch"],
                "deny": ["Read(.env)", "mcp__a"],
            }
        }
    ],
}
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 99),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.text(max_size=12),
    st.sampled_from(["*", "[", "(", "subpath:", "range:", "mcp__", "step.exec", "a:b", "~", "/", "..", "\\"]),
    st.lists(st.one_of(st.text(max_size=4), st.integers(), st.none()), max_size=2),
    st.dictionaries(st.text(max_size=4), st.one_of(st.text(max_size=4), st.none()), max_size=2),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all values within a plain structure."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


def test_every_dialect_has_a_sample() -> None:
    assert SAMPLES.keys() == DIALECTS.keys()


@pytest.mark.parametrize("dialect", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_tampered_file_is_refused_or_becomes_a_policy(dialect: str, data: st.DataObject) -> None:
    sample = copy.deepcopy(data.draw(st.sampled_from(SAMPLES[dialect])))
    place = data.draw(st.sampled_from(places(sample)[1:]))
    holder = sample
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = data.draw(ANYTHING)
    try:
        made = import_policy([Foreign("x.json", json.dumps(sample))], dialect=dialect)
        text = to_yaml(made)
    except PolicyError:
        return
    root, _ = load(text, "x")
    assert root is not None
    assert plain(root) == made.document, "what is written is what was made"
    compile_sources(Sources(user=text))


@pytest.mark.parametrize("dialect", SAMPLES)
def test_importing_twice_gives_the_same_file(dialect: str) -> None:
    texts = {
        to_yaml(import_policy([Foreign("x.json", json.dumps(sample))], dialect=dialect))
        for sample in SAMPLES[dialect]
        for _ in range(2)
    }
    assert len(texts) == len(SAMPLES[dialect])
