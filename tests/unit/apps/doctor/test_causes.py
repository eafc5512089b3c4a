"""What a hook or the client said leads to what a person can do."""

from __future__ import annotations

import pytest

from bailiwick.apps.doctor import causes


@pytest.mark.parametrize(
    ("said", "helps"),
    [
        ("denied by bailiwick: this deletes files", causes.RULE),
        ("bailiwick cannot decide this call, so it is denied: no usable policy: nothing", causes.POLICY),
        ("bailiwick-hook: denied, because the hook command is wrong: expected --home DIR", causes.AGAIN),
        ("no decision could be made: the run directory of Bailiwick is not a directory", "under `home` what to change"),
        ("the socket of Bailiwick belongs to another user, or others may write to it", "under `home` what to change"),
        ('timed out; blocking because onFailure is "block"', "less time than it needs"),
        ('failed; blocking because onFailure is "block" spawn ENOENT', "reinstall"),
        ("something that nobody has said before", causes.DAEMON),
    ],
)
def test_words_lead_to_what_helps(said: str, helps: str) -> None:
    assert helps in causes.remedy_for(said)
