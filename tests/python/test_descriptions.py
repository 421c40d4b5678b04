"""Whoever opens dbt's documentation reads, in both languages, what every relation and every column is."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import sync_playwright

from steward.docs_page import OUTSIDE, write_docs
from steward.errors import StewardError
from steward.project import Project
from tests.python.conftest import ROOT, Build

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHINESE = re.compile("[\u4e00-\u9fff]")
LETTERS = re.compile("[A-Za-z]{2}")
# dbt colours what is in a folder: custody warm, readers cool.
COLOURED = {"staging", "vault", "logical", "labels", "views", "kyc", "audit"}


@pytest.fixture(scope="module")
def manifest(demo_build: Build) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((demo_build.target / "manifest.json").read_text(encoding="utf-8"))
    return content


def nodes(manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The models and seeds of the project."""
    for node in manifest["nodes"].values():
        if node["resource_type"] in ("model", "seed"):
            yield node


def is_in_both(description: str) -> bool:
    """Tell whether a description is `English. / 中文。`."""
    english, _, chinese = description.partition(" / ")
    return bool(LETTERS.search(english)) and not CHINESE.match(english) and bool(CHINESE.search(chinese))


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Day. / 日期。", True),
        ("Day.", False),
        ("日期。", False),
        ("Day. / day", False),
        ("", False),
        (" / 日期。", False),
    ],
)
def test_one_language_is_not_both(description: str, expected: bool) -> None:
    assert is_in_both(description) is expected


def test_every_model_and_every_column_is_described_in_both_languages(manifest: dict[str, Any]) -> None:
    wrong = [node["name"] for node in nodes(manifest) if not is_in_both(node["description"])]
    wrong += [
        f"{node['name']}.{name}"
        for node in nodes(manifest)
        for name, column in node["columns"].items()
        if not is_in_both(column["description"])
    ]
    wrong += [
        f"{source['source_name']}.{source['name']}"
        for source in manifest["sources"].values()
        if not is_in_both(source["description"])
    ]
    wrong += [own["name"] for own in manifest["exposures"].values() if not is_in_both(own["description"])]
    assert wrong == []


def test_no_column_of_the_built_warehouse_is_left_out(manifest: dict[str, Any], demo_build: Build) -> None:
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        rows = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns"
        )
        built: dict[tuple[str, str], set[str]] = {}
        for schema, table, column in rows.fetchall():
            built.setdefault((schema, table), set()).add(column)
    left_out = {
        f"{node['name']}.{column}"
        for node in nodes(manifest)
        for column in built.get((node["schema"], node["alias"]), set()) - set(node["columns"])
    }
    assert left_out == set()


def test_zones_have_colours_groups_have_owners_and_applications_are_there(manifest: dict[str, Any]) -> None:
    colours: dict[str, set[str]] = {}
    for node in nodes(manifest):
        if node["resource_type"] == "model":
            colour = (node["config"].get("docs") or {}).get("node_color")
            colours.setdefault(Path(node["path"]).parts[0], set()).add(str(colour))
    assert set(colours) >= COLOURED
    assert all(len(found) == 1 and "None" not in found for found in colours.values()), colours
    assert all(group["owner"]["name"] and group["owner"]["email"] for group in manifest["groups"].values())
    assert all(own["depends_on"]["nodes"] and own["owner"]["name"] for own in manifest["exposures"].values())
    assert manifest["exposures"]


def test_tags_are_what_policy_says_of_a_column(manifest: dict[str, Any]) -> None:
    columns = manifest["nodes"]["model.privacy_warehouse.customer__standard"]["columns"]
    tags = {name: set(column["config"]["tags"]) for name, column in columns.items()}
    assert tags["phone"] == {"pii", "privacy_identity", "jrt_C2"}
    assert tags["customer_type"] == {"privacy_operational"}
    # Always empty here: a catalogue that looks for personal data need not look at it.
    assert tags["religion"] == set()


def test_the_page_loads_nothing_from_outside() -> None:
    page = '<link href="https://fonts.example/css?f" rel=stylesheet><script async src="https://count.example/x.js"></script>'
    assert OUTSIDE.sub("", page) == ""
    assert OUTSIDE.sub("", '<a href="https://example.com">') == '<a href="https://example.com">'


def test_without_a_build_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DW_HOME", str(tmp_path))
    with pytest.raises(StewardError, match="no build file"):
        write_docs(Project(ROOT, {}))


@pytest.mark.slow
def test_the_page_opens_in_a_browser_and_asks_nobody(
    demo_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DW_HOME", str(demo_build.home))
    made = write_docs(Project(ROOT, {}), tmp_path / "docs.html")
    written = made.read_text(encoding="utf-8")
    assert str(ROOT) not in written and tempfile.gettempdir() not in written
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{made.as_uri()}#!/model/model.privacy_warehouse.customer__standard")
        page.wait_for_selector("text=customer_key", timeout=60_000)
        assert "合并后的客户号" in page.content()
        browser.close()
    # Images are inlined as data or made by the page itself.
    assert [url for url in asked if url.startswith("http")] == []
