"""Carries out obligations that change the input of a call, and has the changed call judged."""

from __future__ import annotations

from bailiwick.engine.judge import Judgement
from bailiwick.interpret.confining import cage, confined, unconfined
from bailiwick.interpret.redacting import redacted_input
from bailiwick.interpret.rewriting import Edit, proven, rewritten
from bailiwick.model.errors import InputError
from bailiwick.model.fact import ConfinementFact, ConfinementQuery, ObjectionFact
from bailiwick.pdp.approval import objection_query
from bailiwick.pdp.obligations import changes, fulfilled, questioned, unfulfilled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import TypeAlias

    from bailiwick.model.fact import Fact, FactQuery, Facts
    from bailiwick.model.request import Request
    from bailiwick.model.verdict import Obligation

    Fetch: TypeAlias = Callable[[Collection[FactQuery]], Mapping[FactQuery, Fact]]


def fulfil(request: Request, judgement: Judgement, judge: Callable[[Request], Judgement], fetch: Fetch) -> Judgement:
    """The judgement on `request` with the input that its obligations make of it.

    1. the input is changed; 2. the changed call is judged, outside of its sandbox, as that only narrows; 3. it is
    proven that only the intended words changed; 4. the changed call meets all obligations, its own included; 5. the
    agent's own rules, which do not see into a sandbox, are asked about the call outside of it. Whatever fails is a
    denial.

    Args:
        request: the call as the agent made it.
        judgement: on it; its decision lets the call run.
        judge: judges a call.
        fetch: facts of the host.
    """
    obligations = changes(judgement.decision)
    demanded = cage(obligations, request.place)
    facts = judgement.facts
    if demanded is not None:
        facts = {**facts, **fetch({ConfinementQuery(demanded.network)})}
    try:
        changed = _changed(request, obligations, facts)
        if changed.input != request.input:
            judgement = _judged(request, changed, judgement.replace(facts=facts), judge)
        if demanded is not None:
            judgement = _with_agents_rules(_bare(changed, obligations, facts), judgement, fetch)
    except InputError as error:
        problem = f"an obligation cannot be carried out: {error}"
        return Judgement(unfulfilled(judgement.asked or judgement.decision, problem), {**facts, **judgement.facts})
    return judgement


def _judged(
    request: Request, changed: Request, judgement: Judgement, judge: Callable[[Request], Judgement]
) -> Judgement:
    """The judgement on the call that is `changed`.

    Raises:
        InputError: it does not do what was intended, or not all of it.
    """
    obligations = changes(judgement.decision)
    before, after = (_bare(call, obligations, judgement.facts) for call in (request, changed))
    again = judge(after)
    facts = {**judgement.facts, **again.facts}
    edits = _edits(obligations)
    if edits and not proven(before, after, edits, facts):
        raise InputError("the rewritten call would not do what was intended")
    if _changed(changed, (*obligations, *changes(again.decision)), facts).input != changed.input:
        raise InputError("the rewritten call would have to be rewritten again")
    return Judgement(fulfilled(judgement.decision, again.decision), facts, executed=changed, asked=judgement.decision)


def _with_agents_rules(bare: Request, judgement: Judgement, fetch: Fetch) -> Judgement:
    """The judgement, with what the agent's own configuration says of the call outside of its sandbox.

    Raises:
        InputError: a rule of it may deny the call.
    """
    query = objection_query(bare, judgement.decision.operations)
    answers = fetch({query})
    facts = {**judgement.facts, **answers}
    fact = answers.get(query)
    if not isinstance(fact, ObjectionFact) or not fact.objection:
        return judgement.replace(facts=facts)
    reason = f"the agent's own rules do not see into a sandbox, and {fact.objection} may concern this call"
    if fact.denies:
        raise InputError(reason)
    return judgement.replace(decision=questioned(judgement.decision, reason, answerable=bare.answerable), facts=facts)


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
