"""Carries out obligations that change the input of a call, and has the changed call judged."""

from __future__ import annotations

from bailiwick.engine.judge import Judgement
from bailiwick.interpret.redacting import redacted_input
from bailiwick.interpret.rewriting import Edit, proven, rewritten
from bailiwick.model.errors import InputError
from bailiwick.pdp.obligations import changes, fulfilled, unfulfilled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.model.fact import Facts
    from bailiwick.model.request import Request
    from bailiwick.model.verdict import Obligation


def fulfil(request: Request, judgement: Judgement, judge: Callable[[Request], Judgement]) -> Judgement:
    """The judgement on `request` with the input that its obligations make of it.

    1. the input is changed; 2. the changed call is judged; 3. it is proven that only the intended words changed;
    4. the changed call meets all obligations, its own included. Whatever fails is a denial.

    Args:
        request: the call as the agent made it.
        judgement: on it; its decision lets the call run.
        judge: judges a call.
    """
    decision = judgement.decision
    obligations = changes(decision)
    try:
        changed = _changed(request, obligations, judgement.facts)
        if changed.input == request.input:
            return judgement
        again = judge(changed)
        facts = {**judgement.facts, **again.facts}
        edits = _edits(obligations)
        every = (*obligations, *changes(again.decision))
        if edits and not proven(request, changed, edits, facts):
            problem = "the rewritten call would not do what was intended"
        elif _changed(changed, every, facts).input != changed.input:
            problem = "the rewritten call would have to be rewritten again"
        else:
            return Judgement(fulfilled(decision, again.decision), facts, executed=changed, asked=decision)
    except InputError as error:
        problem = str(error)
    return Judgement(unfulfilled(decision, f"an obligation cannot be carried out: {problem}"), judgement.facts)


def _changed(request: Request, obligations: Sequence[Obligation], facts: Facts) -> Request:
    edits = _edits(obligations)
    if edits:
        command = rewritten(request, edits, facts)
        request = request.replace(input={**request.input, "command": command})
    what = {word for one in obligations if one.kind == "redact" for word in one.what}
    if what:
        request = request.replace(input=redacted_input(request, what))
    return request


def _edits(obligations: Sequence[Obligation]) -> list[Edit]:
    edits: dict[Edit, None] = {}
    for one in obligations:
        if one.kind == "rewrite":
            program = tuple(one.program.split())
            edits.update(dict.fromkeys(Edit(program, new, old) for old, new in one.replace_words))
            edits.update(dict.fromkeys(Edit(program, word) for word in one.add))
    return list(edits)
