"""Build twice, the second time with other identity values: what may not depend on them is the same to the byte.

Which column may differ is read from the classification: one that shows, or masks, an attribute of class identity,
a pseudonym, and a moment within the run. Every other column of every relation outside custody is compared, as rows.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.engines.duckdb import literal, quoted, read_catalogue
from steward.hunt.allowed import allowed_columns
from steward.policy import load_policy
from steward.project import Project
from steward.vocabulary import CUSTODY_ZONES
from tests.python.conftest import ROOT, Build, environment, run
from tests.python.support.perturbed import write_perturbed

pytestmark = pytest.mark.slow
PROJECT = Project(ROOT, {})
POLICY = load_policy(PROJECT)
# Keys are drawn anew in every warehouse.
DRAWN = "pseudonym"
# Of each run its own: what it was called with, and when.
OF_THE_RUN = "aud_build"


@pytest.fixture(scope="module")
def perturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build file of a warehouse with other identity values."""
    folder = tmp_path_factory.mktemp("perturbed")
    raw = folder / "raw"
    raw.mkdir()
    assert write_perturbed(ROOT / "seeds" / "demo", raw) > 1000
    variables = f"{{demo_data: false, raw_path: {raw}}}"
    result = run(
        "dbt",
        "build",
        "--exclude-resource-type",
        "unit_test",
        "--vars",
        variables,
        env=environment(folder),
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "home" / "warehouse.duckdb"


def _attributes() -> dict[tuple[str, str], str]:
    """Return the attribute of every column outside custody, by relation and column."""
    with (ROOT / "seeds" / "register" / "view_register.csv").open(encoding="utf-8", newline="") as lines:
        views = {(row["relation"], row["column_name"]): row["attribute"] for row in csv.DictReader(lines)}
    return {**allowed_columns(PROJECT, POLICY).clear, **views}


def _may_differ(attribute: str) -> bool:
    """Tell whether values of an attribute show who somebody is; the number of the house is the same in both."""
    known = POLICY.attributes.get(attribute)
    if known is None or attribute == "customer_id":
        return False
    shows = known.identifier == "direct" and known.privacy_class in ("identity", "sensitive")
    return shows or attribute == DRAWN


def compared(one: Path, other: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield each relation, how many of its columns are compared and how many may differ, and the rows that do."""
    attributes = _attributes()
    with (
        duckdb.connect(str(one), read_only=True) as first,
        duckdb.connect(str(other), read_only=True) as second,
    ):
        for (schema, name), relation in sorted(read_catalogue(first, one.stem).items()):
            if schema in (*CUSTODY_ZONES, "main") or name == OF_THE_RUN:
                continue
            key = f"{schema}.{name}"
            free = [c.name for c in relation.columns if _may_differ(attributes.get((key, c.name), ""))]
            same = [quoted(c.name) for c in relation.columns if c.name not in free]
            query = f"select {', '.join(same) or 1} from {quoted(schema, name)}"
            left, right = (_rows(side, query) for side in (first, second))
            yield key, len(same), len(free), (left - right).total() + (right - left).total()


def _rows(side: duckdb.DuckDBPyConnection, query: str) -> Counter[str]:
    """Return the rows of a query with how often each is there; a moment or the number of the run is one word."""
    runs = side.execute("select invocation_id, started_at from audit.aud_build").fetchall()
    numbers, started = {row[0] for row in runs}, min(row[1] for row in runs)
    now = datetime.now(UTC)

    def cell(value: Any) -> str:
        of_the_run = isinstance(value, datetime) and value.tzinfo and started <= value <= now
        return "of the run" if of_the_run or value in numbers else repr(value)

    return Counter("|".join(map(cell, row)) for row in side.execute(query).fetchall())


def test_what_may_not_depend_on_identity_is_the_same(demo_build: Build, perturbed: Path) -> None:
    found = list(compared(demo_build.file, perturbed))
    assert [(name, rows) for name, _, _, rows in found if rows] == []
    whole = {name for name, same, free, _ in found if same and not free}
    assert {f"anonymised.{name}" for name in ("customer", "account", "transaction")} <= whole
    assert len(whole) > 30


def test_what_shows_identity_does_differ(demo_build: Build, perturbed: Path) -> None:
    """Else the second build would prove nothing."""
    with duckdb.connect() as connection:
        for name, path in (("one", demo_build.file), ("other", perturbed)):
            connection.execute(f"attach {literal(str(path))} as {name} (read_only)")
        for column in ("full_name", "phone", "id_number", "email"):
            changed = (
                "select count(*) from one.logical.ldm_customer as a inner join other.logical.ldm_customer as b "
                f"on a.customer_id = b.customer_id and a.{column} <> b.{column}"
            )
            row = connection.execute(changed).fetchone()
            assert row is not None and row[0] > 100, column
