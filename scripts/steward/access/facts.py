"""What a log says of itself: from when to when, lines that are missing, pauses, logging that was switched off."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# Of a counter most steps are one; numbers of another kind tell nothing about missing lines.
COUNTER_SHARE = 0.5
# A pause is judged by the log's own rhythm: a quiet server is no gap.
RHYTHM = 20
WATCHED = (
    r"pgaudit\.log(?:_relation)?|logging_collector|log_destination|log_connections|log_disconnections"
    r"|log_min_error_statement|log_min_messages|shared_preload_libraries"
)
_SET = re.compile(
    rf"\b(?:set|reset)\s+(?:local\s+|session\s+)?[\"']?({WATCHED})[\"']?\s*(?:=|\bto\b)?\s*(.*)", re.I | re.S
)
_CONFIG = re.compile(rf"\bset_config\(\s*'({WATCHED})'\s*,\s*'([^']*)'", re.I)
_CHANGED = re.compile(
    rf'^parameter "({WATCHED})" (?:changed to "(.*)"|removed from configuration file)', re.I
)
_ON = {
    "pgaudit.log": lambda value: "-read" not in value and ("all" in value or "read" in value),
    "pgaudit.log_relation": lambda value: value in ("on", "true", "1", "yes"),
    "logging_collector": lambda value: value in ("on", "true", "1", "yes"),
    "log_connections": lambda value: value in ("on", "true", "1", "yes"),
    "log_disconnections": lambda value: value in ("on", "true", "1", "yes"),
    "log_destination": lambda value: "json" in value or "csv" in value,
    "log_min_error_statement": lambda value: value not in ("fatal", "panic", "log"),
    "log_min_messages": lambda value: value not in ("fatal", "panic"),
    "shared_preload_libraries": lambda value: "pgaudit" in value,
}


@dataclass(frozen=True)
class SwitchedOff:
    """Somebody turned a part of the log off."""

    at: datetime
    actor: str
    setting: str


@dataclass
class LogFacts:
    """The facts of one run over one or several files, filled while they are read."""

    max_gap: timedelta
    lines: int = 0
    unreadable: int = 0
    first: datetime | None = None
    last: datetime | None = None
    switched_off: list[SwitchedOff] = field(default_factory=list)
    _pauses: list[tuple[datetime, datetime]] = field(default_factory=list)
    _steps: int = 0
    _ones: int = 0
    _missing: list[tuple[datetime, int]] = field(default_factory=list)
    _lines_of: dict[str, int] = field(default_factory=dict)

    def see(self, at: datetime) -> None:
        """Note a line's time."""
        self.lines += 1
        last = self.last
        if last is None:
            self.first = self.last = at
        elif at > last:
            if at - last > self.max_gap:
                self._pauses.append((last, at))
            self.last = at
        elif self.first is None or at < self.first:
            self.first = at

    def count(self, session: str, number: int, at: datetime) -> None:
        """Note a line's number within its session."""
        before = self._lines_of.get(session)
        self._lines_of[session] = number
        if before is None:
            return
        self._steps += 1
        if number == before + 1:
            self._ones += 1
        elif number > before:
            self._missing.append((at, number - before - 1))

    def close(self, session: str) -> None:
        """Forget a session that ended."""
        self._lines_of.pop(session, None)

    def watch(self, text: str, at: datetime, actor: str) -> None:
        """Note a statement or message that turns a part of the log off."""
        found = _CHANGED.match(text) or _CONFIG.search(text) or _SET.search(text)
        if not found:
            return
        setting = found[1].lower()
        value = (found[2] or "").lower().strip().strip("';\" ")
        if not _ON[setting](value):
            self.switched_off.append(SwitchedOff(at, actor, setting))

    @property
    def numbers_count(self) -> bool:
        """Whether the lines' numbers are a counter, so that a missing one tells something."""
        return self._steps > 0 and self._ones >= COUNTER_SHARE * self._steps

    @property
    def missing(self) -> list[tuple[datetime, int]]:
        """When lines are missing within a session, and how many."""
        return self._missing if self.numbers_count else []

    @property
    def pauses(self) -> list[tuple[datetime, datetime]]:
        """Pauses that are long, and long for this log."""
        if self.first is None or self.last is None or self.lines < 2:
            return []
        silent = sum((end - begin for begin, end in self._pauses), timedelta())
        rhythm = (self.last - self.first - silent) / (self.lines - 1)
        return [(begin, end) for begin, end in self._pauses if end - begin > RHYTHM * rhythm]
