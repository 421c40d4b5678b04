"""What changed since the last pack: found where it changed, by the right topic, and by nothing else."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from steward.pack import changes
from steward.pack.pages import load_pages
from steward.pack.render import Renderer
from steward.pack.source import Report, open_source
from steward.pack.write import Pack
from steward.project import Project

# One change per topic, and the thing and the two values that the page must show.
PLANTED = {
    "verdict": "update audit.rpt_audit_checklist set state = 'fail' where control_id = 'C01'",
    "columns": "delete from policy.column_register where entity = 'customer' and column_name = 'email'",
    "classes": "update policy.column_register set class = 'operational' "
    "where entity = 'customer' and column_name = 'religion'",
    "views": "update policy.view_register set technique = 'keep' "
    "where relation = 'standard.customer' and column_name = 'phone'",
    "grants": "insert into audit.rpt_entitlement (audience, relation, columns) values ('marketing', 'kyc.planted', 3)",
    "agreements": "update audit.rpt_disclosure set valid_to = date '2026-01-31' "
    "where agreement_id = 'agreement-harbour-2026'",
    "rules": "update policy.kyc_rules set amount_cny = 7 where rule_id = 'PI-OPEN' and version = 1",
    "figures": "update audit.rpt_rights_request set overdue = 77 where request_type = 'delete'",
}
SHOWN = {
    "verdict": ("C01", "changed", "state=fail"),
    "columns": ("customer · email", "went", None),
    "classes": ("customer · religion", "changed", "class=operational"),
    "views": ("standard.customer · phone", "changed", "technique=keep"),
    "grants": ("marketing · kyc.planted", "came", "columns=3"),
    "agreements": ("harbour_insurance · agreement-harbour-2026", "changed", "valid_to=2026-01-31"),
    "rules": ("PI-OPEN · 1", "changed", "amount_cny=7.00"),
    "figures": ("delete", "changed", "overdue=77"),
}


@pytest.fixture(scope="module")
def later(pack_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The demo's warehouse a minute later, with one change per topic."""
    home = tmp_path_factory.mktemp("later")
    shutil.copytree(
        pack_project.home, home, ignore=shutil.ignore_patterns("audit"), dirs_exist_ok=True, symlinks=True
    )
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute("update audit.aud_build set started_at = started_at + interval 1 minute")
        for statement in PLANTED.values():
            connection.execute(statement)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DW_HOME", str(home))
        yield Project(pack_project.root, {})


@contextmanager
def compared(project: Project, parent: Path) -> Iterator[Renderer]:
    """A renderer of the build, compared with what lies in a folder."""
    with open_source(project) as source:
        renderer = Renderer(source, load_pages(), "en")
        earlier = changes.earlier_pack(parent, changes.in_utc(source.build.started_at))
        changes.compare(source, renderer.pages, renderer.verdict.is_signable, earlier)
        yield renderer


def page_of(renderer: Renderer) -> str:
    """The page as a reader gets it."""
    page = next(page for page in renderer.pages if page.id == "changes")
    return str(renderer._body(page, renderer._parts(page)))


@pytest.fixture(scope="module")
def found(later: Project, pack: Pack) -> Report:
    """The rows of the page."""
    with compared(later, pack.folder.parent) as renderer:
        return renderer.source.report("rpt_change")


@pytest.mark.parametrize("topic", list(SHOWN))
def test_a_change_is_shown_under_its_topic(found: Report, topic: str) -> None:
    key, change, now = SHOWN[topic]
    rows = [
        row for row in found.rows if row["topic"] == topic and key in row["key"] and row["change"] == change
    ]
    assert len(rows) == 1, [row["key"] for row in found.rows if row["topic"] == topic]
    assert rows[0]["now"] is None if now is None else now in rows[0]["now"].splitlines()
    assert topic == "columns" or rows[0]["before"] != rows[0]["now"]


def test_nothing_else_is_shown(found: Report) -> None:
    beside = {(row["topic"], row["report"], row["key"]) for row in found.rows}
    # The deleted column is gone from the classes too; of the control, its figure does not stand on a page.
    assert len(beside) == len(PLANTED) + 1, sorted(beside)


def test_a_first_pack_says_so_and_lists_nothing(pack: Pack, pages: dict[str, str]) -> None:
    text = pages["01_changes.html"]
    assert "First pack" in text and "首份审计包" in text
    assert "rpt_change</code>" not in text and "No figure changed" not in text
    assert json.loads((pack.folder / "MANIFEST.json").read_text(encoding="utf-8"))["earlier"] is None


def test_made_again_it_is_compared_with_the_same_pack(later: Project, pack: Pack, tmp_path: Path) -> None:
    shutil.copytree(pack.folder, tmp_path / "one")
    with compared(later, tmp_path) as renderer:
        once = page_of(renderer)
    # The pack itself, from its first making, and that of a build yet to come.
    for name, moment in (("itself", "2026"), ("after", "2999")):
        shutil.copytree(pack.folder, tmp_path / name)
        manifest = tmp_path / name / "MANIFEST.json"
        content = json.loads(manifest.read_text(encoding="utf-8"))
        if moment == "2026":
            with open_source(later) as source:
                content["built_at"] = changes.in_utc(source.build.started_at)
        else:
            content["built_at"] = "2999-01-01"
        manifest.write_text(json.dumps(content), encoding="utf-8")
    with compared(later, tmp_path) as renderer:
        assert page_of(renderer) == once
    assert "<code>one</code>" in once


@pytest.mark.parametrize("fault", ["altered", "without_facts"])
def test_a_pack_that_cannot_be_trusted_is_not_compared(
    later: Project, pack: Pack, tmp_path: Path, fault: str
) -> None:
    shutil.copytree(pack.folder, tmp_path / "one")
    annex = tmp_path / "one" / changes.ANNEX
    if fault == "altered":
        annex.write_text(
            annex.read_text(encoding="utf-8").replace("sensitive", "operational"), encoding="utf-8"
        )
    else:
        annex.unlink()
        manifest = tmp_path / "one" / "MANIFEST.json"
        content = json.loads(manifest.read_text(encoding="utf-8"))
        del content["files"][changes.ANNEX], content["built_at"]
        manifest.write_text(json.dumps(content), encoding="utf-8")
    with compared(later, tmp_path) as renderer:
        assert [row["state"] for row in renderer.source.report("rpt_earlier_pack").rows] == [fault]
        text = page_of(renderer)
    assert "not compared" in text and "First pack" not in text and "No figure changed" not in text


def test_every_figure_of_a_page_is_compared_and_hidden_as_there() -> None:
    own = {item.report: set(item.values) for item in changes.declared() if item.topic == "figures"}
    first: dict[str, list[str]] = {}
    counts: dict[str, set[str]] = {}
    for page in load_pages():
        for section in page.sections:
            figures = [column.name for column in section.columns if column.kind in ("count", "persons")]
            first.setdefault(section.report, figures)
            counts.setdefault(section.report, set()).update(figures)
    # Of months and weeks a new one is no change; days that are left change by themselves; the rest is no count.
    beside = {
        "",
        "rpt_choice_month",
        "rpt_access_week",
        "aud_access_finding",
        "rpt_attribute_reader",
        "rpt_privacy_view",
    }
    beside |= {"rpt_agreement_due", "rpt_exception", "rpt_change_summary"}
    assert {report for report, names in counts.items() if names} - beside == set(own)
    for report, names in own.items():
        assert names <= set(first[report]) - {"rule_version"}, report
