"""A rotation: nobody can join an old file with a new one, and what breaks in the middle changes nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest

from steward.disclosure.disclose import Request, disclose
from steward.disclosure.trace import trace_leak
from steward.errors import StewardError
from steward.privacy_log import Kind, log_of
from steward.project import Project
from steward.pseudonyms import engines
from steward.pseudonyms.rotate import rotate
from steward.publish import publish
from tests.python.conftest import ROOT
from tests.python.support.postgres import Server

PROJECT = Project(ROOT, {})
DELTA = "recipient:delta_research"
KEYS = ("customer_key", "account_key")


def the_map(home: Path) -> list[tuple[str, str, str, int, str]]:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(
            "select subject_type, subject_id, scope, version, pseudonym from vault.vlt_pseudonym order by all"
        ).fetchall()


def keys_of_views(home: Path) -> dict[tuple[str, str, str], set[str]]:
    """Every key that any relation of the build shows, by schema, relation and column."""
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() "
            f"where column_name in {KEYS!r} and schema_name <> 'vault'"
        ).fetchall()
        return {
            (schema, name, column): {
                row[0] for row in connection.execute(f"select {column} from {schema}.{name}").fetchall()
            }
            - {None}
            for schema, name, column in columns
        }


@pytest.mark.parametrize("scope", [DELTA, pytest.param("internal", marks=pytest.mark.slow)])
def test_old_and_new_keys_cannot_be_joined_in_any_relation(own_home: Path, scope: str) -> None:
    before, shown = the_map(own_home), keys_of_views(own_home)
    done = rotate(PROJECT, scope, "a key was seen outside")
    after, now = the_map(own_home), keys_of_views(own_home)
    subjects = {row[:2] for row in before if row[2] == scope}
    added = set(after) - set(before)
    assert set(before) <= set(after), "old versions stay, to trace by"
    assert {row[:4] for row in added} == {(*subject, scope, 2) for subject in subjects}
    assert (done.subjects, done.version) == (len(subjects), 2)
    assert len({row[4] for row in after}) == len(after), "no key is used twice"
    concerned = {
        place
        for place in shown
        if (place[0] == "standard" if scope == "internal" else place[1].endswith("__delta_research"))
    }
    assert len(concerned) > 3
    for place, keys in shown.items():
        if place in concerned:
            assert len(keys) == len(now[place])
            assert not keys & now[place], place
        else:
            assert keys == now[place], place


def test_a_new_release_shares_no_key_with_the_old_file_which_can_still_be_traced(own_home: Path) -> None:
    def keys() -> tuple[Path, set[str]]:
        done = disclose(PROJECT, Request("delta_research", "parquet", None, "desk", ""))
        path = done.folder / "customer.parquet"
        with duckdb.connect() as connection:
            return path, {row[0] for row in connection.sql(f"select customer_key from '{path}'").fetchall()}

    old_file, old = keys()
    assert "steward publish" in rotate(PROJECT, DELTA, "").todo
    with pytest.raises(StewardError, match="stale: its pseudonyms were rotated since"):
        keys()
    publish(PROJECT)
    new_file, new = keys()
    assert len(old) == len(new) > 0
    assert not old & new
    for path, version in ((old_file, 1), (new_file, 2)):
        [(found, candidates)] = trace_leak(PROJECT, path).scopes
        assert (found.scope, found.version, found.rows) == (DELTA, version, len(old))
        names = [own.name for own in candidates if own.persons == own.of]
        assert names[0] == f"disclosure {path.parent.name}"
        assert not {f"disclosure {other.parent.name}" for other in {old_file, new_file} - {path}} & set(names)
    entries = [
        payload for entry, payload in log_of(PROJECT).entries() if entry.kind == Kind.COMMAND and payload
    ]
    assert [own.facts["state"] for own in entries if own.facts["command"] == "rotate"] == ["begun", "done"]
    written = b"".join(
        path.read_bytes()
        for path in own_home.rglob("*")
        if path.is_file() and path.suffix in (".json", ".jsonl", ".csv", ".log", "")
    )
    assert b"disclose" in written, "the search reads the log"
    assert not [key for key in new | old if key.encode() in written]


@pytest.mark.parametrize(
    ("scope", "what"), [("recipient:delta", "did you mean"), ("", "use one of internal,")]
)
def test_an_unknown_scope(own_home: Path, scope: str, what: str) -> None:
    before = the_map(own_home)
    with pytest.raises(StewardError, match=f"--scope: no scope `{scope}`; {what}"):
        rotate(PROJECT, scope, "")
    assert the_map(own_home) == before


def test_keys_that_cannot_be_drawn_leave_the_old_version_whole(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, draws = the_map(own_home), iter(range(100))
    monkeypatch.setattr(engines, "_random_key", lambda: f"{next(draws):032x}")
    with pytest.raises(StewardError, match="the rotation did not finish; the old pseudonyms stay") as caught:
        rotate(Project(PROJECT.root, {"schema_prefix": "nowhere_"}), DELTA, "")
    assert "\n" not in str(caught.value)
    assert the_map(own_home) == before


@pytest.mark.parametrize("moment", [pytest.param("draw", marks=pytest.mark.slow), "commit"])
def test_a_kill_in_the_middle_leaves_the_old_version_whole(own_home: Path, moment: str) -> None:
    before = the_map(own_home)
    code = (
        "import itertools, os, secrets\n"
        "from steward.project import Project\n"
        "from steward.pseudonyms import engines, rotate\n"
        "count = itertools.count()\n"
        "def draw():\n"
        f"    if next(count) == 100 and {moment == 'draw'}: os._exit(9)\n"
        "    return secrets.token_hex(16)\n"
        "engines._random_key = draw\n"
        f"if {moment == 'commit'}: rotate._todo = lambda the_map: os._exit(9)\n"
        f"rotate.rotate(Project.find(), '{DELTA}', '')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=dict(os.environ))
    assert done.returncode == 9
    assert the_map(own_home) == before
    assert rotate(PROJECT, DELTA, "").version == 2


@pytest.fixture
def on_postgres(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[psycopg.Connection]:
    """A map on PostgreSQL, and a readers' table that holds its keys."""
    for name, value in {**postgres.env, "DW_HOME": str(tmp_path / "home")}.items():
        monkeypatch.setenv(name, value)
    schema = "rotation_vault"
    with psycopg.connect(postgres.dsn, autocommit=True) as connection:
        connection.execute(
            f"create schema {schema}; create schema rotation_standard; "
            f"create table {schema}.vlt_pseudonym as select 'customer' as subject_type, "
            "'c' || number as subject_id, scope, 1 as version, md5(random()::text) as pseudonym, "
            "current_timestamp as created_at from generate_series(1, 50) as number "
            f"cross join (values ('internal'), ('{DELTA}')) as scopes (scope); "
            "create table rotation_standard.customer as select pseudonym as customer_key "
            f"from {schema}.vlt_pseudonym"
        )
        yield connection
        connection.execute(f"drop schema {schema} cascade; drop schema rotation_standard cascade")


def test_on_postgres(on_postgres: psycopg.Connection) -> None:
    project = Project(ROOT, {"schema_prefix": "rotation_"})
    table = "rotation_vault.vlt_pseudonym"

    def versions() -> list[tuple[str, int, int, int]]:
        return on_postgres.execute(
            f"select scope, version, count(*), count(distinct pseudonym) from {table} group by 1, 2 order by 1, 2"
        ).fetchall()

    before = versions()
    on_postgres.execute(
        "create function rotation_vault.refuse() returns trigger language plpgsql as $$ begin "
        "if new.subject_id = 'c42' then raise exception 'c42 is full'; end if; return new; end $$; "
        f"create trigger refuse before insert on {table} for each row execute function rotation_vault.refuse()"
    )
    with pytest.raises(StewardError, match="the rotation did not finish; the old pseudonyms stay") as caught:
        rotate(project, DELTA, "")
    assert "c42" not in str(caught.value)
    assert versions() == before
    on_postgres.execute(f"drop trigger refuse on {table}")
    done = rotate(project, DELTA, "")
    assert (done.subjects, done.version) == (50, 2)
    assert done.todo.startswith("run `steward build --force`: rotation_standard.customer")
    assert versions() == [("internal", 1, 50, 50), (DELTA, 1, 50, 50), (DELTA, 2, 50, 50)]
    shared = on_postgres.execute(
        f"select count(*) from {table} as old inner join {table} as new using (pseudonym) "
        "where old.version = 1 and new.version = 2"
    ).fetchone()
    assert shared == (0,)
    with pytest.raises(StewardError, match=r"it holds no nowhere_vault\.vlt_pseudonym; build first"):
        rotate(Project(PROJECT.root, {"schema_prefix": "nowhere_"}), DELTA, "")
