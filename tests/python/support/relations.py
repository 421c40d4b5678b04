"""Read relations of a build on either engine as comparable rows."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

Query = Callable[[str], list[tuple[Any, ...]]]


def public_relations(target: Path) -> dict[str, list[str]]:
    """Return `schema.relation` -> column names of every public model of a dbt manifest, sorted."""
    nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    return {
        f"{node['schema']}.{node['alias']}": list(node["columns"])
        for node in sorted(nodes, key=lambda node: str(node["unique_id"]))
        if node["resource_type"] == "model" and node["access"] == "public"
    }


def pseudonym_names(query: Query) -> dict[str, str]:
    """Return pseudonym -> whose it is, so that two builds with different random keys can be compared."""
    rows = query("select pseudonym, subject_type, subject_id, scope from vault.vlt_pseudonym")
    return {key: f"{kind}:{subject}:{scope}" for key, kind, subject, scope in rows}


def comparable(rows: Iterable[tuple[Any, ...]], names: dict[str, str]) -> Counter[tuple[str, ...]]:
    """Return the rows as a multiset of texts: numbers without trailing zeros, times in UTC, pseudonyms named."""
    return Counter(tuple(_text(value, names) for value in row) for row in rows)


def _text(value: Any, names: dict[str, str]) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal | int | float):
        return format(Decimal(str(value)).normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return names.get(value, str(value))
