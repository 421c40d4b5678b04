"""The rendered files on disk against what the classification and the policy render now."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from steward.findings import Finding
from steward.project import Project

# One changed column changes its entity in every family; nobody reads that many lines to learn one thing.
NAMED_ONE_BY_ONE = 3


def check_rendering(project: Project) -> list[Finding]:
    """Return the rendered files that are missing, differ, or are rendered no more, many of a kind as one.

    Raises StewardError where the classification or the policy cannot be rendered at all.
    """
    # The renderer loads templates and macros, which the other checks can do without.
    from steward.render.all import render_all
    from steward.render.files import compare

    return list(summed_up(compare(project, render_all(project))))


def summed_up(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, those of one kind and folder as one where they are many."""
    kinds: dict[tuple[str, str, str, bool], list[str]] = {}
    for finding in findings:
        folder = str(Path(finding.where).parent)
        kinds.setdefault((folder, finding.what, finding.do, finding.stops), []).append(finding.where)
    for (folder, what, do, stops), places in kinds.items():
        if len(places) > NAMED_ONE_BY_ONE:
            places = [f"{folder}, {Path(places[0]).name} and {len(places) - 1} more"]
        yield from (Finding(place, what, do, stops) for place in places)
