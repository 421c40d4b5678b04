"""Events against declarations: one pass over the stream, counts alone are kept."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from steward.access.declared import PERSONAL, Declared, Window
from steward.access.events import AccessEvent
from steward.access.facts import LogFacts
from steward.access.findings import AccessFinding, AccessKind
from steward.checks.audiences import purpose_of
from steward.policy import LoginRole
from steward.publish.agreements import SHANGHAI

READS = ("READ", "EXPORT", "EXPLAIN")


@dataclass(frozen=True)
class Limits:
    """When a count becomes a finding."""

    denied: int = 10
    denied_within: timedelta = timedelta(minutes=10)
    unused_days: int = 90
    unparsed: float = 0.05
    max_gap: timedelta = timedelta(hours=24)


@dataclass
class Summary:
    """What was read, by grade, action and outcome; what could not be judged, and why."""

    events: int = 0
    unparsed: int = 0
    other_objects: int = 0
    grades: dict[str, int] = field(default_factory=dict)
    actions: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    not_measured: list[str] = field(default_factory=list)


class Reconciliation:
    """Takes events one by one and returns the findings at the end."""

    def __init__(self, declared: Declared, limits: Limits) -> None:
        self.declared, self.limits, self.summary = declared, limits, Summary()
        self.found: dict[tuple[AccessKind, str, str, str], AccessFinding] = {}
        self.last_read: dict[str, datetime] = {}
        self._denied: dict[str, deque[datetime]] = defaultdict(deque)
        self._verdicts: dict[tuple[str, str], tuple[AccessKind, ...]] = {}
        self._windows: dict[str, list[Window]] = defaultdict(list)
        self._known: dict[str, bool] = {}
        for window in declared.windows:
            self._windows[window.role].append(window)

    def take_all(self, events: Iterable[AccessEvent]) -> None:
        """Take every event."""
        for event in events:
            self.take(event)

    def take(self, event: AccessEvent) -> None:
        """Count an event and note what is wrong with it."""
        summary = self.summary
        summary.events += 1
        for counts, word in (
            (summary.grades, event.evidence_grade),
            (summary.actions, event.action),
            (summary.outcomes, event.outcome),
        ):
            counts[word] = counts.get(word, 0) + 1
        if event.parse_status == "unparsed":
            summary.unparsed += 1
        if event.outcome == "denied":
            self._deny(event)
        elif event.action in READS and event.objects:
            self._read(event)

    def _deny(self, event: AccessEvent) -> None:
        recent = self._denied[event.actor]
        recent.append(event.event_time)
        while recent and event.event_time - recent[0] > self.limits.denied_within:
            recent.popleft()
        if len(recent) == self.limits.denied:
            own = self._finding(AccessKind.DENIED_BURST, event.actor)
            for at in recent:
                own.see(at)
        elif len(recent) > self.limits.denied:
            self._finding(AccessKind.DENIED_BURST, event.actor).see(event.event_time)

    def _read(self, event: AccessEvent) -> None:
        role, at = self.declared.roles.get(event.actor), event.event_time
        seen = False
        for own in event.objects:
            if own.via == "base":
                continue
            known = self._known.get(own.name)
            if known is None:
                known = self._known[own.name] = self.declared.is_known(own.name)
            if not known:
                self.summary.other_objects += 1
                continue
            seen = True
            for kind in self._verdict(event.actor, own.name):
                self._finding(kind, event.actor, own.name).see(at)
            if role is None or role.kind != "service":
                self._of_reader(event, own.name, role)
        if seen:
            self.last_read[event.actor] = max(at, self.last_read.get(event.actor, at))
            if role is not None and role.kind != "service":
                self._in_force(event, role)

    def _verdict(self, actor: str, name: str) -> tuple[AccessKind, ...]:
        """Return what is wrong with a role's reading a relation at all, whenever it is."""
        found = self._verdicts.get((actor, name))
        if found is None:
            found = self._verdicts[actor, name] = tuple(self._static(actor, name))
        return found

    def _static(self, actor: str, name: str) -> Iterable[AccessKind]:
        declared, role = self.declared, self.declared.roles.get(actor)
        if role is not None and role.kind == "service":
            return
        if role is None or (role.kind == "application" and not self._is_application(role)):
            yield AccessKind.UNKNOWN_ROLE
        if declared.is_custody(name):
            yield AccessKind.BASE_READ
        elif role is not None:
            needed, purpose = purpose_of(declared.zone(name)), declared.purpose_of(role)
            if not declared.is_granted(role.audience, name) or (needed and needed != purpose):
                yield AccessKind.PURPOSE_NOT_SERVED

    def _is_application(self, role: LoginRole) -> bool:
        exposure = self.declared.exposures.get(role.exposure)
        return exposure is not None and exposure.role in ("", role.login_role)

    def _of_reader(self, event: AccessEvent, name: str, role: LoginRole | None) -> None:
        at = event.event_time
        if event.action in ("EXPORT", "EXPLAIN"):
            self._finding(AccessKind(event.action.lower()), event.actor, name).see(at)
        if self.declared.zone(name) == PERSONAL and not self._is_open(event.actor, at):
            self._finding(AccessKind.UNLOGGED_READ, event.actor, name).see(at)
        if role is not None and event.purpose and self._is_misused(event.purpose, role):
            claimed = f"the statement claims {event.purpose}"
            self._finding(AccessKind.PURPOSE_NOT_SERVED, event.actor, name, claimed).see(at)

    def _is_misused(self, claimed: str, role: LoginRole) -> bool:
        purpose = self.declared.purpose_of(role)
        # Anonymised relations serve no purpose in particular, so any word but those that need a choice.
        return claimed != purpose if purpose else claimed in self.declared.policy.purposes

    def _is_open(self, actor: str, at: datetime) -> bool:
        is_open = False
        for window in self._windows[actor]:
            if window.start <= at <= window.end:
                window.used += 1
                is_open = True
        return is_open

    def _in_force(self, event: AccessEvent, role: LoginRole) -> None:
        at, declared = event.event_time, self.declared
        day = at.astimezone(SHANGHAI).date()
        detail = ""
        if not role.is_valid_on(day):
            detail = "login role not valid on that day"
        elif role.audience in declared.policy.recipients and not self._has_agreement(role.audience, day):
            detail = "no agreement in force on that day"
        elif event.release and declared.releases.get((role.audience, event.release), at) < at:
            detail = "release past its time or withdrawn"
        if detail:
            self._finding(AccessKind.EXPIRED_GRANT, event.actor, detail=detail).see(at)

    def _has_agreement(self, recipient: str, day: date) -> bool:
        if self.declared.agreements is None:
            return True
        return any(
            (own.start is None or own.start <= day) and (own.end is None or day <= own.end)
            for own in self.declared.agreements.get(recipient, [])
        )

    def _finding(self, kind: AccessKind, role: str = "", name: str = "", detail: str = "") -> AccessFinding:
        key = (kind, role, name, detail)
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = AccessFinding(kind, role, name, detail=detail)
        return found

    def finish(self, facts: LogFacts) -> list[AccessFinding]:
        """Return every finding, the log's own among them, in order of kind, role and relation."""
        self._of_log(facts)
        self._of_silence(facts)
        order = list(AccessKind)
        return sorted(
            self.found.values(),
            key=lambda own: (order.index(own.kind), own.login_role, own.object, own.detail),
        )

    def _of_log(self, facts: LogFacts) -> None:
        summary, build = self.summary, self.declared.newest_build
        for begin, end in facts.pauses:
            hours = f"nothing for {(end - begin).total_seconds() / 3600:.0f} hours"
            self._finding(AccessKind.LOG_GAP, detail=hours).see(begin)
        if facts.missing:
            lines = sum(number for _, number in facts.missing)
            own = self._finding(AccessKind.LOG_GAP, detail=f"{lines} lines missing by their numbers")
            for at, _ in facts.missing:
                own.see(at)
        for off in facts.switched_off:
            self._finding(AccessKind.LOGGING_OFF, off.actor, detail=off.setting).see(off.at)
        if facts.last is None:
            self._finding(AccessKind.LOG_GAP, detail="the log holds no line")
        elif build is not None and facts.last < build:
            detail = (
                f"it ends {facts.last:%Y-%m-%d %H:%M}, the build is of {build.astimezone(UTC):%Y-%m-%d %H:%M}"
            )
            self._finding(AccessKind.LOG_STALE, detail=detail)
        if summary.unparsed > self.limits.unparsed * max(summary.events, 1):
            detail = f"{summary.unparsed} of {summary.events}"
            self._finding(AccessKind.UNPARSED, detail=detail).events = summary.unparsed
        if self.declared.log_is_broken:
            self._finding(AccessKind.PRIVACY_LOG, detail=self.declared.log_is_broken)

    def _of_silence(self, facts: LogFacts) -> None:
        """What nobody did: judged only where the log reaches back far enough to tell."""
        if facts.first is None or facts.last is None:
            return
        for window in self.declared.windows:
            if not window.used and facts.first <= window.start and window.end <= facts.last:
                self._finding(AccessKind.UNUSED_ENTRY, window.role, detail=f"entry {window.entry}")
        since = facts.last - timedelta(days=self.limits.unused_days)
        if facts.first > since:
            covered = (facts.last - facts.first).total_seconds() / 86_400
            self.summary.not_measured.append(
                f"unused grants and unseen applications: the log covers {covered:.1f} days, "
                f"not {self.limits.unused_days}"
            )
            return
        for role in self.declared.roles.values():
            if role.kind == "service" or not self._stood(role, since, facts.last):
                continue
            if self.last_read.get(role.login_role, since) <= since:
                days = f"for {self.limits.unused_days} days"
                self._finding(AccessKind.GRANT_UNUSED, role.login_role, role.audience, days)
        for exposure in self.declared.exposures.values():
            if exposure.role and exposure.role not in self.last_read:
                self._finding(AccessKind.EXPOSURE_UNSEEN, exposure.role, exposure.name)

    def _stood(self, role: LoginRole, since: datetime, last: datetime) -> bool:
        days = (since.astimezone(SHANGHAI).date(), last.astimezone(SHANGHAI).date())
        return all(role.is_valid_on(day) for day in days)
