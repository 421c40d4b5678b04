"""What is on file about choices: records, persons, events, notices; the rule in plain Python reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

PURPOSES = ("direct_marketing", "third_party_disclosure", "automated_decisions", "sensitive_data")
# The parts that a purpose may be chosen by, and the column that names one.
PART = {
    "direct_marketing": "channel",
    "third_party_disclosure": "recipient_id",
    "sensitive_data": "data_category",
}


@dataclass(frozen=True)
class Event:
    """A choice event as it was loaded; equal rows are one payload."""

    event_id: str
    customer_id: str
    purpose: str
    choice: str
    occurred_at: datetime
    recorded_at: datetime
    notice_version: str | None = None
    captured_by: str = "app"
    channel: str | None = None
    recipient_id: str | None = None
    data_category: str | None = None

    @property
    def part(self) -> str | None:
        """The part of its purpose that the event is about; None for all of it."""
        column = PART.get(folded(self.purpose))
        value = getattr(self, column) if column else None
        return folded(value).replace("-", "") if column == "channel" and value else value


@dataclass(frozen=True)
class Record:
    """A customer record."""

    customer_id: str
    jurisdiction: str | None
    born: date | None = None


@dataclass(frozen=True)
class Notice:
    """A version of the privacy notice."""

    version: str
    effective_from: date
    purposes: tuple[str, ...]


@dataclass
class World:
    """Everything that is on file: records, the persons they belong to, events, notices, what can be chosen apart."""

    records: dict[str, Record]
    persons: dict[str, str]
    events: Sequence[Event]
    notices: Sequence[Notice]
    recipients: frozenset[str]
    categories: frozenset[str]
    # Ids without a record, with the persons that merge rows say they may mean.
    unrecorded: dict[str, frozenset[str]] = field(default_factory=dict)
    # The raw tables that say all this.
    tables: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    by_folded: dict[str, list[Event]] = field(init=False)
    by_id: dict[str, list[Event]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_folded, self.by_id = {}, {}
        for event in self.events:
            self.by_folded.setdefault(folded(event.customer_id), []).append(event)
            self.by_id.setdefault(event.event_id, []).append(event)


def folded(text: str | None) -> str:
    """Return a word without blanks around it, in one case."""
    return (text or "").strip().casefold()
