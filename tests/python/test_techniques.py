"""The techniques by named cases on both engines, and by any text at all on DuckDB."""

import csv
import re
from functools import cache
from typing import Any

import duckdb
import jinja2
import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.python.conftest import ROOT
from tests.python.support.postgres import Server

MACROS = ROOT / "macros" / "techniques"
MASKS = ("mask_name", "mask_phone", "mask_id_number", "mask_email", "mask_address", "mask_account_number")
with (ROOT / "tests" / "vectors" / "techniques.csv").open(encoding="utf-8", newline="") as lines:
    VECTORS = list(csv.DictReader(lines))


class Adapter:
    """What the macros know of an engine: which of two macros is its own."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.macros: Any = None

    def dispatch(self, name: str) -> Any:
        return getattr(self.macros, f"{self.engine}__{name}")


@cache
def macros(engine: str) -> Any:
    """The technique macros as a module whose functions return SQL for that engine."""
    adapter = Adapter(engine)
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.globals.update({"adapter": adapter, "return": lambda value: value})
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(MACROS.glob("*.sql")))
    adapter.macros = environment.from_string(text).module
    return adapter.macros


def expression(engine: str, call: str, value: str | None) -> str:
    """The SQL of a call `macro[:bound]:type` on a value, as text."""
    name, *arguments = call.split(":")
    data_type = arguments[-1] if arguments else "text"
    literal = "null" if value is None else "'" + value.replace("'", "''") + "'"
    given_value = f"cast({literal} as {data_type})"
    macro = getattr(macros(engine), name)
    sql = macro(*arguments) if name == "suppress" else macro(given_value, *arguments)
    return f"cast({sql} as text)"


def unquoted(cell: str) -> str | None:
    return None if cell == "<null>" else cell


def wrong(engine: str, evaluate: Any) -> list[str]:
    found = []
    for row in VECTORS:
        shown = evaluate("select " + expression(engine, row["call"], unquoted(row["value"])))
        if shown != unquoted(row["shown"]):
            found.append(f"{row['call']}: {row['why']}: {shown}")
    return found


def test_vectors_on_duckdb() -> None:
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        assert wrong("duckdb", lambda sql: connection.execute(sql).fetchall()[0][0]) == []


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_vectors_on_postgres_in_any_session_zone(postgres: Server, zone: str) -> None:
    with psycopg.connect(postgres.dsn) as connection:
        connection.execute(f"set timezone = '{zone}'")
        assert wrong("postgres", lambda sql: connection.execute(sql).fetchall()[0][0]) == []


def test_every_technique_has_a_vector() -> None:
    helpers = {"plain_text", "first_match", "period_start"}
    techniques = {path.stem for path in MACROS.glob("*.sql")} - helpers
    assert techniques == {row["call"].split(":")[0] for row in VECTORS}


def test_a_technique_is_short() -> None:
    assert [path.name for path in MACROS.glob("*.sql") if len(path.read_text().splitlines()) > 25] == []


@settings(deadline=None, max_examples=60)
@given(value=st.text(st.characters(exclude_characters="\0*", exclude_categories=("Cs",)), max_size=24))
def test_a_mask_hides_something_of_any_text(value: str) -> None:
    with duckdb.connect() as connection:
        plain = connection.execute("select " + macros("duckdb").plain_text("$1"), [value]).fetchall()[0][0]
        columns = ", ".join(getattr(macros("duckdb"), mask)("$1") for mask in MASKS)
        shown = connection.execute(f"select {columns}", [value]).fetchall()[0]
    for mask, text in zip(MASKS, shown, strict=True):
        assert text == "" if plain == "" else "*" in text, mask
        assert not re.search(r"[0-9]{5}", text) or mask in ("mask_name", "mask_email"), mask
