"""Carries out obligations that change the input of a call, and has the changed call judged."""

from __future__ import annotations

from bailiwick.engine.judge import Judgement
from bailiwick.interpret.confining import cage, confined, unconfined
from bailiwick.interpret.redacting import redacted_input
from bailiwick.interpret.rewriting import Edit, proven, rewritten
from bailiwick.model.errors import InputError
from bailiwick.model.fact import ConfinementFact, ConfinementQuery
from bailiwick.pdp.obligations import changes, fulfilled, unfulfilled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from bailiwick.model.fact import Fact, FactQuery, Facts
    from bailiwick.model.request import Request
    from bailiwick.model.verdict import Obligation


def fulfil(
    request: Request,
    judgement: Judgement,
    judge: Callable[[Request], Judgement],
    fetch: Callable[[Collection[FactQuery]], Mapping[FactQuery, Fact]],
) -> Judgement:
    """The judgement on `request` with the input that its obligations make of it.

    1. the input is changed; 2. the changed call is judged, outside of its sandbox, as that only narrows; 3. it is
    proven that only the intended words changed; 4. the changed call meets all obligations, its own included.
    Whatever fails is a denial.

    Args:
        request: the call as the agent made it.
        judgement: on it; its decision lets the call run.
        judge: judges a call.
        fetch: facts of the host.
    """
    decision = judgement.decision
    obligations = changes(decision)
    facts = _with_sandbox(request, obligations, judgement.facts, fetch)
    try:
        changed = _changed(request, obligations, facts)
        if changed.input == request.input:
            return judgement
        before, after = (_bare(call, obligations, facts) for call in (request, changed))
        again = judge(after)
        facts = {**facts, **again.facts}
        edits = _edits(obligations)
        every = (*obligations, *changes(again.decision))
        if edits and not proven(before, after, edits, facts):
            problem = "the rewritten call would not do what was intended"
        elif _changed(changed, every, facts).input != changed.input:
            problem = "the rewritten call would have to be rewritten again"
        else:
            return Judgement(fulfilled(decision, again.decision), facts, executed=changed, asked=decision)
    except InputError as error:
        problem = str(error)
    return Judgement(unfulfilled(decision, f"an obligation cannot be carried out: {problem}"), facts)


def _with_sandbox(
    request: Request,
    obligations: Sequence[Obligation],
    facts: Facts,
    fetch: Callable[[Collection[FactQuery]], Mapping[FactQuery, Fact]],
) -> Facts:
    """The facts with what is known of the sandbox that the obligations demand, if they do."""
    demanded = cage(obligations, request.place)
    return facts if demanded is None else {**facts, **fetch({ConfinementQuery(demanded.network)})}


def _changed(request: Request, obligations: Sequence[Obligation], facts: Facts) -> Request:
    """The call as its obligations demand it; in the sandbox last, so that everything else happens to its command."""
    request = _bare(request, obligations, facts)
    edits = _edits(obligations)
    if edits:
        command = rewritten(request, edits, facts)
        request = request.replace(input={**request.input, "command": command})
    what = {word for one in obligations if one.kind == "redact" for word in one.what}
    if what:
        request = request.replace(input=redacted_input(request, what))
    demanded = cage(obligations, request.place)
    return request if demanded is None else confined(request, demanded, _launcher(demanded.network, facts))


def _bare(request: Request, obligations: Sequence[Obligation], facts: Facts) -> Request:
    """The call outside of its sandbox, when the obligations demand one."""
    demanded = cage(obligations, request.place)
    return request if demanded is None else unconfined(request, _launcher(demanded.network, facts))


def _launcher(network: str, facts: Facts) -> Sequence[str]:
    """The words that start a command in a sandbox.

    Raises:
        InputError: there is no such sandbox here.
    """
    fact = facts.get(ConfinementQuery(network))
    if not isinstance(fact, ConfinementFact):
        raise InputError(f"it is not known whether there is a sandbox with `network: {network}` here")
    if fact.problem:
        raise InputError(f"there is no sandbox with `network: {network}` here: {fact.problem}")
    return fact.launcher


def _edits(obligations: Sequence[Obligation]) -> list[Edit]:
    edits: dict[Edit, None] = {}
    for one in obligations:
        if one.kind == "rewrite":
            program = tuple(one.program.split())
            edits.update(dict.fromkeys(Edit(program, new, old) for old, new in one.replace_words))
            edits.update(dict.fromkeys(Edit(program, word) for word in one.add))
    return list(edits)
