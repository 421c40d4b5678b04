"""Privacy notices: needed as soon as anybody opted in, and complete."""

import pytest

from steward.checks.notices import notice_findings
from steward.engines.overlay import open_overlay
from steward.project import Project
from tests.python.conftest import ROOT, Build

NOTICES = "build.logical.ldm_privacy_notice"


@pytest.mark.parametrize(
    ("query", "stops", "says"),
    [
        (f"select * from {NOTICES}", [], ""),
        (f"select * from {NOTICES} limit 0", [True], "absent or empty"),
        (
            f"select * replace (replace(body, '安全', '') as body) from {NOTICES}",
            [False],
            "in zh shows no clause on security",
        ),
    ],
)
def test_notices(
    demo_build: Build, monkeypatch: pytest.MonkeyPatch, query: str, stops: list[bool], says: str
) -> None:
    monkeypatch.setenv("DW_HOME", str(demo_build.home))
    with open_overlay(Project(ROOT, {})) as overlay:
        build = overlay.newest_build
        assert build is not None
        overlay.replace("logical", "ldm_privacy_notice", query)
        found = list(notice_findings(overlay, build))
    assert [finding.stops for finding in found] == stops
    assert all(says in finding.what for finding in found)
