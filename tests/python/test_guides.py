"""The guides tell the truth: every command and query is run on the demo, and both languages show the same."""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from steward.cli import main
from tests.python.conftest import ROOT, Build

GUIDES = ("engineer", "analyst", "officer")
FENCE = re.compile(r"^```(\w+) ?(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")


def guide(name: str, language: str = "") -> Path:
    return ROOT / "docs" / f"guide_{name}{language}.md"


def examples(path: Path) -> list[tuple[str, str, str]]:
    """The fenced blocks of a guide: language, where it is run, text."""
    return [
        (kind, where, text.strip()) for kind, where, text in FENCE.findall(path.read_text(encoding="utf-8"))
    ]


def every(kind: str) -> Iterator[object]:
    for name in GUIDES:
        for place, example in enumerate(examples(guide(name))):
            if example[0] == kind:
                yield pytest.param(example, id=f"{name}-{place}")


@pytest.mark.parametrize("example", list(every("sql")))
def test_a_query_of_a_guide_answers(demo_build: Build, example: tuple[str, str, str]) -> None:
    _, where, sql = example
    files = {
        "build": demo_build.file,
        "analyst": demo_build.home / "published" / "analyst" / "current.duckdb",
    }
    with duckdb.connect(str(files[where]), read_only=True) as connection:
        assert connection.execute(sql).fetchall()


@pytest.mark.parametrize("example", list(every("console")))
def test_a_command_of_a_guide_runs(
    demo_build: Build,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    example: tuple[str, str, str],
) -> None:
    monkeypatch.setenv("DW_HOME", str(demo_build.home))
    monkeypatch.chdir(ROOT)
    for line in example[2].splitlines():
        program, *arguments = shlex.split(line.removeprefix("$ "))
        assert program == "steward"
        monkeypatch.setattr(sys, "argv", ["steward", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert not ended.value.code, said.err
        assert said.out.strip()


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_show_the_same_examples_and_links_lead_somewhere(name: str) -> None:
    assert examples(guide(name)) == examples(guide(name, ".zh-CN"))
    assert examples(guide(name))
    for path in (guide(name), guide(name, ".zh-CN")):
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_leads_to_the_guides(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    language = ".zh-CN" if "zh" in readme else ""
    assert all(f"docs/guide_{name}{language}.md" in text for name in GUIDES)
