"""Credentials are found in their providers' shapes; fillers, hashes, identifiers and code are not.

All credentials are made up at run time from random characters.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret.content import matching
from bailiwick.interpret.content.matching import matches
from bailiwick.interpret.content.secret_rules import RULES
from bailiwick.interpret.content.secrets import find_secrets
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

_random = random.Random(20261120)
_LETTERS = string.ascii_letters + string.digits


def word(length: int, alphabet: str = _LETTERS) -> str:
    return "".join(_random.choices(alphabet, k=length))


def hexes(length: int) -> str:
    return word(length, "0123456789abcdef")


def upper(length: int) -> str:
    return word(length, string.ascii_uppercase + "234567")


def pem(kind: str) -> str:
    body = "\n".join(word(64) for _ in range(6))
    return f"-----BEGIN {kind}PRIVATE " + f"KEY-----\n{body}\n-----END {kind}PRIVATE " + "KEY-----"


SHAPES = {
    "aws-access-key": lambda: "AKIA" + upper(16),
    "gcp-api-key": lambda: "AIza" + word(35),
    "gcp-oauth-token": lambda: "ya29." + word(60),
    "azure-client-secret": lambda: word(3) + "8Q~" + word(34),
    "azure-storage-key": lambda: "AccountKey=" + word(86) + "==",
    "digitalocean-token": lambda: "dop_v1_" + hexes(64),
    "tailscale-key": lambda: "tskey-auth-" + word(12) + "-" + word(32),
    "github-token": lambda: "ghp_" + word(36),
    "github-fine-grained-token": lambda: "github_pat_" + word(22) + "_" + word(59),
    "gitlab-token": lambda: "glpat-" + word(20),
    "npm-token": lambda: "npm_" + word(36),
    "pypi-token": lambda: "pypi-AgEIcHlwaS5vcmc" + word(70),
    "rubygems-key": lambda: "rubygems_" + hexes(48),
    "docker-token": lambda: "dckr_pat_" + word(27),
    "vault-token": lambda: "hvs." + word(90),
    "terraform-token": lambda: word(14) + ".atlasv1." + word(64),
    "anthropic-key": lambda: "sk-ant-" + "api03-" + word(93),
    "openai-key": lambda: "sk-proj-" + word(80),
    "huggingface-token": lambda: "hf_" + word(34),
    "groq-key": lambda: "gsk_" + word(52),
    "stripe-key": lambda: "sk_live_" + word(24),
    "webhook-secret": lambda: "whsec_" + word(32),
    "shopify-token": lambda: "shpat_" + hexes(32),
    "slack-token": lambda: "xoxb-" + word(12, string.digits) + "-" + word(24),
    "slack-webhook": lambda: f"hooks.slack.com/services/T{upper(8)}/B{upper(8)}/{word(24)}",
    "telegram-token": lambda: "8" + word(8, string.digits) + ":AA" + word(33),
    "twilio-key": lambda: "SK" + hexes(32),
    "sendgrid-key": lambda: "SG." + word(22) + "." + word(43),
    "mailchimp-key": lambda: hexes(32) + "-us12",
    "grafana-token": lambda: "glsa_" + word(32) + "_" + hexes(8),
    "sentry-token": lambda: "sntryu_" + hexes(64),
    "databricks-token": lambda: "dapi" + hexes(32),
    "postman-key": lambda: "PMAK-" + hexes(24) + "-" + hexes(34),
    "linear-key": lambda: "lin_api_" + word(40),
    "age-key": lambda: "AGE-SECRET-KEY-1" + word(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
    "jwt": lambda: "eyJ" + word(30) + ".eyJ" + word(60) + "." + word(43),
    "private-key": lambda: pem("RSA "),
    "nvidia-key": lambda: "nvapi-" + word(64),
    "elevenlabs-key": lambda: "sk_" + hexes(48),
    "tavily-key": lambda: "tvly-dev-" + word(32),
    "firecrawl-key": lambda: "fc-" + hexes(32),
    "e2b-key": lambda: "e2b_" + hexes(40),
    "apify-token": lambda: "apify_api_" + word(36),
    "render-key": lambda: "rnd_" + word(28),
    "prefect-key": lambda: "pnu_" + word(36),
    "openshift-token": lambda: "sha256~" + word(43),
    "octopus-key": lambda: "API-" + upper(26),
    "sourcegraph-token": lambda: "sgp_" + hexes(16) + "_" + hexes(40),
    "contentful-token": lambda: "CFPAT-" + word(43),
    "hubspot-token": lambda: "pat-na1-" + "-".join(map(hexes, (8, 4, 4, 4, 12))),
    "clickup-token": lambda: "pk_" + word(8, string.digits) + "_" + upper(32),
    "maxmind-key": lambda: word(6) + "_" + word(29) + "_mmk",
    "razorpay-key": lambda: "rzp_live_" + word(14),
    "posthog-key": lambda: "phx_" + word(43),
    "checkly-key": lambda: "cu_" + hexes(32),
    "grafana-api-key": lambda: "eyJrIjoi" + word(90),
    "onepassword-secret-key": lambda: "-".join(("A3", upper(6), upper(11), upper(5), upper(5), upper(5))),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("around", ["{}", 'x = "{}"\n', "curl -H 'X-Key: {}' https://h\n", "a {} b", "{},\n", "ä {} ä"])
def test_each_shape_is_found_wherever_it_stands(kind: str, around: str) -> None:
    shape = SHAPES[kind]()
    text = around.replace("{}", shape)
    found = find_secrets(text)
    assert [finding.kind for finding in found] == [kind]
    assert text[found[0].start : found[0].end] in shape


@pytest.mark.parametrize(
    "text",
    [
        "AWS_SECRET_ACCESS_KEY=" + word(40),
        'aws_secret_key: "' + word(40) + '"',
        "DB_PASSWORD=" + "s3" + word(14),
        '"apiKey": "' + hexes(32) + '"',
        "api_key = '" + hexes(32) + "'",
        "client-secret: " + word(32),
        "mysql --password " + "Zq7" + word(12),
        "postgres://app:" + word(14) + "@db.internal:5432/app",
        "mongodb+srv://u:" + word(12) + "@cluster0.abcde.mongodb.net",
        "redis://:" + word(20) + "@cache:6379",
        "git clone https://x-access-token:" + word(30) + "@github.com/a/b",
        "machine api.example.com login me password " + word(16),
        "curl -u admin:" + word(12) + " https://h",
        "Authorization: Bearer " + word(40),
        "//registry.example.org/:_authToken=" + word(36),
        '{"auths": {"r": {"auth": "' + word(40) + '"}}}',
        "export GITHUB_TOKEN=" + word(40),
    ],
)
def test_telling_names_and_places_give_credentials_away(text: str) -> None:
    assert len(find_secrets(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "git status && ls -la",
        "AKIAIOSFODNN7" + "EXAMPLE",
        "ghp_" + "x" * 36,
        "api_key = 'your-api-key-goes-here-123'",
        "API_KEY=<your key 12345678>",
        "password: ${DB_PASSWORD_2}",
        "token = os.environ['TOKEN_V2']",
        "const token = process.env.API_TOKEN_1",
        "secret = getSecret2FromVault(name)",
        "token: string",
        "password = base64.b16encode(x)",
        "token_id = '" + "550e8400-e29b-41d4-a716-" + "446655440000'",
        '"integrity": "sha512-' + word(86) + '=="',
        "resolved token sha256:" + hexes(64),
        "commit " + hexes(40),
        "checksum_key = '" + hexes(64) + "'",
        "postgres://postgres:postgres@localhost/test",
        "postgres://user:${PASSWORD}@db/x",
        "https://example.com:8443/path@2x.png",
        "ssh-ed25519 AAAA" + word(60) + " me@host",
        "-----BEGIN PUBLIC KEY-----\n" + word(64) + "\n-----END PUBLIC KEY-----",
        "keyboard = 'qwertz-layout-2024-de'",
        "tokenizer: max_tokens=4096",
        "sort_key = lambda item: item.name2",
        "data:\n  password: Y2hhbmdlbWU=",
    ],
)
def test_fillers_references_hashes_and_code_are_no_credentials(text: str) -> None:
    assert find_secrets(text) == ()


def test_several_credentials_are_found_in_order_without_overlap() -> None:
    first, second = SHAPES["github-token"](), SHAPES["stripe-key"]()
    text = f"token={first}\n{second}\nAuthorization: Bearer {first}"
    found = find_secrets(text)
    assert [text[finding.start : finding.end] for finding in found] == [first, second, first]
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    "seam",
    ["' + '", "' '", "'\n    '", "' \\\n'", "', '", "' . '", "'\n    + '", "' & '"],
    ids=["plus", "next", "lines", "continued", "list", "dot", "operator first", "basic"],
)
def test_a_credential_in_pieces_is_found_from_its_first_to_its_last_letter(seam: str) -> None:
    first, rest = "ghp_" + word(9), word(27)
    text = f"x = '{word(5)}' + 'y'\ntoken = '{first}{seam}{rest}'\nother = 'a' + 'b'\n"
    (finding,) = find_secrets(text)
    assert finding.kind == "github-token"
    assert text[finding.start : finding.end] == first + seam + rest


def test_pieces_of_different_texts_are_no_credential() -> None:
    assert find_secrets(f"print('ghp_{word(9)}', x, '{word(27)}')\nprint('ghp_{word(9)} ' + '{word(27)}')") == ()


def test_the_zero_bytes_at_the_head_of_an_openssh_key_do_not_make_it_a_filler() -> None:
    body = "b3BlbnNzaC1rZXktdjE" + "A" * 5 + "BG5vbmU" + "A" * 17 + word(60)
    text = "-----BEGIN OPENSSH PRIVATE " + f"KEY-----\n{body}\n-----END OPENSSH PRIVATE " + "KEY-----"
    assert [finding.kind for finding in find_secrets(text)] == ["private-key"]


def test_a_key_in_a_truncated_text_is_found_without_its_end() -> None:
    assert find_secrets(pem("EC ")[:300])[0].kind == "private-key"


def test_a_lone_surrogate_hides_nothing() -> None:
    token = SHAPES["github-token"]()
    text = "\ud800 " + token
    found = find_secrets(text)
    assert text[found[0].start : found[0].end] == token


def test_there_are_rules_for_at_least_sixty_kinds_and_each_kind_once() -> None:
    kinds = [rule.kind for rule in RULES]
    assert len(kinds) == len(set(kinds)) >= 60


@pytest.mark.parametrize("kind", SHAPES)
def test_all_engines_find_the_same(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"before {SHAPES[kind]()} after"
    matching.prepare()
    automaton = find_secrets(text)
    matching._automaton.cache_clear()
    literals = find_secrets(text)
    monkeypatch.setattr(matching, "_re2", lambda: None)
    windows = find_secrets(text)
    assert automaton == literals == windows


@given(st.text(st.sampled_from("sk_-livexAKIA=:'\" \n/@.eyJ09afQ~"), max_size=200))
def test_the_engines_agree_on_any_text(text: str) -> None:
    matching.prepare()
    automaton = set(matches(text))
    matching._automaton.cache_clear()
    assert set(matches(text)) == automaton


@pytest.mark.parametrize(
    "piece", ["a", "=", "token=", "-----BEGIN PRIVATE " + "KEY-----", "://a:", "eyJ", "xox", "curl -u "]
)
def test_no_text_makes_the_search_run_away(
    piece: str, benchmark_seconds: Callable[[Callable[[], object]], float]
) -> None:
    text = piece * (200_000 // len(piece))
    assert benchmark_seconds(lambda: find_secrets(text)) < 5


def test_a_content_beyond_the_bound_is_refused() -> None:
    with pytest.raises(BoundError):
        find_secrets("x" * (bounds.CONTENT_BYTES + 1))
