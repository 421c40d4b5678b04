"""What the proof knows of the project: its nodes as dbt's manifest describes them, with their compiled SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Manifest = Mapping[str, Any]
# The project's own materialisation: it stores labels that at least k persons share, and nothing finer.
COHORT = "cohort"


@dataclass(frozen=True)
class Node:
    """A model, analysis, snapshot, seed or source table.

    `zone` is its folder, or the schema for a view family; `queries` holds its compiled SQL, one text for each
    branch of an incremental model; `declared` maps the columns of its YAML to their attribute, '' for none;
    `cohort` names the columns whose labels the engine of anonymisation releases.
    """

    unique_id: str
    kind: str
    name: str
    path: str
    zone: str
    relation: tuple[str, str, str]
    queries: tuple[str, ...] = ()
    inlined: Mapping[str, str] = field(default_factory=dict)
    depends_on: frozenset[str] = frozenset()
    declared: Mapping[str, str] = field(default_factory=dict)
    ephemeral: bool = False
    cohort: tuple[str, ...] = ()


def nodes_of(
    manifest: Manifest, compiled: Mapping[str, list[str]], headers: Mapping[str, list[str]]
) -> dict[str, Node]:
    """Return the nodes that hold or make columns, by their unique id.

    `compiled` maps a node to its compiled texts; a node without one is a seed or a source. `headers` maps the
    path of a seed to the columns of its file.
    """
    entries = {**manifest["nodes"], **manifest["sources"]}
    wanted = ("model", "analysis", "snapshot", "seed", "source")
    return {
        unique_id: _node(unique_id, entry, tuple(compiled.get(unique_id, ())), headers)
        for unique_id, entry in entries.items()
        if entry["resource_type"] in wanted
    }


def _node(
    unique_id: str, entry: Mapping[str, Any], queries: tuple[str, ...], headers: Mapping[str, list[str]]
) -> Node:
    path = str(entry["original_file_path"])
    declared = {name.lower(): "" for name in headers.get(path, ())}
    declared |= {name.lower(): _attribute(column) for name, column in entry.get("columns", {}).items()}
    identifier = str(entry.get("identifier") or entry.get("alias") or entry["name"])
    place = (str(entry.get("database") or ""), str(entry.get("schema") or ""), identifier)
    return Node(
        unique_id,
        str(entry["resource_type"]),
        str(entry["name"]),
        path,
        zone_of(path, str(entry["resource_type"]), str(entry.get("config", {}).get("schema") or "")),
        (place[0].lower(), place[1].lower(), place[2].lower()),
        queries,
        {str(cte["id"]): str(cte["sql"]) for cte in entry.get("extra_ctes") or []},
        frozenset(entry.get("depends_on", {}).get("nodes", [])),
        declared,
        entry.get("config", {}).get("materialized") == "ephemeral",
        _cohort(entry.get("config", {})),
    )


def _cohort(config: Mapping[str, Any]) -> tuple[str, ...]:
    policy = config.get("anonymise") if config.get("materialized") == COHORT else None
    return tuple(str(name).lower() for name in policy.get("columns", [])) if isinstance(policy, dict) else ()


def _attribute(column: Mapping[str, Any]) -> str:
    meta = {**(column.get("meta") or {}), **((column.get("config") or {}).get("meta") or {})}
    privacy = meta.get("privacy")
    return str(privacy.get("attribute", "")) if isinstance(privacy, dict) else ""


def zone_of(path: str, kind: str, schema: str) -> str:
    """Return the zone of a file: the folder below models/, for a view family its schema."""
    if kind in ("seed", "source"):
        return kind
    if kind != "model":
        return "analyses" if kind == "analysis" else kind
    folders = path.split("/")[1:-1]
    if folders[:1] == ["views"]:
        return schema
    return folders[0] if folders else ""
