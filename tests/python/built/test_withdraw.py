"""A release is taken back: by hand, past its time, without its record, without its audience."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from steward.errors import StewardError
from steward.privacy_log import log_of
from steward.privacy_log.verify import verify
from steward.publish import places, publish, withdraw, withdraw_expired
from tests.python.built.conftest import Warehouse


def _age(warehouse: Warehouse, release: str, audience: str) -> None:
    path = warehouse.home / "releases" / release / f"{audience}.json"
    manifest = json.loads(path.read_text())
    manifest["valid_until"] = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    path.write_text(json.dumps(manifest))


def test_by_hand(warehouse: Warehouse) -> None:
    release = publish(warehouse.project).release
    withdraw(warehouse.project, "marketing")
    folder = warehouse.project.published / "marketing"
    assert list(folder.iterdir()) == []
    manifest = json.loads((warehouse.home / "releases" / release / "marketing.json").read_text())
    assert (manifest["state"], manifest["reason"]) == ("withdrawn", "by hand")
    assert places.current_release(warehouse.project.published / "analyst") == release


def test_nothing_to_withdraw(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    withdraw(warehouse.project, "marketing")
    with pytest.raises(
        StewardError, match=r"audience marketing has no release; name one that has \(now: analyst,"
    ):
        withdraw(warehouse.project, "marketing")


def test_past_its_time(warehouse: Warehouse) -> None:
    release = publish(warehouse.project).release
    _age(warehouse, release, "marketing")
    with places.only_one(warehouse.project):
        [gone] = withdraw_expired(warehouse.project)
    assert (gone.audience, gone.reason) == ("marketing", "past its time")


def test_publish_withdraws_even_when_it_refuses(warehouse: Warehouse) -> None:
    release = publish(warehouse.project).release
    _age(warehouse, release, "marketing")
    warehouse.build_row("state = 'failed', tests_failed = 1")
    with pytest.raises(StewardError):
        publish(warehouse.project)
    assert places.current_release(warehouse.project.published / "marketing") is None
    assert places.current_release(warehouse.project.published / "analyst") == release


def test_without_a_record(warehouse: Warehouse) -> None:
    release = publish(warehouse.project).release
    (warehouse.home / "releases" / release / "analyst.json").unlink()
    [gone] = publish(warehouse.project).withdrawn
    assert (gone.audience, gone.reason) == ("analyst", "its manifest is missing")


def test_without_its_audience(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    warehouse.site("audiences", "audience,os_group,relation_pattern,purpose", "decisions,,,")
    [gone] = publish(warehouse.project).withdrawn
    assert (gone.audience, gone.reason) == ("decisions", "its audience is no longer in audiences.csv")


def test_release_publication_and_withdrawal_are_in_the_privacy_log(warehouse: Warehouse) -> None:
    release = publish(warehouse.project).release
    withdraw(warehouse.project, "marketing", "asked to")
    log = log_of(warehouse.project)
    entries = [(entry.kind, payload.facts) for entry, payload in log.entries() if payload]
    assert [kind for kind, _ in entries] == ["release", "publish", "withdraw"]
    assert all(facts["release"] == release for _, facts in entries)
    manifest = json.loads((warehouse.home / "releases" / release / "marketing.json").read_text())
    digests = {own["audience"]: own["sha256"] for own in entries[0][1]["files"]}
    assert digests["marketing"] == manifest["sha256"]
    assert entries[2][1]["reason"] == "asked to"
    assert verify(log, []).first_bad is None


def test_what_the_privacy_log_cannot_hold_is_not_published(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    before = places.current_release(warehouse.project.published / "analyst")
    segment = log_of(warehouse.project).segments()[-1]
    segment.write_bytes(segment.read_bytes().replace(b'"kind":"publish"', b'"kind":"refusals"'))
    with pytest.raises(StewardError, match="its last entry is not whole"):
        publish(warehouse.project)
    assert places.current_release(warehouse.project.published / "analyst") == before
