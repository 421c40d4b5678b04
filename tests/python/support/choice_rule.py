"""The rule of choices in plain Python, one event after the other; shares nothing with the SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.python.support.choice_world import PURPOSES, Event, Record, World, folded

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHANNELS = ("sms", "phone", "email", "post", "app")
SKEW = timedelta(minutes=5)
# With no record, by jurisdiction, in the order of the purposes.
DEFAULTS = {
    "cn": (False, False, True, False),
    "eu": (False, False, False, False),
    "us-ca": (True, True, True, True),
}
# The provisions of those defaults, of children under 14, and of the sale of data of those under 16.
PROVISIONS = {
    "cn": ("CN-CPL-29", "CN-PIPL-23", "CN-PIPL-24-3", "CN-PIPL-29"),
    "eu": ("EU-EPRIV-13", "EU-GDPR-6", "EU-GDPR-22", "EU-GDPR-9"),
    "us-ca": ("US-CA-1798.120", "US-CA-1798.120", "US-CA-1798.185", "US-CA-1798.121"),
}
OF_CHILDREN = {"cn": "CN-PIPL-31", "eu": "EU-GDPR-8", "us-ca": "US-CA-1798.120-c"}


def latest_of(events: Sequence[Event]) -> list[Event]:
    """Return the events of the latest second."""
    second = max((event.occurred_at.replace(microsecond=0) for event in events), default=None)
    return [event for event in events if event.occurred_at.replace(microsecond=0) == second]


def age_below(born: date | None, years: int, day: date) -> bool:
    """Tell whether somebody is younger than so many years on a day."""
    if born is None:
        return False
    return (day.year - born.year - ((day.month, day.day) < (born.month, born.day))) < years


@dataclass(frozen=True)
class Moment:
    """What is asked: what holds at a moment, from what was recorded by another."""

    world: World
    at: datetime
    known_at: datetime

    @property
    def day(self) -> date:
        return self.at.astimezone(SHANGHAI).date()

    def conflicting(self, event: Event) -> bool:
        """Tell whether another payload of the event's id is known."""
        return any(
            other != event and other.recorded_at <= self.known_at
            for other in self.world.by_id[event.event_id]
        )

    def counted(self, record: Record, purpose: str) -> list[Event]:
        """Return the events about a purpose that may mean a record and that are known."""
        return [
            event
            for event in self.world.by_folded.get(folded(record.customer_id), ())
            if folded(event.purpose) == purpose
            and event.recorded_at <= self.known_at
            # What is dated after the moment is seen only if it was on record by then.
            and (event.occurred_at <= self.at or event.recorded_at <= self.at)
            and (
                event.customer_id.strip() == record.customer_id
                or folded(event.choice) != "opt_in"
                or self.conflicting(event)
            )
        ]

    def opts_in(self, event: Event, purpose: str) -> bool:
        """Tell whether an event is an opt-in beyond doubt."""
        made_on = event.occurred_at.astimezone(SHANGHAI).date()
        return (
            folded(event.choice) == "opt_in"
            and event.occurred_at <= self.at
            and event.recorded_at >= event.occurred_at - SKEW
            and not self.conflicting(event)
            and any(
                notice.version == event.notice_version
                and notice.effective_from <= made_on
                and purpose in notice.purposes
                for notice in self.world.notices
            )
        )

    def strictness(self, event: Event, purpose: str) -> int:
        """Return the rank of an event's reading; of one second the strictest decides."""
        choice = folded(event.choice)
        made_on = event.occurred_at.astimezone(SHANGHAI).date()
        covered = any(
            notice.version == event.notice_version
            and notice.effective_from <= made_on
            and purpose in notice.purposes
            for notice in self.world.notices
        )
        doubts = [
            event.occurred_at > self.at,
            self.conflicting(event),
            choice not in ("opt_in", "opt_out"),
            choice == "opt_in" and event.recorded_at < event.occurred_at - SKEW,
            choice == "opt_in" and not covered,
            choice == "opt_out",
            event.captured_by != "guardian",
        ]
        return len(doubts) - doubts.index(True) if True in doubts else 0

    def decided_by(self, person: str, purpose: str) -> tuple[str, str | None, str | None] | None:
        """Return state, event and provision of a whole purpose; None where parts or several records matter."""
        members = self.members(person)
        if len(members) > 1 or self.ids_without_record(person):
            return None
        events = self.counted(members[0], purpose)
        if any(event.part is not None for event in events):
            return None
        if folded(members[0].jurisdiction) not in DEFAULTS:
            return "no_record", None, None
        provision = self.provision(members[0], purpose)
        decides = self.deciding(events, purpose)
        if decides is None:
            return "no_record", None, provision
        child = age_below(members[0].born, 14, self.day)
        if child and self.opts_in(decides, purpose) and decides.captured_by != "guardian":
            return "overridden_by_law", decides.event_id, provision
        allows = all(self.opts_in(event, purpose) for event in latest_of(events))
        return "opted_in" if allows else "opted_out", decides.event_id, provision

    def deciding(self, events: Sequence[Event], purpose: str) -> Event | None:
        """Return the strictest event of the latest second, of equal ones that of the smallest id."""
        return min(
            latest_of(events),
            key=lambda event: (-self.strictness(event, purpose), event.event_id),
            default=None,
        )

    def provision(self, record: Record, purpose: str) -> str:
        """Return the provision that a known record's choice about a purpose falls under."""
        law = folded(record.jurisdiction)
        sold_under_16 = law == "us-ca" and purpose == "third_party_disclosure"
        if age_below(record.born, 16 if sold_under_16 else 14, self.day):
            return OF_CHILDREN[law]
        return PROVISIONS[law][PURPOSES.index(purpose)]

    def about(self, record: Record, purpose: str, part: str | None) -> list[Event]:
        """Return the events of a record that a part is decided by."""
        known_part = purpose != "direct_marketing" or part in CHANNELS
        about = []
        for event in self.counted(record, purpose):
            nowhere = purpose == "direct_marketing" and event.part is not None and event.part not in CHANNELS
            if nowhere and folded(event.choice) == "opt_in" and not self.conflicting(event):
                continue
            if event.part is None or nowhere or (known_part and event.part == part):
                about.append(event)
        return about

    def record_allows(self, record: Record, purpose: str, part: str | None) -> bool | None:
        """Return what a record's own events say of a part; None where only the law's default is left."""
        about = self.about(record, purpose, part)
        if folded(record.jurisdiction) not in DEFAULTS:
            return False
        child = age_below(record.born, 14, self.day)
        if not about:
            return False if child else None
        return all(
            self.opts_in(event, purpose) and (not child or event.captured_by == "guardian")
            for event in latest_of(about)
        )

    def default(self, record: Record, purpose: str) -> bool:
        """Return what the law of a record says where nothing was chosen."""
        if (
            folded(record.jurisdiction) == "us-ca"
            and purpose == "third_party_disclosure"
            and age_below(record.born, 16, self.day)
        ):
            return False
        return DEFAULTS[folded(record.jurisdiction)][PURPOSES.index(purpose)]

    def members(self, person: str) -> list[Record]:
        """Return the records of a person."""
        return [self.world.records[one] for one, whose in self.world.persons.items() if whose == person]

    def ids_without_record(self, person: str) -> list[Record]:
        """Return the ids that no record bears and that may mean a person, under the law of her record."""
        own = self.world.records[person]
        return [
            Record(one, own.jurisdiction, own.born)
            for one, persons in self.world.unrecorded.items()
            if person in persons
        ]

    def part_allowed(self, person: str, purpose: str, part: str | None, for_flag: bool = False) -> bool:
        """Tell whether a person allows a part: every record must."""
        answers = []
        for record in self.members(person):
            answer = self.record_allows(record, purpose, part)
            if answer is None:
                answer = self.default(record, purpose)
                # Post is allowed as a channel in the EU; marketing as a whole is denied all the same.
                if not for_flag and folded(record.jurisdiction) == "eu" and part == "post":
                    answer = True
            answers.append(answer)
        for one in self.ids_without_record(person):
            # What such an id did not choose it leaves to the records.
            if self.about(one, purpose, part):
                answers.append(bool(self.record_allows(one, purpose, part)))
        return all(answers)

    def parts(self, person: str, purpose: str) -> set[str | None]:
        """Return the parts of a purpose: those there are, and those that the person chose."""
        if purpose == "direct_marketing":
            return set(CHANNELS)
        there: frozenset[str] = {
            "third_party_disclosure": self.world.recipients,
            "sensitive_data": self.world.categories,
        }.get(purpose, frozenset())
        named = {
            event.part
            for record in (*self.members(person), *self.ids_without_record(person))
            for event in self.counted(record, purpose)
            if event.part is not None
        }
        return {*there, *named} if there else {None, *named}

    def allowed(self, person: str, purpose: str) -> bool:
        """Tell whether a purpose is allowed: one part at least is."""
        return any(
            self.part_allowed(person, purpose, part, for_flag=True) for part in self.parts(person, purpose)
        )

    def channels_allowed(self, person: str) -> str:
        """Return the channels that are allowed, joined by a bar."""
        return "|".join(
            channel for channel in CHANNELS if self.part_allowed(person, "direct_marketing", channel)
        )

    def refused_categories(self, person: str) -> str:
        """Return the categories that are refused, joined by a bar."""
        parts: Iterable[str | None] = self.parts(person, "sensitive_data")
        return "|".join(
            sorted(part for part in parts if part and not self.part_allowed(person, "sensitive_data", part))
        )
