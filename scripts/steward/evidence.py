"""Results that commands leave behind: what was proved, checked or tried, when, on which build, and how it ended.

A page of the audit documents shows such a result; without one it says "not measured".
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Literal

from steward.errors import StewardError
from steward.files import write_whole
from steward.project import Project

State = Literal["pass", "fail", "not_measured"]
FOLDER = "evidence"


@dataclass(frozen=True)
class Evidence:
    """The newest result of a control: `figures` are counts, never values of people."""

    control: str
    state: State
    measured_at: str
    invocation_id: str
    figures: Mapping[str, int] = field(default_factory=dict)


def record(
    project: Project, control: str, state: State, figures: Mapping[str, int], invocation_id: str = ""
) -> Evidence:
    """Write the result of a control over its last one, and return it."""
    found = Evidence(
        control, state, datetime.now(UTC).isoformat(timespec="seconds"), invocation_id, dict(figures)
    )
    folder = project.home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps(asdict(found), ensure_ascii=False, indent=2, sort_keys=True)
    write_whole(folder / f"{control}.json", text)
    return found


def recorded(project: Project) -> dict[str, Evidence]:
    """Return the newest result of each control by its name.

    Raises StewardError if a result cannot be read.
    """
    found = {}
    for path in sorted((project.home / FOLDER).glob("[a-z]*.json")):
        try:
            evidence = Evidence(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError, OSError):
            where = project.relative(path)
            raise StewardError(
                where, "this result cannot be read", "delete it and run the command again"
            ) from None
        found[evidence.control] = evidence
    return found
