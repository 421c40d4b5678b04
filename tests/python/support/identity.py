"""What identity resolution must answer, told with sets and dates; shares nothing with the SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

PAST, FUTURE = date(2020, 1, 1), date(2999, 1, 1)


def check_digit(body: str) -> str:
    """Return the character that makes the sum of digit times 2 to the power of its place 1 modulo 11."""
    rest = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body)) % 11
    return "0123456789X"[(1 - rest) % 11]


def resident_id(text: str) -> str | None:
    """Return the 18 characters of a resident id, None where the text is not one."""
    narrow = (chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
    plain = "".join(narrow).strip(" \u3000").upper()
    body = plain[:17] if len(plain) == 18 else f"{plain[:6]}19{plain[6:]}" if len(plain) == 15 else ""
    if not (body.isascii() and body.isdigit()) or body[6:8] not in ("19", "20"):
        return None
    try:
        date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError:
        return None
    whole = body + check_digit(body)
    return whole if len(plain) == 15 or plain == whole else None


@dataclass(frozen=True)
class Customer:
    """A customer record and the resident ids that it and its documents carry."""

    customer_id: str
    born: date | None = None
    started: date | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merge:
    """A merge row: in force, undone, or of the future."""

    survivor: str
    merged: str
    merged_on: date = PAST
    unmerged_on: date | None = None

    @property
    def in_force(self) -> bool:
        return self.merged_on == PAST and self.unmerged_on != PAST

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.survivor, self.merged))


def groups(ids: list[str], links: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return for each id the set of ids that the links connect it with, itself included."""
    sets = {one: frozenset([one]) for one in ids}
    for link in links:
        joined = frozenset().union(*(sets[one] for one in link))
        sets.update(dict.fromkeys(joined, joined))
    return sets


def persons(customers: list[Customer], rows: list[Merge]) -> dict[str, str]:
    """Return the person of each customer id."""
    ids = [customer.customer_id for customer in customers]
    known = [row for row in rows if row.pair <= set(ids) and len(row.pair) == 2]
    merged = {row.pair for row in known if row.in_force}
    apart = {row.pair for row in known if row.unmerged_on == PAST} - merged
    by_merge, whole = groups(ids, merged), groups(ids, [*merged, *_document_links(customers, apart)])
    broken = set()
    for one, other in apart:
        if whole[one] == whole[other] and by_merge[one] != by_merge[other]:
            broken.add(whole[one])
    people = {one: by_merge[one] if whole[one] in broken else whole[one] for one in ids}
    roots = {row.survivor for row in known if row.in_force}
    roots -= {row.merged for row in known if row.in_force}
    started = {customer.customer_id: customer.started or date.max for customer in customers}
    first = {
        person: min(person, key=lambda one: (one not in roots, started[one], one))
        for person in people.values()
    }
    return {one: first[people[one]] for one in ids}


def _document_links(customers: list[Customer], apart: set[frozenset[str]]) -> list[frozenset[str]]:
    holders: dict[str, list[Customer]] = {}
    for customer in customers:
        for number in {resident_id(text) for text in customer.numbers} - {None}:
            holders.setdefault(str(number), []).append(customer)
    links = []
    for people in holders.values():
        ids = frozenset(customer.customer_id for customer in people)
        births = {customer.born for customer in people} - {None}
        if len(people) <= 3 and len(births) <= 1 and not any(pair <= ids for pair in apart):
            links.append(ids)
    return links
