"""Frames for Great Expectations, read from DuckDB: its SQL path fails on this engine, frames work."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from steward.engines.duckdb import attach_raw_source, literal, quoted
from steward.engines.overlay import Overlay
from steward.errors import StewardError
from steward.expectations.suites import FrameSource
from steward.project import Project
from steward.publish.places import POINTER

# Of a larger relation the first rows are looked at, and the report says so.
ROW_LIMIT = 200_000
ZONES = ("logical", "vault", "audit", "kyc")


@dataclass(frozen=True)
class Frame:
    """Rows to look at: `rows` of them out of `total`."""

    name: str
    data: Any
    rows: int
    total: int


def frames(overlay: Overlay, project: Project, source: FrameSource) -> Iterator[Frame]:
    """Yield the frames of a source.

    Raises StewardError if the audience has no file, or there is no build.
    """
    build = overlay.newest_build
    if build is None:
        raise StewardError(overlay.where, "no build is recorded", "run `make build`")
    if source.place == "build":
        attach_raw_source(overlay.connection, build.project(project))
        # Asking for one relation makes the build's schemas known by their names.
        overlay.name(f"{build.prefix}logical", "ldm_customer")
        zones = {zone: quoted(overlay.database, f"{build.prefix}{zone}") for zone in ZONES}
        yield _frame(overlay, source.name, source.sql.format(**zones))
        return
    path = project.published / source.audience / POINTER
    if not path.exists():
        where = f"published/{source.audience}"
        raise StewardError(where, "this audience has no published file", "run `steward publish`")
    overlay.connection.execute(f"attach if not exists {literal(str(path))} as looked_at (read_only)")
    try:
        tables = overlay.connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'looked_at' "
            "and schema_name <> 'main' order by all"
        ).fetchall()
        for schema, table in tables:
            if source.relations in ("*", f"{schema}.{table}"):
                sql = f"select * from {quoted('looked_at', schema, table)}"
                yield _frame(overlay, f"{source.audience}: {schema}.{table}", sql)
    finally:
        overlay.connection.execute("detach looked_at")


def _frame(overlay: Overlay, name: str, sql: str) -> Frame:
    total = overlay.connection.execute(f"select count(*) from ({sql}) as counted").fetchone()
    data = overlay.connection.execute(f"select * from ({sql}) as limited limit {ROW_LIMIT}").df()
    return Frame(name, data, len(data), int(total[0]) if total else 0)
