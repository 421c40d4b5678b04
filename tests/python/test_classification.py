"""The classification: the entities that are read, and what a mistake beside a logical model gets."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from steward.checks.final_select import final_columns
from steward.checks.sql_columns import check_sql_columns
from steward.classification import load_entities, read_logical
from steward.errors import StewardError
from steward.policy import load_policy
from steward.project import Project
from tests.python.support.small_project import ROOT, small_project, write

MODEL = "models/logical/ldm_customer.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/python/cases/check/classification.yml").read_text("utf-8")
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path)


def sentences(project: Project) -> list[str]:
    logical = read_logical(project, load_policy(project))
    return [str(finding) for finding in (*logical.findings, *check_sql_columns(project, logical))]


def test_a_good_model_is_an_entity_with_classified_columns(project: Project) -> None:
    assert sentences(project) == []
    (customer,) = load_entities(project, load_policy(project)).values()
    assert (customer.name, customer.model, customer.main) == ("customer", "ldm_customer", True)
    assert customer.description == "One row per customer. / 每位客户一行。"
    assert [(column.name, column.data_type, column.attribute.name) for column in customer.columns] == [
        ("customer_id", "text", "customer_id"),
        ("full_name", "text", "full_name"),
        ("birth_date", "date", "birth_date"),
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["mistake"] for case in CASES])
def test_a_mistake_gets_a_sentence_that_names_file_and_column(project: Project, case: dict[str, Any]) -> None:
    good = project.path(MODEL).read_text(encoding="utf-8")
    assert case["replace"] in good
    write(project, MODEL, case["by"].join(good.rsplit(case["replace"], 1)))
    found = sentences(project)
    assert found[: len(case["says"])] == case["says"]
    assert len(found) == len(case["says"]) or "not readable" in found[0] or "twice in one place" in found[0]


def test_the_loader_stops_at_the_first_mistake(project: Project) -> None:
    bad = project.path(MODEL).read_text(encoding="utf-8").replace("attribute: full_name", "attribute: name")
    write(project, MODEL, bad.replace("attribute: birth_date", "attribute: birthdate"))
    with pytest.raises(StewardError) as stopped:
        load_entities(project, load_policy(project))
    assert "column full_name: unknown attribute `name`" in str(stopped.value)
    assert str(stopped.value).endswith("(1 more: run `steward check`)")


def test_a_model_without_yaml_is_named(project: Project) -> None:
    write(project, "models/logical/ldm_account.sql", "select 1 as account_id")
    says = (
        "models/logical/ldm_account.sql: no ldm_account.yml beside the model; "
        "write it, with a class for every column"
    )
    assert sentences(project) == [says]


def test_a_yaml_without_model_is_named(project: Project) -> None:
    project.path("models/logical/ldm_customer.sql").unlink()
    says = (
        "models/logical/ldm_customer.sql: the model that ldm_customer.yml describes is missing; "
        "write it, or remove its YAML"
    )
    assert sentences(project) == [says]


def test_a_relation_that_is_no_entity_is_classified_too_and_gets_no_views(project: Project) -> None:
    helper = """\
models:
  - name: ldm_account_owner
    description: One row per account and owner. / 每个账户及其所有人一行。
    columns:
      - name: customer_id
        data_type: text
        description: Owner. / 所有人。
"""
    write(project, "models/logical/ldm_account_owner.yml", helper)
    write(project, "models/logical/ldm_account_owner.sql", "select customer_id from x")
    assert [text.split(";")[0] for text in sentences(project)] == [
        "models/logical/ldm_account_owner.yml, model ldm_account_owner, column customer_id: "
        "the column is not classified"
    ]
    logical = read_logical(project, load_policy(project))
    assert (list(logical.entities), list(logical.helpers)) == (["customer"], ["ldm_account_owner"])


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("select a, b as c from x", ("a", "c")),
        ("with x as (select a, b from y) select * from x", ("a", "b")),
        ("with x as (select a from y), z as (select * from x) select z.a, 1 as b from z", ("a", "b")),
        ("select a from x union all select b from y", ("a",)),
        ("{{ config(materialized='table') }} select {{ money('a') }} as a from {{ ref('x') }}", ("a",)),
        ("select a, -- {{ b }}\n{# c #} d from x", ("a", "d")),
        ("select {{ columns() }} from x", None),
        ("select * from {{ ref('x') }}", None),
        ("select a, {% for b in c %} {{ b }}, {% endfor %} d from x", None),
        ("selec a frm x", None),
    ],
)
def test_the_columns_of_the_final_select(sql: str, columns: tuple[str, ...] | None) -> None:
    assert final_columns(sql) == columns
