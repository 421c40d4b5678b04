"""A leaked file is traced to whom it was given, by its keys or by its content."""

from pathlib import Path

import pytest

from steward.disclosure.disclose import Disclosed
from steward.disclosure.trace import trace_leak
from steward.errors import StewardError
from tests.python.support.disclosed import DELTA, HARBOUR, PROJECT, table


def test_a_leaked_file_is_traced_by_its_keys_in_any_disguise(
    both: dict[str, Disclosed], home: Path, tmp_path: Path
) -> None:
    _, rows = table(both[HARBOUR].folder / "customer.parquet")
    part = tmp_path / "leak.csv"
    lines = ["no;note", *(f"{number};see {row[0].upper()}." for number, row in enumerate(rows[:7]))]
    part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = trace_leak(PROJECT, part)
    [(scope, candidates)] = found.scopes
    assert (scope.scope, scope.rows, scope.keys) == (f"recipient:{HARBOUR}", 7, 7)
    assert f"disclosure {both[HARBOUR].disclosure}" in {own.name for own in candidates if own.persons == 7}
    assert not any(DELTA in line for line in found.lines())
    shown = "\n".join(found.lines())
    assert not [row for row in rows if row[0] in shown or (row[1] and row[1] in shown)], "counts only"


def test_a_leaked_file_without_keys_is_traced_only_whole(
    both: dict[str, Disclosed], home: Path, tmp_path: Path
) -> None:
    source, name = both[DELTA].folder / "customer.csv", both[DELTA].disclosure
    assert trace_leak(PROJECT, source).same_file == [name]
    header, *rows = [line.split(",", 1)[1] for line in source.read_text(encoding="utf-8").splitlines()]
    whole, cut = tmp_path / "whole.csv", tmp_path / "cut.csv"
    whole.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    found = trace_leak(PROJECT, whole)
    assert (found.scopes, found.same_file) == ([], [])
    assert name in found.same_content
    cut.write_text("\n".join([header, *rows[1:]]) + "\n", encoding="utf-8")
    [line] = trace_leak(PROJECT, cut).lines()
    assert line.startswith("nothing in it tells whose it was")


@pytest.mark.slow
def test_a_leaked_file_of_the_house_is_traced_to_its_scope(home: Path) -> None:
    [(scope, candidates)] = trace_leak(PROJECT, home / "published/service_desk/current.duckdb").scopes
    assert scope.scope == "internal"
    assert [own.persons == own.of for own in candidates] == [True]
    assert candidates[0].name.endswith(" of service_desk")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [("none.csv", None, "there is no such file"), ("broken.parquet", b"no parquet", "cannot be read as CSV")],
)
def test_what_cannot_be_read_is_not_traced(
    home: Path, tmp_path: Path, name: str, content: bytes | None, what: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StewardError, match=what):
        trace_leak(PROJECT, path)
