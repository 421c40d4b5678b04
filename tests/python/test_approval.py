"""Approval: whose key, which rows, and that an author does not approve what they wrote."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from steward.app import app
from steward.approval.keep import keep_key
from steward.approval.record import FILE, FOLDERS, approve, seed_digests
from steward.approval.verify import officers_key, unapproved
from steward.commands import approve as approve_command
from steward.errors import StewardError
from steward.privacy_log import Kind, log_of
from steward.privacy_log.checkpoints import make_key, read_public_key
from steward.project import Project
from tests.python.support.small_project import small_project

assert approve_command
SEED = "seeds/policy/purposes.csv"
AUTHOR, OFFICER = "author@example.com", "officer@example.com"


@dataclass
class Signed:
    """A committed small project, approved by another person than its author."""

    project: Project
    key: Path
    public: Path

    def findings(self, public: Path | None = None) -> list[str]:
        return [str(own) for own in unapproved(self.project, read_public_key(public or self.public))]

    def change(self, path: str, old: str, new: str) -> None:
        file = self.project.path(path)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def commit(self, email: str = AUTHOR) -> None:
        who = ["-c", f"user.email={email}", "-c", "user.name=A name"]
        for words in (["add", "-A"], ["commit", "-qm", "change"]):
            subprocess.run(["git", "-C", self.project.root, *who, *words], check=True, capture_output=True)


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signed:
    monkeypatch.setenv("DW_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DW_APPROVAL_KEY", raising=False)
    project = small_project(tmp_path / "project")
    subprocess.run(["git", "init", "-q", project.root], check=True)
    public = make_key(tmp_path / "key")
    made = Signed(project, tmp_path / "key", public)
    made.commit()
    keep_key(project, made.key)
    approve(project, made.key, "privacy_officer", OFFICER)
    return made


def test_what_was_approved_stands_and_is_logged(signed: Signed) -> None:
    assert signed.findings() == []
    digests = seed_digests(signed.project)
    assert {Path(file).parent.as_posix() for file in digests} >= set(FOLDERS[:4])
    (entry,) = [
        payload.facts
        for entry, payload in log_of(signed.project).entries()
        if payload and entry.kind == Kind.APPROVAL
    ]
    assert (entry["role"], entry["files"]) == ("privacy_officer", len(digests))


def test_a_changed_seed_is_named(signed: Signed) -> None:
    signed.change(SEED, "direct_marketing", "direct_marketing_2")
    signed.commit()
    (found,) = signed.findings()
    assert found.startswith(f"{SEED}: has other rows than those approved; let an officer read the change")


def test_a_new_and_a_missing_seed_are_named(signed: Signed) -> None:
    site = signed.project.path("seeds/site/purposes.csv")
    site.parent.mkdir(exist_ok=True)
    site.write_text(signed.project.path(SEED).read_text(encoding="utf-8"), encoding="utf-8")
    signed.project.path(SEED).unlink()
    signed.commit()
    assert [found.split(";")[0] for found in signed.findings()] == [
        f"{SEED}: was approved and is gone",
        "seeds/site/purposes.csv: is new since the approval",
    ]


def test_the_order_of_rows_and_quoting_do_not_count_and_the_header_does(signed: Signed) -> None:
    before = seed_digests(signed.project)[SEED]
    path = signed.project.path(SEED)
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\r\n".join([header, *reversed(rows)]) + "\r\n", encoding="utf-8")
    assert seed_digests(signed.project)[SEED] == before
    path.write_text("\n".join([rows[0], header, *rows[1:]]) + "\n", encoding="utf-8")
    assert seed_digests(signed.project)[SEED] != before
    path.write_text("\n".join([header, *rows, rows[0]]) + "\n", encoding="utf-8")
    assert seed_digests(signed.project)[SEED] != before


def test_another_key_an_altered_approval_and_none(signed: Signed, tmp_path: Path) -> None:
    other = make_key(tmp_path / "other")
    assert signed.findings(other)[0].startswith(f"{FILE}: the signature is not that of the officer's key")
    with pytest.raises(StewardError, match="another key than this one may approve"):
        keep_key(signed.project, tmp_path / "other")
    signed.change(FILE, OFFICER, "someone@example.com")
    assert "the signature is not that of the officer's key" in signed.findings()[0]
    signed.project.path(FILE).write_text("[]", encoding="utf-8")
    assert "this is no approval" in signed.findings()[0]
    signed.project.path(FILE).unlink()
    assert signed.findings()[0].startswith(f"{FILE}: nobody has approved the seeds")


def test_an_author_does_not_approve_their_own_change(signed: Signed) -> None:
    signed.change(SEED, "direct_marketing", "direct_marketing_2")
    signed.commit(OFFICER)
    approve(signed.project, signed.key, "privacy_officer", OFFICER.upper())
    (found,) = signed.findings()
    assert found.startswith(f"{SEED}: was approved by its own author")
    approve(signed.project, signed.key, "privacy_officer", "second@example.com")
    assert signed.findings() == []


def test_what_nobody_committed_has_no_author(signed: Signed) -> None:
    signed.change(SEED, "direct_marketing", "direct_marketing_2")
    approve(signed.project, signed.key, "privacy_officer", OFFICER)
    assert [found.split(",")[0] for found in signed.findings()] == [f"{SEED}: is not committed"]


def test_the_command(signed: Signed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(signed.project.root)
    runner = CliRunner()
    assert runner.invoke(app, ["approve", "--verify"]).exit_code == 0
    signed.change(SEED, "direct_marketing", "direct_marketing_2")
    failed = runner.invoke(app, ["approve", "--verify", "--public-key", str(signed.public)])
    assert failed.exit_code == 1 and SEED in failed.output
    signed.commit()
    again = runner.invoke(app, ["approve", "--key", str(signed.key), "--approver", OFFICER])
    assert again.exit_code == 0, again.output
    assert runner.invoke(app, ["approve", "--verify"]).exit_code == 0
    for arguments in ([], ["--key", str(signed.public)], ["--key", str(signed.key), "--verify"]):
        assert isinstance(runner.invoke(app, ["approve", *arguments]).exception, StewardError)
    (tmp_path / "home" / "approval.pub").unlink()
    with pytest.raises(StewardError, match="no key says who may approve"):
        officers_key(signed.project)
