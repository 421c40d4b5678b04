"""The log of `steward query`: events as they are, graded `claimed`.

DuckDB has no users and no log that its user cannot avoid: whoever can open a file can read it unlogged.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from steward.access.events import AccessEvent, from_line
from steward.access.facts import LogFacts

SOURCE = "steward_query"


def read_runner(path: Path, lines: Iterable[bytes], facts: LogFacts) -> Iterator[AccessEvent]:
    """Yield the events of a log of `steward query`; a torn or foreign line is an event that was not parsed."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            event = from_line(line.decode("utf-8", "replace"))
        except ValidationError:
            facts.unreadable += 1
            at = facts.last or datetime.fromtimestamp(0, UTC)
            yield AccessEvent(
                at,
                "",
                SOURCE,
                f"{path.name}:{number}",
                "claimed",
                "OTHER",
                "started",
                parse_status="unparsed",
            )
            continue
        event.source_ref, event.evidence_grade = f"{path.name}:{number}", "claimed"
        facts.see(event.event_time)
        yield event
