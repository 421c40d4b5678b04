"""What held for one customer at a moment: all purposes, channels, recipients and categories."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from steward.choices.decisions import Answer, Event, Person, open_decisions
from steward.choices.moments import shown
from steward.choices.words import ALLOWED, DENIED, PARTS, STATES, Law, purpose_name, reason, word
from steward.policy import Policy, load_policy
from steward.project import Project


@dataclass(frozen=True)
class CustomerChoices:
    """The matrix of one person at `at`, from what was known at `known_at`."""

    person: Person
    at: datetime
    known_at: datetime
    answers: list[Answer]
    events: dict[str, Event]


def customer_choices(project: Project, customer_id: str, at: datetime, known_at: datetime) -> CustomerChoices:
    """Return what held for the person of a customer id.

    Raises StewardError if no record has the id or there is no build.
    """
    policy = load_policy(project)
    with open_decisions(project) as decisions:
        person = decisions.person(customer_id)
        decisions.narrow_to(person)
        answers = sorted(decisions.matrix(person, at, known_at), key=lambda own: _place(own, policy))
        return CustomerChoices(person, at, known_at, answers, decisions.events(answers))


def _place(answer: Answer, policy: Policy) -> tuple[int, int, str]:
    purposes, parts = list(policy.purposes), list(PARTS)
    return (
        purposes.index(answer.purpose) if answer.purpose in purposes else len(purposes),
        parts.index(answer.part) + 1 if answer.part in parts else 0,
        answer.scope,
    )


def as_lines(project: Project, found: CustomerChoices) -> list[str]:
    """Return the matrix as a reader reads it, each line in both languages."""
    policy, law = load_policy(project), Law(project)
    others = [member for member in found.person.members if member != found.person.person_id]
    merged = f" (merged / 合并: {', '.join(others)})" if others else ""
    lines = [
        f"customer / 客户: {found.person.person_id}{merged}",
        f"chosen by / 选择截至: {shown(found.at)}; known by / 知悉截至: {shown(found.known_at)}",
    ]
    for answer in found.answers:
        lines += _lines(answer, found.events.get(answer.event), policy, law)
    return lines


def _lines(answer: Answer, event: Event | None, policy: Policy, law: Law) -> list[str]:
    verdict, state = (ALLOWED if answer.allowed else DENIED), word(STATES, answer.state)
    if answer.part == "purpose":
        name = purpose_name(policy, answer.purpose)
        why = reason(answer, event, law)
        return [
            f"{answer.purpose} {name.zh}: {verdict}, {state}",
            f"    {why.en}",
            f"    {why.zh}",
        ]
    part, own = word(PARTS, answer.part), f"; {answer.event}" if answer.event else ""
    decided = f"{answer.why}{own}; {answer.provision or '-'}"
    return [f"  {part.en} {part.zh} {answer.scope}: {verdict}, {state} ({decided})"]


def as_json(found: CustomerChoices) -> str:
    """Return the matrix as JSON, with the event behind each answer."""
    return json.dumps(
        {
            "customer_id": found.person.person_id,
            "records": found.person.members,
            "at": found.at.isoformat(),
            "known_at": found.known_at.isoformat(),
            "answers": [asdict(answer) for answer in found.answers],
            "events": {number: asdict(event) for number, event in found.events.items()},
        },
        ensure_ascii=False,
        indent=2,
        default=str,
    )
