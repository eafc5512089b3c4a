"""`Planner`: what a call would do, by the facts of this moment.

Facts are fetched anew for every call. First come those that the words of the call make likely,
then those that its interpretation still wants, round by round.

Interpretation is a function of the request and of the facts it asks for. So when a call comes
again and every fact that its plan rests on has the same answer now, the plan is the same, and
is not made again; one answer that differs, and it is.
"""

from __future__ import annotations

import json
from operator import attrgetter

from bailiwick.model import bounds
from bailiwick.model.errors import InputError
from bailiwick.model.fact import TextFact
from bailiwick.model.request import Request
from bailiwick.model.value import Value
from bailiwick.pdp import foreseen, plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    from bailiwick.engine.ports import FactSource
    from bailiwick.model.fact import Fact, FactQuery
    from bailiwick.model.operation import Operation

REMEMBERED_PLANS = 256
"""Plans that are kept; the least recently used is forgotten first."""

REMEMBERED_OPERATIONS = 64
"""Most operations of a plan that is kept."""

REMEMBERED_CHARACTERS = 16 * 1024
"""Most characters of input, and of texts among the facts, of a plan that is kept."""

_circumstances = attrgetter(*(field for field in Request._fields if field not in {"call", "input"}))
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Plan(Value):
    """What a call would do, and the facts that this rests on."""

    operations: tuple[Operation, ...]
    facts: Mapping[FactQuery, Fact]
    problem: str = ""
    """Why it cannot be told; the operations are empty then."""


class Planner:
    """Plans calls, one at a time."""

    def __init__(self, facts: FactSource) -> None:
        self._facts = facts
        self._plans: dict[Hashable, Plan] = {}

    def plan(self, request: Request) -> Plan:
        """The plan of `request`. Never raises for what the call contains: that is a problem of the plan.

        Raises:
            EnvironmentFault: facts cannot be fetched.
        """
        key = _key(request)
        remembered = self._plans.pop(key, None)
        wanted = tuple(remembered.facts) if remembered is not None else foreseen(request)
        known = dict(self._facts.fetch(wanted)) if wanted else {}
        if remembered is not None and known == remembered.facts:
            self._plans[key] = remembered
            return remembered
        made = self._made(request, known)
        if key is not None and _is_small(made):
            self._plans[key] = made
            if len(self._plans) > REMEMBERED_PLANS:
                del self._plans[next(iter(self._plans))]
        return made

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        """Answers to what a decision still needs.

        Raises:
            EnvironmentFault: facts cannot be fetched.
        """
        return self._facts.fetch(queries)

    def _made(self, request: Request, known: dict[FactQuery, Fact]) -> Plan:
        try:
            for _ in range(bounds.FACT_ROUNDS):
                interpretation = plan(request, known)
                if not interpretation.queries:
                    return Plan(interpretation.operations, interpretation.facts)
                known.update(self._facts.fetch(interpretation.queries))
        except InputError as error:
            return Plan((), known, str(error))
        return Plan((), known, f"the call needs more than {bounds.FACT_ROUNDS} rounds of facts")


def _key(request: Request) -> Hashable:
    """Everything of the request but the id of the call; None for a large or nested input."""
    characters = 0
    for value in request.input.values():
        if isinstance(value, str):
            characters += len(value)
        elif isinstance(value, (dict, list, tuple)):
            return None
    return None if characters > REMEMBERED_CHARACTERS else (_encode(request.input), _circumstances(request))


def _is_small(made: Plan) -> bool:
    texts = sum(len(fact.text or "") for fact in made.facts.values() if isinstance(fact, TextFact))
    return not made.problem and len(made.operations) <= REMEMBERED_OPERATIONS and texts <= REMEMBERED_CHARACTERS
