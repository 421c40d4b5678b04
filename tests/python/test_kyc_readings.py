"""Both sides of every reading: side A of all of them in one warehouse, side B in another."""

import pytest

from tests.python.support.kyc_facts import Facts, problems, read
from tests.python.support.kyc_vectors import Vector, defaults, load, load_readings, rows_of_build
from tests.python.support.kyc_warehouse import DuckWarehouse, KycWarehouse, PostgresWarehouse

READINGS = load_readings()
NAMES = [vector.name for vector in READINGS]
SIDES = {"A": dict.fromkeys(NAMES, "A"), "B": dict.fromkeys(NAMES, "B")}


@pytest.fixture(scope="module", params=[("duckdb", "A"), ("duckdb", "B"), ("postgres", "B")], ids="-".join)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Facts]:
    engine, side = request.param
    folder = tmp_path_factory.mktemp(f"readings_{engine}_{side}")
    warehouse: KycWarehouse
    if engine == "duckdb":
        warehouse = DuckWarehouse(folder, "")
    else:
        warehouse = PostgresWarehouse(folder, "kr_", request.getfixturevalue("postgres"))
    warehouse.create_raw()
    warehouse.load(rows_of_build(READINGS, 0))
    warehouse.build(as_of_date=defaults()["as_of"], kyc_reading_profile="literal", kyc_readings=SIDES[side])
    return side, read(warehouse)


@pytest.mark.slow
@pytest.mark.parametrize("vector", READINGS, ids=lambda vector: vector.name)
def test_reading(built: tuple[str, Facts], vector: Vector) -> None:
    side, facts = built
    expected = vector.builds[0 if side == "A" else 1]
    assert problems(vector, expected, facts, "literal") == [], f"side {side}: {vector.title}"


@pytest.mark.slow
def test_one_obligation_or_one_each(built: tuple[str, Facts]) -> None:
    side, facts = built
    rows = {row["obligation_id"] for row in facts.obligations if row["subject"] == "vAMB18"
            and row["type"] == "VERIFY_ID_COPY"}  # fmt: skip
    assert len(rows) == (1 if side == "A" else 2)


def test_every_ambiguity_has_a_vector_of_both_sides() -> None:
    """AMB01 is what the two profiles differ by: vectors 10 to 12 hold it."""
    assert {*NAMES, "AMB01"} == {f"AMB{number:02d}" for number in range(1, 24)}
    for vector in READINGS:
        assert vector.builds[0] != vector.builds[1], vector.name
    assert [vector.name for vector in load()] == [f"{number:02d}" for number in range(1, 67)]
