"""A review of a small foreign project: every leak is listed with its path, nothing unreadable is dropped."""

import hashlib
import json
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from steward.app import app
from steward.commands import review as review_command
from steward.errors import StewardError
from steward.policy import load_policy
from steward.project import Project
from steward.review.foreign import read_foreign
from steward.review.report import as_lines, as_record
from steward.review.run import Review, Reviewer, read_log
from steward.review.values import by_value
from tests.python.conftest import ROOT
from tests.python.support.labelled_columns import labelled_columns, load

assert review_command
MODELS = {
    "staging/stg_customers.sql": """
        with source as (select * from {{ ref('raw_customers') }})
        select id as customer_id, first_name, last_name, 手机号 as contact from source""",
    "staging/stg_orders.sql": """
        select id as order_id, user_id, order_date, status
        from {{ source('shop', 'orders') }}""",
    "marts/customers.sql": """
        {{ config(materialized='table') }}
        select c.customer_id, c.first_name || ' ' || c.last_name as label, count(o.order_id) as orders
        from {{ ref('stg_customers') }} as c left join {{ ref('stg_orders') }} as o on o.user_id = c.customer_id
        group by 1, 2""",
    "marts/hashed.sql": """
        select md5(contact) as k, sha256(concat(contact, 'x')) as k2
        from {{ ref('stg_customers') }}""",
    "marts/renamed.sql": """
        select b.x1 as x2
        from (select contact as x1
        from {{ ref('stg_customers') }}) as b""",
    "marts/everything.sql": "select * from {{ ref('renamed') }}",
    "marts/packed.sql": "select to_json(c) as payload from {{ ref('stg_customers') }} as c",
    "marts/windowed.sql": """
        select first_value(contact) over (order by customer_id) as w
        from {{ ref('stg_customers') }}""",
    "marts/unioned.sql": """
        select status as s
        from {{ ref('stg_orders') }}
        union all select contact
        from {{ ref('stg_customers') }}""",
    "marts/captured.sql": """
        select list_transform([1, 2], lambda i: c.contact || i) as l
        from {{ ref('stg_customers') }} as c""",
    "marts/hardcoded.sql": "select 身份证号 as n from crm.clients",
    "marts/nested.sql": """
        select o.order_id, (select max(contact)
        from {{ ref('stg_customers') }}
        where customer_id = o.user_id) as m
        from {{ ref('stg_orders') }} as o""",
    "marts/filtered.sql": """
        select status, count(*) as n
        from {{ ref('stg_orders') }}
        where order_id in (select 1
        from {{ ref('stg_customers') }}
        where contact like '1%') group by 1""",
    "marts/clean.sql": """
        select status, order_date, count(*) as n
        from {{ ref('stg_orders') }} group by 1, 2""",
    "marts/broken.sql": "select from where ((",
    "marts/looped.sql": """
        select {% for c in cols %} {{ c }}, {% endfor %} 1 as one
        from {{ ref('stg_orders') }}""",
    "marts/blind.sql": "select * from {{ source('shop', 'mystery') }}",
}
LEAKS = {
    ("stg_customers", "contact"),
    ("customers", "label"),
    ("hashed", "k"),
    ("hashed", "k2"),
    ("renamed", "x2"),
    ("everything", "x2"),
    ("packed", "payload"),
    ("windowed", "w"),
    ("unioned", "s"),
    ("captured", "l"),
    ("hardcoded", "n"),
    ("nested", "m"),
}
SOURCES = """
sources:
  - name: shop
    tables:
      - name: orders
        columns: [{name: id}, {name: user_id}, {name: order_date}, {name: status}]
      - name: mystery
exposures:
  - name: board
    depends_on: ["ref('renamed')", "ref('clean')"]
"""
SECRET = "10069990001"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shop")
    for path, sql in MODELS.items():
        file = root / "models" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(sql, encoding="utf-8")
    (root / "models" / "sources.yml").write_text(SOURCES, encoding="utf-8")
    (root / "seeds").mkdir()
    (root / "seeds" / "raw_customers.csv").write_text("id,first_name,last_name,手机号\n", encoding="utf-8")
    return root


def reviewed(folder: Path, *queries: str, dialect: str = "") -> Review:
    foreign = read_foreign(folder, dialect)
    numbered = [(f"log row {number}", "ann", sql) for number, sql in enumerate(queries, start=1)]
    return Reviewer(foreign, load_policy(Project.find(ROOT)), {}).run(numbered)


@pytest.fixture(scope="module")
def shop(folder: Path) -> Review:
    return reviewed(folder)


def test_every_leak_is_listed_with_its_path(shop: Review) -> None:
    found = {(own.name, column): paths for own in shop.readings for column, paths in own.columns.items()}
    assert LEAKS - found.keys() == set()
    (path,) = found["everything", "x2"]
    steps = ("everything.x2", "renamed.x2", "stg_customers.contact", "raw_customers.手机号")
    assert (path.attribute, path.steps) == ("mobile", steps)
    assert {own.attribute for own in found["customers", "label"]} == {"full_name"}
    assert found["hardcoded", "n"][0].origin == "crm.clients.身份证号"


def test_what_only_decides_rows_is_said_and_clean_models_are_not_named(shop: Review) -> None:
    readings = {own.name: own for own in shop.readings}
    assert "mobile" in {path.attribute for path in readings["filtered"].decides}
    assert "clean" not in readings
    assert {own.kind for own in shop.readings if own.name == "board"} == {"exposure"}
    assert set(readings["board"].columns) == {"renamed.x2"}


def test_nothing_unreadable_is_dropped(shop: Review) -> None:
    unknown = dict(shop.unknown)
    assert unknown["model broken"] == "SQL that cannot be read"
    assert "loops or macros" in unknown["model looped"]
    assert unknown["model blind"] == "`*` over mystery, whose columns nobody describes"
    assert as_record(shop)["summary"]["unknown"] == 3
    assert shop.looked_at == len(MODELS) + 1


def test_a_manifest_gives_the_same(folder: Path, shop: Review, tmp_path: Path) -> None:
    foreign = read_foreign(folder, "")
    nodes, sources = {}, {}
    for item in foreign.items:
        node = {
            "resource_type": item.kind,
            "name": item.name,
            "schema": item.schema or "main",
            "columns": {name: {"name": name, "description": text} for name, text in item.columns.items()},
            "compiled_code": item.sql,
        }
        (sources if item.kind == "source" else nodes)[f"{item.kind}.shop.{item.name}"] = node
    reads = {"nodes": ["model.shop.renamed", "model.shop.clean"]}
    exposures = {"exposure.shop.board": {"name": "board", "depends_on": reads}}
    manifest = {
        "metadata": {"adapter_type": "duckdb"},
        "nodes": nodes,
        "sources": sources,
        "exposures": exposures,
    }
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    again = reviewed(tmp_path)
    names = {own.name: own.columns.keys() for own in again.readings}
    assert names == {own.name: own.columns.keys() for own in shop.readings}
    nodes["model.shop.renamed"]["language"] = "python"
    (tmp_path / "target" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert ("model renamed", "a model in Python") in reviewed(tmp_path).unknown


def test_queries_of_a_log(folder: Path) -> None:
    result = reviewed(
        folder,
        f"select * from stg_customers where contact = '{SECRET}'",
        "select status from main.stg_orders",
        "create table x as select sha1(contact) as h from renamed_or_not, stg_customers",
        "copy (select contact from stg_customers) to 'out.csv'",
        f"selec broken '{SECRET}' (",
        "set x = 1",
        "delete from stg_customers where contact is null",
    )
    rows = {own.name: own.columns for own in result.readings if own.kind == "query"}
    assert list(rows) == [f"log row {number}, user ann" for number in (1, 3, 4)]
    assert "contact" in rows["log row 1, user ann"]
    assert "h" in rows["log row 3, user ann"]
    unknown = [where for where, _ in result.unknown if where.startswith("query")]
    assert unknown == ["query log row 5, user ann", "query log row 7, user ann"]
    assert SECRET not in "\n".join(as_lines(result)) + json.dumps(as_record(result))


def test_values_tell_what_names_hide(folder: Path, tmp_path: Path) -> None:
    corpus = [own for own in labelled_columns() if own.name in ("f17", "row_hash")]
    file = tmp_path / "values.duckdb"
    with duckdb.connect(str(file)) as connection:
        load(connection, corpus)
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "m.sql").write_text("select f17 as a from t_base", encoding="utf-8")
    policy = load_policy(Project.find(ROOT))
    foreign = read_foreign(tmp_path / "only", "")
    (own,) = Reviewer(foreign, policy, by_value(file)).run().readings
    assert own.columns["a"][0].attribute == "id_number"
    assert Reviewer(foreign, policy, {}).run().readings == []


def test_the_command_reads_only_and_says_errors_in_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    runner = CliRunner()
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps({"user": "ann", "sql": "from stg_customers"}) + "\n", encoding="utf-8")

    def state() -> str:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest() + str(files)

    before = state()
    result = runner.invoke(app, ["review", "--project", str(folder), "--log", str(log), "--json"])
    assert result.exit_code == 0, result.output
    assert {own["kind"] for own in json.loads(result.stdout)["readings"]} == {"model", "exposure", "query"}
    text = runner.invoke(app, ["review", "--project", str(folder)])
    assert "x2: mobile <- everything.x2 <- renamed.x2 <- stg_customers.contact" in text.output
    assert state() == before
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.csv").write_text("who,what\nann,select 1\n", encoding="utf-8")
    for arguments in (
        ["--project", str(tmp_path / "nowhere")],
        ["--project", str(tmp_path / "empty")],
        ["--project", str(folder), "--log", str(tmp_path / "bad.csv")],
        ["--project", str(folder), "--database", str(log)],
        ["--project", str(folder), "--dialect", "duckbd"],
    ):
        failed = runner.invoke(app, ["review", *arguments])
        assert isinstance(failed.exception, StewardError), arguments
        assert "\n" not in str(failed.exception)


def test_a_log_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text('user,sql\nann,"select 1\nfrom t"\n', encoding="utf-8")
    assert list(read_log(path)) == [("log.csv row 1", "ann", "select 1\nfrom t")]
