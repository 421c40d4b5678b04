"""Findings: one sentence of a check, shared by every command that looks for something wrong."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """Where something is wrong, what it is, and what to do about it.

    `stops` tells whether the job must not go on; a finding that does not stop is reported and counted.
    No field may hold a personal value.
    """

    where: str
    what: str
    do: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.do}"


def any_stops(findings: Iterable[Finding]) -> bool:
    """Tell whether at least one finding must stop the job."""
    return any(finding.stops for finding in findings)


def as_text(findings: Iterable[Finding]) -> str:
    """Return one line a finding, those that stop first; empty when there is none."""
    ordered = sorted(findings, key=lambda finding: (not finding.stops, finding))
    return "\n".join(f"{'STOP' if finding.stops else 'note'}  {finding}" for finding in ordered)


def as_json(findings: Iterable[Finding]) -> str:
    """Return the findings as a JSON list of objects."""
    return json.dumps([asdict(finding) for finding in sorted(findings)], ensure_ascii=False, indent=2)
