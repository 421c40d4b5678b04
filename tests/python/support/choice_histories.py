"""Random histories of choices: customers of every law and age, odd events, merges, ids that no record bears."""

import random
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

from tests.python.support import identity
from tests.python.support.choice_world import PURPOSES, Event, Notice, Record, World
from tests.python.support.recipient_rule import Agreement, Recipient

SEED = 20260301
PEOPLE = 500
START = datetime(2026, 1, 10, 1, 0, tzinfo=UTC)
DAYS = 60
RECIPIENTS = {
    one.recipient_id: one
    for one in (
        Recipient("insurer", "controller"),
        Recipient("institute", "affiliate"),
        Recipient("mailer", "processor"),
        Recipient("hoster", "processor", "SG"),
        Recipient("court", "authority"),
        Recipient("ministry", "authority"),
        Recipient("laboratory", "controller", "SG"),
        Recipient("branch", "affiliate", "DE"),
    )
}
NEW_YEAR = date(2026, 1, 1)
ROUTE = {"transfer_route": "standard_contract", "storage_country": "SG"}
AGREEMENTS = (
    Agreement("A1", "insurer", NEW_YEAR, NEW_YEAR, date(2026, 2, 28)),
    Agreement("A2", "insurer", NEW_YEAR, date(2026, 2, 1), disclosure_level="anonymous_only"),
    Agreement("A3", "institute", date(2026, 1, 25), NEW_YEAR, disclosure_level="anonymous_only"),
    Agreement("A4", "mailer", NEW_YEAR, NEW_YEAR, date(2026, 2, 10)),
    Agreement("A5", "hoster", NEW_YEAR, NEW_YEAR, transfer_route="standard_contract"),
    Agreement("A6", "court", NEW_YEAR, NEW_YEAR, agreement_type="legal_order"),
    Agreement("A7", "ministry", NEW_YEAR, NEW_YEAR),
    Agreement("A8", "laboratory", NEW_YEAR, NEW_YEAR, disclosure_level="anonymous_only", **ROUTE),
    # Identified data may not reach it: this one names no route.
    Agreement("A9", "laboratory", NEW_YEAR, NEW_YEAR),
    Agreement("A10", "branch", NEW_YEAR, date(2026, 2, 15), **ROUTE),
)
CATEGORIES = (
    "biometric", "ethnicity", "finance", "financial_account", "health", "identity_document",
    "political_exposure", "religion",
)  # fmt: skip
NOTICES = (
    Notice("v1", date(2025, 1, 1), PURPOSES),
    Notice("v2", date(2026, 1, 20), ("direct_marketing", "automated_decisions")),
    Notice("v3", date(2026, 2, 10), ("third_party_disclosure", "sensitive_data")),
)


def spelled(draw: random.Random, word: str) -> str:
    """Return a word as careless people write it, now and then."""
    return draw.choice([word] * 12 + [word.upper(), f" {word} ", word.title()])


def records(draw: random.Random) -> dict[str, Record]:
    """Return customers of every law and age; a few ids differ in nothing but their case."""
    people = {}
    for number in range(PEOPLE):
        jurisdiction = draw.choice(
            ["CN"] * 5 + ["EU"] * 3 + ["US-CA"] * 4 + ["XX", None, " cn", "us-ca", "Eu"]
        )
        born = draw.choice([None, date(1980, 5, 5), date(2012, 1, 1) + timedelta(days=draw.randrange(120))])
        if draw.random() < 0.1:
            born = date(2010, 1, 1) + timedelta(days=draw.randrange(120))
        customer_id = draw.choice(["Ab", "C", "c"]) + f"{number:04d}"
        people[customer_id] = Record(customer_id, jurisdiction, born)
        if draw.random() < 0.05:
            people[customer_id.swapcase()] = Record(customer_id.swapcase(), jurisdiction, born)
    return people


def event(draw: random.Random, number: int, customer_id: str) -> Event:
    """Return one choice: mostly plain, now and then odd in each way that the rule knows."""
    seconds = draw.choice([0, 1, 2, 3600, draw.randrange(86400)])
    occurred_at = START + timedelta(
        days=draw.randrange(DAYS), seconds=seconds, milliseconds=draw.choice([0, 700])
    )
    delay = draw.choice([0, 0, 0, 60, 86400 * 12, 86400 * 40, -240, -300, -301, -86400 * 9])
    purpose = draw.choice(PURPOSES)
    choice = draw.choice(["opt_in"] * 6 + ["opt_out"] * 4)
    made = Event(
        event_id=f"E{number:06d}",
        customer_id=draw.choice([customer_id] * 14 + [customer_id.swapcase(), f" {customer_id} "]),
        purpose=spelled(draw, purpose),
        choice=spelled(draw, choice),
        occurred_at=occurred_at,
        recorded_at=occurred_at + timedelta(seconds=delay),
        notice_version=draw.choice(["v1"] * 6 + ["v2", "v3", "v9", None]),
        captured_by=draw.choice(["app", "web", "guardian"]),
    )
    if draw.random() < 0.05:
        made = replace(
            made, **draw.choice([{"choice": "maybe"}, {"purpose": "horoscopes"}, {"purpose": "contract"}])
        )
    if draw.random() < 0.45:
        made = replace(
            made,
            channel=draw.choice(["sms", "phone", "E-mail", "post", "app", "fax"]),
            recipient_id=draw.choice([*RECIPIENTS, "nobody"]),
            data_category=draw.choice(["health", "finance", "shoe_size"]),
        )
    return made


def history(draw: random.Random, people: list[str]) -> list[tuple[Event, datetime]]:
    """Return the events with their load times: some are loaded twice, some with another payload."""
    rows = []
    number = 0
    for customer_id in people:
        moments: list[datetime] = []
        for _ in range(draw.randrange(9)):
            number += 1
            made = event(draw, number, customer_id)
            if moments and draw.random() < 0.25:
                moment = draw.choice(moments)
                made = replace(
                    made, occurred_at=moment, recorded_at=moment + (made.recorded_at - made.occurred_at)
                )
            moments.append(made.occurred_at)
            loaded_at = made.recorded_at + timedelta(hours=9)
            rows.append((made, loaded_at))
            if draw.random() < 0.05:
                rows.append((made, loaded_at + timedelta(days=1)))
            if draw.random() < 0.05:
                other = draw.choice(
                    [{"choice": "opt_out"}, {"channel": "post"}, {"customer_id": draw.choice([*people])}]
                )
                rows.append((replace(made, **other), loaded_at + timedelta(days=draw.choice([0, 1]))))
    return rows


def merged(draw: random.Random, people: dict[str, Record]) -> list[identity.Merge]:
    """Return merges of every tenth record, some of them undone."""
    ids = draw.sample(sorted(people), len(people) // 5 * 2)
    pairs = zip(ids[::2], ids[1::2], strict=False)
    return [
        identity.Merge(one, other, unmerged_on=draw.choice([None, None, None, identity.PAST]))
        for one, other in pairs
    ]


def gone(draw: random.Random, people: dict[str, Record]) -> list[tuple[str, identity.Merge]]:
    """Return ids that no record bears, each with a merge row; some are claimed by two people, some parted."""
    rows = []
    for number, one in enumerate(draw.sample(sorted(people), len(people) // 10)):
        row = identity.Merge(one, f"Gone{number // 2 if number % 10 < 2 else number:03d}")
        if number % 3 == 0:
            row = identity.Merge(row.merged, row.survivor)
        if number % 7 == 0:
            row = replace(row, unmerged_on=identity.PAST)
        rows.append((row.survivor if number % 3 == 0 else row.merged, row))
    return rows


def raw_tables(
    world: World, rows: list[tuple[Event, datetime]], merges: list[identity.Merge]
) -> dict[str, list[dict[str, object]]]:
    """Return the raw tables of a world."""
    loaded = {"loaded_at": START - timedelta(days=100)}
    return {
        "customers": [
            {
                "customer_id": one.customer_id,
                "jurisdiction": one.jurisdiction,
                "birth_date": one.born,
                **loaded,
            }
            for one in world.records.values()
        ],
        "customer_merges": [
            {
                "survivor_customer_id": row.survivor,
                "merged_customer_id": row.merged,
                "merged_on": row.merged_on,
                "unmerged_on": row.unmerged_on,
                **loaded,
            }
            for row in merges
        ],
        "privacy_notices": [
            {
                "notice_version": notice.version,
                "language": language,
                "effective_from": notice.effective_from,
                "purposes": " | ".join(notice.purposes),
                **loaded,
            }
            for notice in NOTICES
            for language in ("zh", "en")
        ],
        "recipients": [{**asdict(one), **loaded} for one in RECIPIENTS.values()],
        "agreements": [{**asdict(one), **loaded} for one in AGREEMENTS],
        "choice_events": [
            {**{name: getattr(one, name) for name in Event.__dataclass_fields__}, "loaded_at": loaded_at}
            for one, loaded_at in rows
        ],
    }


def random_world() -> World:
    """A world of random histories; the same in every run."""
    draw = random.Random(SEED)
    people = records(draw)
    merges = merged(draw, people)
    owners = identity.persons([identity.Customer(one) for one in people], merges)
    claims = gone(draw, people)
    rows = history(draw, [*people, *sorted({one for one, _ in claims})])
    unrecorded: dict[str, frozenset[str]] = {}
    for one, row in claims:
        if row.in_force:
            [owner] = row.pair - {one}
            unrecorded[one] = unrecorded.get(one, frozenset()) | {owners[owner]}
    made = World(
        people, owners, list(dict.fromkeys(one for one, _ in rows)), NOTICES,
        frozenset(name for name, one in RECIPIENTS.items() if one.needs_choice), frozenset(CATEGORIES), unrecorded,
    )  # fmt: skip
    made.tables = raw_tables(made, rows, [*merges, *(row for _, row in claims)])
    return made
