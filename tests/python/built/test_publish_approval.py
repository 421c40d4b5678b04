"""With `require_approval`, nothing goes out whose seeds no officer signed."""

import csv
from pathlib import Path

import pytest

from steward.approval.keep import keep_key
from steward.approval.record import FILE, approve
from steward.errors import StewardError
from steward.privacy_log.checkpoints import make_key
from steward.publish import publish
from tests.python.built.conftest import Warehouse


def test_publish_refuses_what_nobody_approved(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DW_APPROVAL_KEY", raising=False)
    warehouse.set_variable("require_approval", True)
    with pytest.raises(StewardError, match="no key says who may approve"):
        publish(warehouse.project)
    make_key(tmp_path / "key")
    keep_key(warehouse.project, tmp_path / "key")
    with pytest.raises(StewardError, match=f"{FILE}: nobody has approved the seeds"):
        publish(warehouse.project)
    approve(warehouse.project, tmp_path / "key", "privacy_officer", "officer@example.com")
    assert publish(warehouse.project).files
    for name in ("purposes", "recipients"):
        seed = warehouse.project.path("seeds", "policy", f"{name}.csv")
        rows = list(csv.reader(seed.read_text(encoding="utf-8").splitlines()))
        rows[-1][1] += "二"
        with seed.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    with pytest.raises(StewardError) as caught:
        publish(warehouse.project)
    named = "seeds/policy/purposes.csv, seeds/policy/recipients.csv: has other rows than those approved"
    assert str(caught.value).startswith(named)
    assert "the releases stay as they are" in str(caught.value)
