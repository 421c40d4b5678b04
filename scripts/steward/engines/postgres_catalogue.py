"""PostgreSQL: the catalogue of the built database and its newest build, in the words of the project."""

import json
import re
from collections import defaultdict
from typing import Any

import psycopg
from psycopg import sql

from steward.build_state import TABLE, Build, build_of
from steward.catalogue import Catalogue, CatalogueColumn, CatalogueRelation, RelationName

SYSTEM = r"^(pg_|information_schema$)"
TYPE_WORDS = {
    "timestamp with time zone": "timestamptz",
    "character varying": "text",
    "integer": "integer",
    "double precision": "double",
}
NUMERIC = re.compile(r"numeric\((\d+),(\d+)\)")
COLUMNS = """
    select s.nspname, c.relname, c.relkind in ('v', 'm'), coalesce(obj_description(c.oid, 'pg_class'), ''),
        a.attname, format_type(a.atttypid, a.atttypmod), coalesce(col_description(c.oid, a.attnum), '')
    from pg_class as c
    inner join pg_namespace as s on s.oid = c.relnamespace
    left join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and s.nspname !~ %s
    order by s.nspname, c.relname, a.attnum
"""
FUNCTIONS = """
    select distinct s.nspname, p.proname
    from pg_proc as p
    inner join pg_namespace as s on s.oid = p.pronamespace
    where s.nspname !~ %s
        and not exists (select 1 from pg_depend as d where d.objid = p.oid and d.deptype = 'e')
    order by 1, 2
"""


def read_catalogue(connection: psycopg.Connection) -> Catalogue:
    """Return every table and view of the database with its columns, types and comments."""
    columns: dict[RelationName, list[CatalogueColumn]] = defaultdict(list)
    kinds: dict[RelationName, tuple[bool, str]] = {}
    for schema, name, is_view, comment, column, data_type, said in connection.execute(COLUMNS, [SYSTEM]):
        kinds[schema, name] = is_view, comment
        if column is not None:
            columns[schema, name].append(CatalogueColumn(column, type_word(data_type), said))
    return {
        (schema, name): CatalogueRelation(
            schema, name, "view" if is_view else "table", comment, tuple(columns[schema, name])
        )
        for (schema, name), (is_view, comment) in kinds.items()
    }


def type_word(data_type: str) -> str:
    """Return a type of PostgreSQL as the project writes it."""
    if found := NUMERIC.fullmatch(data_type):
        return f"decimal({found[1]},{found[2]})"
    return TYPE_WORDS.get(data_type, data_type)


def functions(connection: psycopg.Connection) -> list[tuple[str, str]]:
    """Return schema and name of every function that neither the engine nor an extension brought."""
    return [(str(schema), str(name)) for schema, name in connection.execute(FUNCTIONS, [SYSTEM])]


def newest_build(connection: psycopg.Connection, catalogue: Catalogue) -> Build | None:
    """Return the newest row over all schemas that hold `aud_build`, None where there is none."""
    fields = list(Build.__dataclass_fields__)
    found: list[Build] = []
    for schema, name in catalogue:
        if name != TABLE or not schema.endswith("audit"):
            continue
        query = sql.SQL("select {} from {} order by started_at desc limit 1").format(
            sql.SQL(", ").join(map(sql.Identifier, fields)), sql.Identifier(schema, name)
        )
        for row in connection.execute(query):
            found.append(build_of(_as_text(dict(zip(fields, row, strict=True)))))
    return max(found, key=lambda build: build.started_at, default=None)


def _as_text(row: dict[str, Any]) -> dict[str, Any]:
    given = row["variables"]
    return {**row, "variables": given if isinstance(given, str) else json.dumps(given)}
