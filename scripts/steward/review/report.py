"""The review as text and as JSON: columns and paths, never a value and never the SQL itself."""

from collections.abc import Iterator
from typing import Any

from steward.review.flows import Path
from steward.review.run import Review


def as_lines(review: Review) -> Iterator[str]:
    """Yield the lines of the review: classes, readers with their paths, what is unknown, counts."""
    yield "Suggested classes"
    for own in review.classes:
        yield f"  {own.relation}.{own.column}: {own.attribute} ({own.privacy_class}); {own.reason}"
    yield ""
    yield "Reads personal data"
    for reading in review.readings:
        yield f"  {reading.kind} {reading.name}"
        for column, paths in reading.columns.items():
            for path in paths:
                yield f"    {column}: {path.attribute} <- {_route(path)}"
        for path in reading.decides:
            yield f"    (decides rows): {path.attribute} <- {_route(path)}"
    yield ""
    yield "Unknown: read these yourself"
    for where, why in review.unknown:
        yield f"  {where}: {why}"
    yield ""
    counts = summary(review)
    yield ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())


def as_record(review: Review) -> dict[str, Any]:
    """Return the review as JSON holds it."""
    return {
        "summary": summary(review),
        "classes": [vars(own) for own in review.classes],
        "readings": [
            {
                "kind": reading.kind,
                "name": reading.name,
                "columns": {name: [_record(path) for path in own] for name, own in reading.columns.items()},
                "decides_rows": [_record(path) for path in reading.decides],
            }
            for reading in review.readings
        ],
        "unknown": [{"where": where, "why": why} for where, why in review.unknown],
    }


def summary(review: Review) -> dict[str, int]:
    """Return the counts of the review."""
    return {
        "looked_at": review.looked_at,
        "columns_with_a_class": len(review.classes),
        "read_personal_data": len(review.readings),
        "unknown": len({where for where, _ in review.unknown}),
    }


def _record(path: Path) -> dict[str, Any]:
    return {"attribute": path.attribute, "path": list(path.steps)}


def _route(path: Path) -> str:
    return " <- ".join(path.steps)
