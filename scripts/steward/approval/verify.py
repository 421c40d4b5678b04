"""Whether the seeds are as an officer approved them, and that it was not their own author who did."""

import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from steward.approval.authors import authors
from steward.approval.record import AGAIN, FILE, Approval, read_approval, seed_digests
from steward.errors import StewardError
from steward.findings import Finding
from steward.privacy_log.checkpoints import read_public_key
from steward.project import Project

# Outside the project: who may change a seed could change a key beside it.
KEY_SETTING = "DW_APPROVAL_KEY"
KEY_FILE = "approval.pub"


def key_file(project: Project) -> Path:
    """Return where the officer's public key is: `DW_APPROVAL_KEY`, else a file in the warehouse's folder."""
    return Path(os.environ.get(KEY_SETTING) or project.home / KEY_FILE)


def officers_key(project: Project) -> Ed25519PublicKey:
    """Return the officer's public key.

    Raises StewardError if there is none, or it is no key.
    """
    path = key_file(project)
    if not path.is_file():
        do = f"put the officer's public key there, or name it in {KEY_SETTING}"
        raise StewardError(project.relative(path), "no key says who may approve", do)
    return read_public_key(path)


def unapproved(project: Project, public: Ed25519PublicKey) -> list[Finding]:
    """Return a finding for each seed that is not as approved, or whose own author approved it."""
    try:
        approval = read_approval(project, public)
    except StewardError as error:
        return [Finding(error.where, error.what, error.do)]
    return [*_changed(project, approval), *_own_approvals(project, approval)]


def _changed(project: Project, approval: Approval) -> Iterator[Finding]:
    present = seed_digests(project)
    for file in sorted({*present, *approval.files}):
        if file not in approval.files:
            yield Finding(file, "is new since the approval", AGAIN)
        elif file not in present:
            yield Finding(file, "was approved and is gone", f"restore it, or {AGAIN}")
        elif present[file] != approval.files[file]:
            yield Finding(file, "has other rows than those approved", AGAIN)


def _own_approvals(project: Project, approval: Approval) -> Iterator[Finding]:
    known = authors(project.root, sorted(approval.files))
    if known is None:
        what = "git keeps no history here: that approver and author are two persons is not measured"
        yield Finding(FILE, what, "run `steward approve --verify` where the history is", stops=False)
        return
    approver = approval.approver.casefold()
    for file, names in known.items():
        if not names and project.path(file).exists():
            yield Finding(file, "is not committed, so that nobody is its author", "commit it")
        elif approver in {name.casefold() for name in names}:
            yield Finding(file, "was approved by its own author", f"ask another officer: {AGAIN}")
