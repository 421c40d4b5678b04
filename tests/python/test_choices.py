"""Choices as dbt decides them, against the rule in plain Python: random histories, several moments, no difference."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from tests.python.conftest import environment, run
from tests.python.support.choice_histories import AGREEMENTS, PEOPLE, RECIPIENTS, SEED, START, random_world
from tests.python.support.choice_rule import Moment
from tests.python.support.choice_world import PURPOSES, World
from tests.python.support.raw_tables import write_typed
from tests.python.support.recipient_rule import decided_for

BETWEEN = "\n--|--\n"
MOMENTS = [
    (START + timedelta(days=at), START + timedelta(days=known))
    for at, known in [(10, 10), (25.5, 25.5), (25.5, 90), (40, 40), (45, 35), (90, 90)]
    + [(drawn.uniform(0, 95), drawn.uniform(0, 95)) for drawn in [random.Random(SEED)] for _ in range(3)]
]


@pytest.fixture(scope="module")
def world() -> World:
    """A world of random histories; the same in every run."""
    return random_world()


@pytest.fixture(scope="module")
def decided(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The answers of every moment, in one table, as dbt decides them on the raw tables of the world."""
    folder = tmp_path_factory.mktemp("choices")
    env = environment(folder)
    (folder / "home").mkdir()
    file = folder / "home" / "warehouse.duckdb"
    write_typed(file, world.tables)
    variables = "{demo_data: false, modules: [privacy]}"
    built = run(
        "dbt", "build", "--select", "+ldm_choice_decision", "--vars", variables,
        "--exclude-resource-type", "test", "unit_test", env=env,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout
    asked = BETWEEN.join(
        " union all ".join(
            f"select {number} as moment, * from {{{{ {macro}(\"timestamptz '{at.isoformat()}'\", "
            f"\"timestamptz '{known_at.isoformat()}'\") }}}} as answers"
            for number, (at, known_at) in enumerate(MOMENTS)
        )
        for macro in ("choices_as_of", "recipients_as_of")
    )
    compiled = run("dbt", "--quiet", "compile", "--inline", asked, "--vars", variables, env=env)
    assert compiled.returncode == 0, compiled.stdout
    purposes, recipients = compiled.stdout.split(BETWEEN)
    with duckdb.connect() as con:
        con.execute("set timezone = 'UTC'")
        con.execute(f"attach '{file}' as warehouse (read_only)")
        con.execute(f"create table decided as {purposes}")
        con.execute(f"create table decided_for as {recipients}")
        yield con


def answers(
    decided: duckdb.DuckDBPyConnection, columns: str, table: str, number: int
) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return what was decided at a moment: the first two columns say for whom and for what, the others the answer."""
    rows = decided.execute(f"select {columns} from {table} where moment = {number}").fetchall()
    return {(person, part): tuple(answer) for person, part, *answer in rows}


def differing(
    found: dict[tuple[str, str], tuple[object, ...]], expected: dict[tuple[str, str], tuple[object, ...]]
) -> dict[tuple[str, str], object]:
    """Return what was found and what the rule says, for each key of the rule where these are not the same."""
    return {key: (found.get(key), answer) for key, answer in expected.items() if found.get(key) != answer}


@pytest.mark.parametrize("number", range(len(MOMENTS)))
def test_no_difference_from_the_rule_in_plain_python(
    world: World, decided: duckdb.DuckDBPyConnection, number: int
) -> None:
    at, known_at = MOMENTS[number]
    moment = Moment(world, at, known_at)
    expected = {
        (person, purpose): (
            moment.allowed(person, purpose),
            moment.channels_allowed(person) if purpose == "direct_marketing" else None,
            moment.refused_categories(person) if purpose == "sensitive_data" else None,
        )
        for person in set(world.persons.values())
        for purpose in PURPOSES
    }
    found = answers(
        decided, "customer_id, purpose, allowed, channels_allowed, refused_categories", "decided", number
    )
    assert differing(found, expected) == {}
    assert found.keys() == expected.keys()


@pytest.mark.parametrize("number", range(len(MOMENTS)))
def test_state_event_and_provision_are_those_of_the_rule(
    world: World, decided: duckdb.DuckDBPyConnection, number: int
) -> None:
    """Of people with one record who chose no part apart."""
    at, known_at = MOMENTS[number]
    moment = Moment(world, at, known_at)
    expected = {
        (person, purpose): answer
        for person in set(world.persons.values())
        for purpose in PURPOSES
        if (answer := moment.decided_by(person, purpose)) is not None
    }
    found = answers(
        decided, "customer_id, purpose, state, decided_by_event, decided_by_provision", "decided", number
    )
    assert len(expected) > PEOPLE
    assert differing(found, expected) == {}


@pytest.mark.parametrize("number", range(len(MOMENTS)))
def test_no_difference_in_what_each_recipient_may_get(
    world: World, decided: duckdb.DuckDBPyConnection, number: int
) -> None:
    at, known_at = MOMENTS[number]
    moment = Moment(world, at, known_at)
    expected = {
        (person, recipient.recipient_id): decided_for(moment, person, recipient, AGREEMENTS)
        for person in set(world.persons.values())
        for recipient in RECIPIENTS.values()
    }
    found = answers(
        decided, "customer_id, recipient_id, allowed, level, decided_by_provision", "decided_for", number
    )
    assert differing(found, expected) == {}
    assert found.keys() == expected.keys()


def test_recipients_reach_every_reason(decided: duckdb.DuckDBPyConnection) -> None:
    reached = {why for (why,) in decided.execute("select distinct why from decided_for").fetchall()}
    assert reached >= {
        "contract", "default", "latest_event", "legal_order", "merged_restriction", "minor", "no_agreement",
        "no_legal_order", "overseas_without_route", "refused", "same_second_conflict", "unknown_jurisdiction",
    }  # fmt: skip


def test_the_histories_reach_every_reading(decided: duckdb.DuckDBPyConnection) -> None:
    reached = {why for (why,) in decided.execute("select distinct why from decided").fetchall()}
    assert reached == {
        "default", "latest_event", "same_second_conflict", "notice_not_covering", "recorded_before_occurred",
        "unknown_choice", "payload_conflict", "future_dated", "unknown_jurisdiction", "minor", "merged_restriction",
    }  # fmt: skip


def test_ids_without_a_record_refuse_for_people(world: World) -> None:
    """A rule that lost their choices would answer otherwise: the comparison above can see it."""
    at, known_at = MOMENTS[5]
    without = Moment(replace(world, unrecorded={}), at, known_at)
    changed = {
        person
        for persons in world.unrecorded.values()
        for person in persons
        for purpose in PURPOSES
        if Moment(world, at, known_at).allowed(person, purpose) != without.allowed(person, purpose)
    }
    assert len(changed) > PEOPLE // 100


def test_late_events_leave_what_was_known_then(decided: duckdb.DuckDBPyConnection) -> None:
    changed = decided.execute(
        """
        select count(*)
        from decided as known_then
        inner join decided as known_later using (customer_id, purpose)
        where known_then.moment = 1 and known_later.moment = 2 and known_then.allowed <> known_later.allowed
        """
    ).fetchone()
    assert changed is not None
    assert changed[0] > 0
