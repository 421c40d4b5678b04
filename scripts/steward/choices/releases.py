"""Releases on record: which was current when, and whose rows it held."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb

from steward.engines.duckdb import literal
from steward.errors import StewardError
from steward.project import Project
from steward.publish import manifest as records
from steward.publish.manifest import Manifest


def manifests(project: Project, release: str = "") -> Iterator[Manifest]:
    """Yield the manifests of every release that was published, or of one."""
    for name in [release] if release else records.all_releases(project):
        folder = project.home / "releases" / name
        for path in sorted(folder.glob("*.json")):
            found = records.load(project, name, path.stem)
            if found is not None and found.state != "prepared":
                yield found


def of_release(project: Project, release: str) -> list[Manifest]:
    """Return the manifests of a release, one per audience.

    Raises StewardError if no such release was published.
    """
    # A name with a separator would read a folder elsewhere.
    found = list(manifests(project, release)) if release and Path(release).name == release else []
    if not found:
        newest = list(records.all_releases(project))[-1:]
        do = f"name one of those in custody's record (the newest: {newest[0]})" if newest else "publish first"
        raise StewardError("--release", "no such release is on record", do)
    return found


def current_at(project: Project, relation: str, at: datetime) -> list[Manifest]:
    """Return the releases that held a relation and could be opened at a moment, one per audience."""
    return [own for own in manifests(project) if relation in labels(own) and _is_current(own, at)]


def labels(manifest: Manifest) -> dict[str, dict[str, object]]:
    """Return the relations of a release by their label."""
    return {str(relation["relation"]): relation for relation in manifest.relations}


def _is_current(manifest: Manifest, at: datetime) -> bool:
    ended = datetime.fromisoformat(manifest.ended_at) if manifest.ended_at else None
    return datetime.fromisoformat(manifest.published_at) <= at and (ended is None or at < ended)


def members_query(project: Project, manifest: Manifest) -> str:
    """Return a query of (relation, customer_id) of whoever is in a release of an audience, '' for nobody."""
    path = records.path_of(project, manifest.release, manifest.audience).with_suffix(".parquet")
    return f"select relation, customer_id from read_parquet({literal(str(path))})" if path.is_file() else ""


def holds(project: Project, manifest: Manifest, relation: str, ids: tuple[str, ...]) -> bool:
    """Tell whether a relation of a release holds a row of one of the customer ids."""
    query = members_query(project, manifest)
    if not query:
        return False
    wanted = ", ".join(literal(own) for own in ids)
    rows = _read(
        f"select 1 from ({query}) where relation = {literal(relation)} and customer_id in ({wanted}) limit 1"
    )
    return bool(rows)


def persons(project: Project, manifest: Manifest) -> list[tuple[str, str]]:
    """Return (relation, customer id) of whoever is in a release of an audience, in order."""
    query = members_query(project, manifest)
    return [(row[0], row[1]) for row in _read(f"{query} order by all")] if query else []


def _read(query: str) -> list[tuple[str, ...]]:
    connection = duckdb.connect()
    try:
        return connection.execute(query).fetchall()
    except duckdb.Error:
        raise StewardError(
            "releases/", "the record of whose rows are in it cannot be read", "restore it from the backup"
        ) from None
    finally:
        connection.close()
