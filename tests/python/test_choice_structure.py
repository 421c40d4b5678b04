"""One place decides about choices, and what only KYC may hold reaches nobody whom customers can refuse."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from steward.classification import load_entities
from steward.policy import load_policy
from steward.project import Project
from tests.python.conftest import ROOT, Build

COMMENT = re.compile(r"\{#.*?#\}|--[^\n]*|/\*.*?\*/", re.DOTALL)
DECIDING_FOLDER = Path("macros/choices")
# What a second decision would have to read or write, and the files outside macros/choices that may.
SIGNS = {
    "the staged events": (re.compile(r"\bstg_choice_events\b"), {"models/staging/stg_choice_events.sql"}),
    "the law's defaults": (
        re.compile(r"\b(choice_rules|ldm_choice_rule)\b"),
        # The report asks which jurisdictions there are, not what they say.
        {"models/logical/ldm_choice_rule.sql", "models/audit/rpt_choice_statistics.sql"},
    ),
    "the words of a choice": (
        re.compile(r"'opt_(in|out)'"),
        # How one event reads, which events are odd, how long a refusal took: none says what is allowed.
        {
            "models/logical/ldm_choice.sql",
            "models/audit/aud_choice_exception.sql",
            "models/audit/rpt_choice_effect_time.sql",
            "models/audit/rpt_choice_month.sql",
            # The family of that name.
            "models/audit/rpt_access_week.sql",
            "models/audit/rpt_sensitive_attribute.sql",
        },
    ),
    # What a person allows is read from its answers; the events' history says it to nobody.
    "the events' history": (
        re.compile(r"ref\(\s*['\"]ldm_choice(_effective)?['\"]\s*\)"),
        {
            "models/audit/aud_choice_exception.sql",
            "models/audit/rpt_choice_effect_time.sql",
            "models/audit/rpt_choice_month.sql",
            # Which notice somebody was shown.
            "models/logical/ldm_notice_due.sql",
            "models/views/personal_data/choice__personal_data.sql",
            "models/views/personal_data/choice_effective__personal_data.sql",
        },
    ),
}
REFUSABLE = ("opt_out_direct_marketing", "opt_out_third_party_disclosure", "opt_out_automated_decisions")
GUARDED = (*REFUSABLE, "selectively_anonymised", "crm")


def deciding(root: Path) -> Iterator[str]:
    """Yield each file of models, macros, tests and analyses that reads what only the decision may read."""
    for folder in ("models", "macros", "tests/dbt", "analyses"):
        for path in sorted((root / folder).rglob("*.sql")):
            own = path.relative_to(root)
            sql = COMMENT.sub("", path.read_text(encoding="utf-8"))
            for sign, (pattern, may) in SIGNS.items():
                if own.parent != DECIDING_FOLDER and own.as_posix() not in may and pattern.search(sql):
                    yield f"{own.as_posix()} reads {sign}"


def test_one_place_decides() -> None:
    assert list(deciding(ROOT)) == []


@pytest.mark.parametrize(
    ("path", "sql"),
    [
        ("models/crm/plan.sql", "select max(occurred_at) from {{ ref('stg_choice_events') }}"),
        ("models/views/opt_out/x.sql", "select 1 from {{ ref('ldm_choice') }} where choice <> 'opt_out'"),
        (
            "macros/policy/allowed.sql",
            "{% macro a() %} select 1 from {{ ref('ldm_choice_rule') }}{% endmacro %}",
        ),
        ("models/logical/ldm_choice_twice.sql", 'select 1 from {{ ref( "ldm_choice_effective" ) }}'),
    ],
)
def test_a_second_place_is_found(tmp_path: Path, path: str, sql: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(f"-- ref('stg_choice_events') in a comment is no read\n{sql}\n")
    assert {found.split(" reads ")[0] for found in deciding(tmp_path)} == {path}


def test_a_read_in_a_comment_is_none(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "x.sql").write_text("-- 'opt_out' of stg_choice_events\nselect 1 as one\n")
    assert list(deciding(tmp_path)) == []


def test_the_flags_the_families_and_the_matrix_are_of_one_expression() -> None:
    """`choice_why` is the expression: nothing but macros/choices calls it."""
    calls = {
        path.relative_to(ROOT).as_posix()
        for folder in ("models", "macros")
        for path in (ROOT / folder).rglob("*.sql")
        if re.search(r"\bchoice_why\(", path.read_text(encoding="utf-8"))
    }
    assert calls and all(call.startswith("macros/choices/") for call in calls)


@pytest.fixture(scope="module")
def manifest(demo_build: Build) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((demo_build.target / "manifest.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def kyc_only() -> set[str]:
    policy = load_policy(Project(ROOT, {}))
    return {name for name, row in policy.attributes.items() if row.handling == "kyc_only"}


def guarded(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the models that marketing, decisions or a recipient may read."""
    models = {name: node for name, node in manifest["nodes"].items() if node["resource_type"] == "model"}
    return {name: node for name, node in models.items() if node["config"]["schema"] in GUARDED}


def attributes(node: dict[str, Any]) -> dict[str, str]:
    """Return the attribute of each column, as the YAML beside the model says."""
    return {
        column: (own["config"]["meta"].get("privacy") or {}).get("attribute", "")
        for column, own in node["columns"].items()
    }


def ancestors(manifest: dict[str, Any], name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for parent in manifest["parent_map"].get(waiting.pop(), []):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def test_no_kyc_only_attribute_is_in_a_relation_that_customers_can_refuse(
    manifest: dict[str, Any], kyc_only: set[str]
) -> None:
    models = guarded(manifest)
    assert {node["config"]["schema"] for node in models.values()} >= {*REFUSABLE, "selectively_anonymised"}
    assert kyc_only
    wrong = {
        f"{node['name']}.{column}: {attribute or 'not classified'}"
        for node in models.values()
        for column, attribute in attributes(node).items()
        if attribute in kyc_only or not attribute
    }
    assert wrong == set()


def test_no_kyc_only_column_is_read_by_their_sql(manifest: dict[str, Any], kyc_only: set[str]) -> None:
    """The YAML could say otherwise than the SQL: no column that holds such an attribute is named in it."""
    project = Project(ROOT, {})
    entities = load_entities(project, load_policy(project))
    for node in guarded(manifest).values():
        entity = entities.get(node["config"]["meta"].get("entity", ""))
        columns = [c.name for c in entity.columns if c.attribute.name in kyc_only] if entity else []
        sql = COMMENT.sub("", node["raw_code"])
        assert [name for name in columns if re.search(rf"\b{name}\b", sql)] == [], node["name"]


def test_no_kyc_relation_is_an_ancestor_of_theirs(manifest: dict[str, Any], kyc_only: set[str]) -> None:
    """Nothing of the KYC zone, and no entity that is about KYC itself, flows into them by any path."""
    about_kyc = {
        name
        for name, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
        and (node["config"]["schema"] == "kyc" or node["name"] in {
            "ldm_risk_rating", "ldm_kyc_alert", "ldm_kyc_evidence", "ldm_legal_hold", "ldm_beneficial_owner",
        })
    }  # fmt: skip
    assert about_kyc
    for name in guarded(manifest):
        assert ancestors(manifest, name) & about_kyc == set(), name
