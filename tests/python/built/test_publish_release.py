"""A release: what each file holds, who may open it, what stays when something breaks, what is on record."""

import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from steward.errors import StewardError
from steward.publish import places, publish
from steward.publish import release as release_module
from tests.python.built.conftest import Warehouse

PLANNED = {
    "analyst": {"anonymised.customer"},
    "service_desk": {"standard.customer"},
    "marketing": {f"opt_out_direct_marketing.{name}" for name in ("customer", "account", "transaction")},
    "disclosure_desk": {"opt_out_third_party_disclosure.customer"},
    "decisions": {"opt_out_automated_decisions.customer"},
    "sensitive_care": {"opt_out_sensitive_data.customer"},
    "compliance": {"personal_data.customer"},
    "privacy_officer": {
        "audit.aud_build",
        "audit.rejected_rows",
        # Made by hooks: what the reconciliation and the comparison of rights found last.
        "audit.aud_access_finding",
        "audit.rpt_effective_reader",
    },
    "harbour_insurance": {"selectively_anonymised.customer__harbour_insurance"},
}
RELATIONS = "select schema_name || '.' || table_name from duckdb_tables() where not internal"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_each_audience_gets_exactly_its_relations_as_tables(warehouse: Warehouse) -> None:
    published = publish(warehouse.project)
    assert {file.audience for file in published.files} == set(PLANNED)
    assert published.without_relations == ["delta_research"]
    for audience, relations in PLANNED.items():
        held = {row[0] for row in warehouse.rows(audience, RELATIONS)}
        assert held == relations | {"main.about"}
        assert warehouse.rows(audience, "select count(*) from duckdb_views() where not internal") == [(0,)]


def test_folders_and_files_open_for_the_group_and_for_nobody_else(warehouse: Warehouse) -> None:
    published = publish(warehouse.project)
    assert _mode(warehouse.home) == _mode(warehouse.project.published) == 0o711
    for file in published.files:
        folder = file.path.parent
        target = file.path.resolve()
        assert os.readlink(file.path) == target.name == f"{published.release}.duckdb"
        assert (_mode(folder), _mode(target)) == (0o750, 0o440)
        assert folder.stat().st_gid == target.stat().st_gid == os.getegid()
        assert sorted(path.name for path in folder.iterdir()) == sorted([target.name, "current.duckdb"])
        assert file.own_group


def test_a_named_group_owns_folder_and_file(warehouse: Warehouse, other_group: tuple[str, int]) -> None:
    name, gid = other_group
    warehouse.site("audiences", "audience,os_group,relation_pattern,purpose", f"analyst,{name},anonymised.*,")
    published = publish(warehouse.project)
    file = next(file for file in published.files if file.audience == "analyst")
    assert file.path.parent.stat().st_gid == file.path.resolve().stat().st_gid == gid
    assert not file.own_group


def test_a_group_that_the_system_lacks_is_refused(warehouse: Warehouse) -> None:
    warehouse.site(
        "audiences", "audience,os_group,relation_pattern,purpose", "analyst,no_such_group,anonymised.*,"
    )
    with pytest.raises(StewardError, match="the system has no group no_such_group"):
        publish(warehouse.project)
    assert not warehouse.project.published.exists()


def test_two_audiences_in_one_group_need_a_declaration(
    warehouse: Warehouse, other_group: tuple[str, int]
) -> None:
    name, _ = other_group
    rows = [f"analyst,{name},anonymised.*,", f"service_desk,{name},standard.*,contract"]
    warehouse.site("audiences", "audience,os_group,relation_pattern,purpose", *rows)
    with pytest.raises(StewardError, match=f"group {name} is that of analyst and service_desk"):
        publish(warehouse.project)
    declared = [f"{name},analyst,one small team", f"{name},service_desk,one small team"]
    warehouse.site("shared_groups", "os_group,audience,reason", *declared)
    assert len(publish(warehouse.project).files) == len(PLANNED)


def test_a_pattern_that_reaches_custody_is_refused(warehouse: Warehouse) -> None:
    warehouse.site("audiences", "audience,os_group,relation_pattern,purpose", "analyst,,logical.*,")
    with pytest.raises(
        StewardError, match=r"the pattern reaches logical.ldm_account, which custody alone reads"
    ):
        publish(warehouse.project)


def test_about_says_what_each_relation_is(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    [row] = warehouse.rows(
        "marketing",
        "select sentence_en, sentence_zh, people_released, people_suppressed, column_meanings, contact, "
        "valid_until between now() + interval 167 hour and now() + interval 168 hour, as_of = current_date "
        "from about where relation = 'opt_out_direct_marketing.customer'",
    )
    assert row == (
        "Only people who may be used for direct marketing; refusals are absent.",
        "仅含可用于直接营销的客户，已拒绝者不在其中。",
        3,
        0,
        "customer_id: \nfull_name: Name as on the document. / 证件姓名。",
        "Data custody <custody@example.com>",
        True,
        True,
    )


def test_comments_are_carried_over(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    comment = (
        "select comment from duckdb_columns() where table_name = 'customer' and column_name = 'full_name'"
    )
    assert warehouse.rows("marketing", comment) == [("Name as on the document. / 证件姓名。",)]
    [(table,)] = warehouse.rows(
        "marketing", "select comment from duckdb_tables() where table_name = 'customer'"
    )
    assert table.startswith("Only people who may be used for direct marketing; refusals are absent / ")


def test_no_clear_name_outside_the_files_that_may_hold_it(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    planted = "select count(*) from personal_data.customer where full_name = 'Ada Demo'"
    assert warehouse.rows("compliance", planted) == [(1,)], "the search finds it where it must be"
    for audience, relation in (("service_desk", "standard.customer"), ("analyst", "anonymised.customer")):
        columns = [
            row[0] for row in warehouse.rows(audience, f"select column_name from (describe {relation})")
        ]
        for column in columns:
            found = f"select count(*) from {relation} where {column}::text like '%Ada Demo%'"
            assert warehouse.rows(audience, found) == [(0,)]


def test_nothing_of_the_build_file_is_touched(warehouse: Warehouse) -> None:
    before = hashlib.sha256(warehouse.project.build_file.read_bytes()).hexdigest()
    publish(warehouse.project)
    assert hashlib.sha256(warehouse.project.build_file.read_bytes()).hexdigest() == before


def test_custody_keeps_a_manifest_and_the_members(warehouse: Warehouse) -> None:
    published = publish(warehouse.project)
    folder = warehouse.home / "releases" / published.release
    path = folder / "marketing.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    target = (warehouse.project.published / "marketing" / "current.duckdb").resolve()
    assert _mode(folder.parent) == _mode(folder) == 0o700
    assert _mode(path) == _mode(folder / "marketing.parquet") == 0o600
    assert manifest["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (manifest["state"], manifest["invocation_id"][:8]) == ("published", "0a1b2c3d")
    counts = {own["relation"]: (own["rows"], own["people"]) for own in manifest["relations"]}
    assert counts["opt_out_direct_marketing.customer"] == (3, 3)
    assert manifest["removed"] == {"purposes": {}, "recipients": {}}
    members = duckdb.sql(
        f"select customer_id from '{folder / 'marketing.parquet'}' "
        "where relation = 'opt_out_direct_marketing.account' order by 1"
    ).fetchall()
    assert members == [("ada",), ("ben",), ("cleo",)], "a joint holder is a member too"
    moved = duckdb.sql(
        f"select customer_id from '{folder / 'marketing.parquet'}' "
        "where relation = 'opt_out_direct_marketing.transaction' order by 1"
    ).fetchall()
    assert moved == [("ada",), ("ben",), ("cleo",), ("dora",)], (
        "who held the account on the day of a transaction"
    )
    recipient = duckdb.sql(f"from '{folder / 'harbour_insurance.parquet'}'").fetchall()
    relation = "selectively_anonymised.customer__harbour_insurance"
    assert recipient == [(relation, "ada"), (relation, "cleo")], "pseudonyms are traced back"


def test_a_new_release_replaces_the_old_one(warehouse: Warehouse) -> None:
    first = publish(warehouse.project).release
    second = publish(warehouse.project).release
    assert second == f"{first}-2" or first[:13] != second[:13]
    folder = warehouse.project.published / "marketing"
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"{second}.duckdb", "current.duckdb"])
    old = json.loads((warehouse.home / "releases" / first / "marketing.json").read_text())
    assert (old["state"], old["reason"]) == ("superseded", f"replaced by {second}")


def test_a_long_lived_reader_keeps_the_old_file_and_a_new_one_gets_the_new(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    pointer = str(warehouse.project.published / "marketing" / "current.duckdb")
    query = "select count(*) from opt_out_direct_marketing.customer"
    with duckdb.connect(pointer, read_only=True) as old:
        assert old.execute(query).fetchall() == [(3,)]
        warehouse.refuse("ben")
        publish(warehouse.project)
        with duckdb.connect(pointer, read_only=True) as new:
            assert new.execute(query).fetchall() == [(2,)]
        assert old.execute(query).fetchall() == [(3,)]


@pytest.mark.parametrize("step", ["place", "flip"])
def test_a_crash_before_the_pointer_leaves_the_old_release(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    first = publish(warehouse.project).release
    warehouse.refuse("ben")
    with monkeypatch.context() as patch:
        patch.setattr(places, step, _crash)
        with pytest.raises(KeyboardInterrupt):
            publish(warehouse.project)
    folder = warehouse.project.published / "marketing"
    assert places.current_release(folder) == first
    assert warehouse.ids("marketing", "opt_out_direct_marketing.customer") == ["ada", "ben", "cleo"]
    second = publish(warehouse.project).release
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"{second}.duckdb", "current.duckdb"])
    assert warehouse.ids("marketing", "opt_out_direct_marketing.customer") == ["ada", "cleo"]


def test_a_file_that_is_not_as_planned_is_never_placed(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(warehouse.project).release

    def spoil(connection: object, path: Path, *others: object) -> None:
        with duckdb.connect(str(path)) as spoiler:
            spoiler.execute("create table main.extra as select 1 as x")
        verify(connection, path, *others)

    verify: Callable[..., None] = release_module.verify
    monkeypatch.setattr(release_module, "verify", spoil)
    with pytest.raises(StewardError, match="analyst: the file does not hold exactly the planned relations"):
        publish(warehouse.project)
    for folder in warehouse.project.published.iterdir():
        names = sorted(path.name for path in folder.iterdir())
        assert names == sorted([f"{first}.duckdb", "current.duckdb"]), "no temporary file is left"


def test_two_cannot_publish_at_once(warehouse: Warehouse) -> None:
    with (
        places.only_one(warehouse.project),
        pytest.raises(StewardError, match="another process is publishing"),
    ):
        publish(warehouse.project)


def test_a_prefix_stands_before_the_schemas(warehouse: Warehouse) -> None:
    warehouse.sql("alter table audit.aud_build rename to aud_build_old")
    warehouse.sql("create schema dw_audit")
    warehouse.sql("create table dw_audit.aud_build as from audit.aud_build_old")
    warehouse.sql('update dw_audit.aud_build set variables = \'{"schema_prefix": "dw_"}\'')
    with pytest.raises(StewardError, match=r"(audit|anonymised)\.\w+: the build file holds it and no model"):
        publish(warehouse.project)


def _crash(*_: object) -> None:
    raise KeyboardInterrupt
