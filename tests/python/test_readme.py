"""The README tells the truth: its customer, its numbers, its commands, its table of places."""

import re
from pathlib import Path

import duckdb
import pytest

from tests.python.conftest import ROOT, Build

README = ROOT / "README.md"
CHINESE = ROOT / "README.zh-CN.md"
PERSONA = "demo-persona-0010"
SCOPES = {
    "standard": "internal",
    "selectively_anonymised.customer__harbour_insurance": "recipient:harbour_insurance",
    "selectively_anonymised.customer__delta_research": "recipient:delta_research",
}


def block(name: str, path: Path = README) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", path.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{path.name} has no block {name}"
    return found.group(1)


def customer_rows() -> list[list[str]]:
    lines = [line for line in block("one-customer").splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("cells", customer_rows(), ids=lambda cells: cells[0].strip("`"))
def test_the_customer_of_the_readme_is_in_the_build(demo_build: Build, cells: list[str]) -> None:
    relation = cells[0].strip("`")
    header = block("one-customer").splitlines()[0].strip("|").split("|")
    names = [cell.strip() for cell in header][2:]
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        columns = [row[0] for row in connection.execute(f"describe {relation}").fetchall()]
        scope = SCOPES.get(relation, SCOPES.get(relation.split(".")[0]))
        if relation.startswith("anonymised."):
            where = " and ".join(
                f"{name} = '{text}'" for name, text in zip(names, cells[2:], strict=True) if text
            )
        elif scope:
            where = (
                "customer_key in (select pseudonym from vault.vlt_current_pseudonym "
                f"where subject_id = '{PERSONA}' and scope = '{scope}')"
            )
        else:
            where = f"customer_id = '{PERSONA}'"
        rows = connection.execute(f"select * from {relation} where {where}").fetchall()
    if "absent" in cells[1]:
        assert rows == []
        return
    assert rows
    found = dict(zip(columns, rows[0], strict=True))
    for name, text in zip(names, cells[2:], strict=True):
        if text == "":
            assert name not in found
        else:
            assert str(found[name]) == ("None" if text == "*null*" else text)


def test_the_numbers_of_the_readme_are_those_of_the_build(demo_build: Build) -> None:
    shown = re.findall(r"^ +(\w+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)", block("build-output"), re.MULTILINE)
    printed = re.findall(r"^ +(\w+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)", demo_build.output, re.MULTILINE)
    assert len(shown) == 4
    assert set(shown) <= set(printed)


@pytest.mark.parametrize("path", [README, CHINESE], ids=lambda path: path.name)
def test_every_place_of_the_table_exists(path: Path) -> None:
    table = (
        path.read_text(encoding="utf-8")
        .split("## I want to" if path == README else "## 我想")[1]
        .split("\n## ")[0]
    )
    places = re.findall(r"`((?:models|seeds|macros|scripts)/[^`<>*]+)`", table)
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("path", [README, CHINESE], ids=lambda path: path.name)
def test_every_make_target_named_exists(path: Path) -> None:
    targets = set(re.findall(r"`?make ([a-z-]+)", path.read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)} <= {"is"}


@pytest.mark.parametrize("path", [README, CHINESE], ids=lambda path: path.name)
def test_ten_questions_have_the_answers_shown(demo_build: Build, path: Path) -> None:
    rows = re.findall(r"^\| .+? \| `(.+?)` \| (.+?) \|$", block("ten-questions", path), re.MULTILINE)
    assert len(rows) == 10
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        found = [(sql, str(connection.execute(sql).fetchone()[0])) for sql, _ in rows]
    assert found == rows
