"""The company's own legal rows reach the decision: what they change, a build decides by."""

import shutil
from pathlib import Path

import duckdb
import pytest

from steward.errors import StewardError
from steward.policy import load_legal_rows
from steward.project import Project
from steward.render.law import render_law
from tests.python.conftest import ROOT, environment, run
from tests.python.support.raw_tables import write_typed
from tests.python.support.small_project import small_project, write

RULES = "seeds/site/choice_rules.csv"
# What the decision is made of; parsing the rest would take longer than building this.
PARTS = (
    "macros",
    "seeds",
    "models/staging",
    "models/vault",
    "models/logical",
    "tests/dbt/fixtures",
    "scripts",
)
HEADER = (
    "flag,jurisdiction,purpose_group,channel,regime,default_without_record,provision,valid_from,valid_to\n"
)
OWN = HEADER + (
    "automated_decisions,CN,general,any,opt_in,deny,OWN-1,2021-11-01,\n"
    "sensitive_data,HK,general,any,opt_out,allow,OWN-1,2020-01-01,\n"
)
PROVISIONS = (
    "provision_id,instrument_id,article,topic,title_zh,title_en,duty_zh,duty_en,source_status,verified_by,verified_on\n"
    "OWN-1,CN-PIPL,24(9),automated,自设条款,The company's own,自设,Own,read,,\n"
)


def test_without_own_rows_the_models_are_the_seeds() -> None:
    for text in render_law(Project(ROOT, {})).values():
        assert "union all" not in text and "where not" not in text


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            "automated_decisions,CN,general,any,opt_in,perhaps,CN-PIPL-24-3,2021-11-01,\n",
            "column default_without_record: unknown word `perhaps`; use one of allow, deny",
        ),
        (
            "automated_decisions,CN,general,any,opt_in,deny,CN-PIPL-99,2021-11-01,\n",
            "column provision: `CN-PIPL-99` is not there; add its row, or cite one that is there",
        ),
    ],
)
def test_a_row_that_cannot_be_followed_stops(tmp_path: Path, rows: str, says: str) -> None:
    project = small_project(tmp_path)
    write(project, RULES, HEADER + rows)
    with pytest.raises(StewardError) as stopped:
        load_legal_rows(project)
    assert str(stopped.value).startswith(f"{RULES}, row automated_decisions CN general any 2021-11-01")
    assert says in str(stopped.value)


@pytest.mark.slow
def test_a_site_row_changes_a_default_of_the_build(tmp_path: Path) -> None:
    """China allows automated decisions until refused; the company's row says otherwise, and knows Hong Kong."""
    own = tmp_path / "project"
    for part in PARTS:
        shutil.copytree(ROOT / part, own / part)
    for name in ("dbt_project.yml", "profiles.yml", "models/_groups.yml"):
        shutil.copy(ROOT / name, own / name)
    project = Project(own, {})
    write(project, RULES, OWN)
    write(project, "seeds/site/provisions.csv", PROVISIONS)
    for path, text in render_law(project).items():
        write(project, path.as_posix(), text)
    env = environment(tmp_path, DBT_PROFILES_DIR=str(own))
    file = tmp_path / "home" / "warehouse.duckdb"
    file.parent.mkdir()
    loaded = {"loaded_at": "2026-01-01T00:00:00+08:00"}
    people = [("of_china", "CN"), ("of_hong_kong", "HK"), ("of_europe", "EU")]
    chosen = {
        "event_id": "1",
        "customer_id": "of_hong_kong",
        "purpose": "direct_marketing",
        "choice": "opt_out",
    }
    write_typed(
        file,
        {
            "customers": [{"customer_id": one, "jurisdiction": law, **loaded} for one, law in people],
            "choice_events": [{**chosen, "occurred_at": loaded["loaded_at"], **loaded}],
        },
    )
    built = run(
        "dbt", "build", "--select", "+ldm_choice_decision", "--exclude-resource-type", "test", "unit_test",
        "--vars", "{demo_data: false, modules: [privacy]}", env=env, cwd=own,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout
    with duckdb.connect(str(file), read_only=True) as connection:
        answers = connection.execute(
            "select customer_id, purpose, allowed, decided_by_provision from logical.ldm_choice_decision "
            "where (customer_id, purpose) in (('of_china', 'automated_decisions'), "
            "('of_hong_kong', 'sensitive_data'), ('of_hong_kong', 'direct_marketing'), "
            "('of_europe', 'automated_decisions')) order by all"
        ).fetchall()
    assert answers == [
        ("of_china", "automated_decisions", False, "OWN-1"),
        ("of_europe", "automated_decisions", False, "EU-GDPR-22"),
        ("of_hong_kong", "direct_marketing", False, None),
        ("of_hong_kong", "sensitive_data", True, "OWN-1"),
    ]
