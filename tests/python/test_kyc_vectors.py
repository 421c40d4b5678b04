"""Every vector of `tests/vectors`, all in one warehouse, built once per profile and engine."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.python.support.kyc_facts import Facts, of_vector, problems, read
from tests.python.support.kyc_vectors import Vector, defaults, load, rows_as_of, rows_of_build
from tests.python.support.kyc_warehouse import DuckWarehouse, KycWarehouse, PostgresWarehouse

VECTORS = load()
BUILDS = max(len(vector.builds) for vector in VECTORS)
KINDS = [
    pytest.param(("duckdb", "conservative")),
    pytest.param(("postgres", "conservative"), marks=pytest.mark.slow),
    pytest.param(("duckdb", "literal"), marks=pytest.mark.slow),
    pytest.param(("postgres", "literal"), marks=pytest.mark.slow),
]


@dataclass
class Run:
    """The builds of one engine and profile, in order, and the one as of an earlier date."""

    profile: str
    builds: list[Facts] = field(default_factory=list)
    as_of: Facts | None = None


def _warehouse(request: pytest.FixtureRequest, folder: Path, engine: str, prefix: str) -> KycWarehouse:
    if engine == "duckdb":
        return DuckWarehouse(folder, "")
    return PostgresWarehouse(folder, prefix, request.getfixturevalue("postgres"))


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: "-".join(kind))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    engine, profile = request.param
    warehouse = _warehouse(request, tmp_path_factory.mktemp(f"kyc_{engine}"), engine, f"k{profile[0]}_")
    warehouse.create_raw()
    done = Run(profile)
    for build in range(BUILDS if profile == "conservative" else 1):
        warehouse.load(rows_of_build(VECTORS, build))
        warehouse.build(as_of_date=defaults()["as_of"], kyc_reading_profile=profile)
        done.builds.append(read(warehouse))
    if profile == "conservative":
        past = _warehouse(request, tmp_path_factory.mktemp(f"kyc_past_{engine}"), engine, "kp_")
        past.create_raw()
        past.load(rows_of_build(VECTORS, 0))
        past.load(rows_as_of(VECTORS))
        past.build(as_of_date="2025-03-15", kyc_reading_profile=profile)
        done.as_of = read(past)
    return done


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"v{vector.name}")
def test_vector(built: Run, vector: Vector) -> None:
    for number, facts in enumerate(built.builds):
        expected = vector.builds[min(number, len(vector.builds) - 1)]
        assert problems(vector, expected, facts, built.profile) == [], f"build {number + 1}: {vector.title}"
    if vector.as_of and built.as_of:
        assert problems(vector, vector.as_of, built.as_of, built.profile) == [], f"as of: {vector.title}"


def test_one_obligation_serves_several_triggers(built: Run) -> None:
    """Vector 48: buying and selling, two triggers."""
    rows = {row["obligation_id"] for row in built.builds[0].obligations if row["subject"] == "v48"}
    assert len({row["obligation_id"] for row in built.builds[0].obligations if row["subject"] == "v48"
                and row["type"] == "VERIFY_ID_COPY"}) == 1, rows  # fmt: skip


def test_a_second_build_adds_nothing(built: Run) -> None:
    """Vector 65: what did not change keeps its id, and no id comes twice."""
    for facts in built.builds:
        ids = [row["trigger_id"] for row in facts.triggers]
        assert len(ids) == len(set(ids))
    for vector in (one for one in VECTORS if len(one.builds) == 1):
        first = {row["trigger_id"] for row in of_vector(vector, built.builds[0].triggers)}
        last = {row["trigger_id"] for row in of_vector(vector, built.builds[-1].triggers)}
        assert first == last, vector.title


def test_every_trigger_explains_itself(built: Run) -> None:
    for row in built.builds[0].triggers:
        assert row["why_zh"].startswith(row["date"]) and "依据" in row["why_zh"], row
        assert row["why_en"].startswith(row["date"]) and ", under " in row["why_en"], row
        if row["operator"] != "any" and row["state"] == "fired":
            assert f" {row['operator']} " in row["why_zh"] and f" {row['operator']} " in row["why_en"], row
