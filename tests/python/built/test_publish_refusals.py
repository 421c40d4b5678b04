"""What must never be published: each refusal in its own words, the old release left."""

import re

import duckdb
import pytest

from steward.errors import StewardError
from steward.publish import places, publish
from tests.python.built.conftest import Warehouse

STAYS = "the releases stay as they are"

REFUSED = [
    (
        "state = 'running'",
        "the newest build did not end; wait for it, or run `dbt build` again if it was stopped",
    ),
    (
        "state = 'failed', tests_failed = 2",
        "2 tests of the newest build failed; mend what they found and build again",
    ),
    ("state = 'failed', nodes_failed = 3", "the newest build failed (3 nodes); mend it and build again"),
    ("command = 'run'", "the newest command was `dbt run`, which proves nothing; run `dbt build`"),
    (
        "selection = 'select customer'",
        "the newest build took only a part of the project (select customer); run `dbt build` without it",
    ),
    ("as_of_explicit = true", "the newest build has an as_of_date of its own; build without as_of_date"),
    (
        "started_at = now() - interval 27 hour",
        "the newest build is 27 hours old, more than max_build_age allows; build again",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED)
def test_an_unfit_build_is_refused(warehouse: Warehouse, change: str, sentence: str) -> None:
    first = publish(warehouse.project).release
    warehouse.build_row(change)
    with pytest.raises(StewardError) as caught:
        publish(warehouse.project)
    assert str(caught.value) == f"{warehouse.project.build_file}: {sentence}; {STAYS}"
    for folder in warehouse.project.published.iterdir():
        assert places.current_release(folder) == first
    assert warehouse.ids("marketing", "opt_out_direct_marketing.customer") == ["ada", "ben", "cleo"]


def test_max_build_age_is_a_setting(warehouse: Warehouse) -> None:
    warehouse.build_row("started_at = now() - interval 27 hour")
    warehouse.set_variable("max_build_age", 30)
    assert publish(warehouse.project).files


def test_a_later_partial_run_unfits_a_good_build(warehouse: Warehouse) -> None:
    warehouse.sql(
        "insert into audit.aud_build "
        "select * replace ('run' as command, now() + interval 1 second as started_at) from audit.aud_build"
    )
    with pytest.raises(StewardError, match="the newest command was `dbt run`"):
        publish(warehouse.project)


def test_no_recorded_build(warehouse: Warehouse) -> None:
    warehouse.sql("delete from audit.aud_build")
    with pytest.raises(
        StewardError, match=re.escape("no build is recorded in audit.aud_build; run `dbt build`")
    ):
        publish(warehouse.project)


def test_a_finding_of_the_check_refuses(warehouse: Warehouse) -> None:
    warehouse.sql("create table standard.leak as select 1 as x")
    with pytest.raises(StewardError) as caught:
        publish(warehouse.project)
    assert str(caught.value) == (
        "standard.leak: the build file holds it and no model describes it; "
        f"drop it (`drop table standard.leak`), or bring its model and YAML back; {STAYS}"
    )


def test_no_build_file(warehouse: Warehouse) -> None:
    warehouse.project.build_file.unlink()
    with pytest.raises(StewardError, match="there is no build file; run `make build`, or `dbt build`, first"):
        publish(warehouse.project)


def test_a_build_file_in_use(warehouse: Warehouse) -> None:
    with duckdb.connect(str(warehouse.project.build_file)), pytest.raises(StewardError) as caught:
        publish(warehouse.project)
    assert "another program has the file open; wait until it ends, or close it" in str(caught.value)


def test_a_file_that_is_no_warehouse(warehouse: Warehouse) -> None:
    warehouse.project.build_file.write_text("not a database" * 1000)
    with pytest.raises(StewardError, match="this is no DuckDB file; move it away and build again"):
        publish(warehouse.project)
