"""Who changed a seed last and who signs, as git has it.

Anybody can set the names that git keeps, so this catches a mistake and no forger; the signature is what proves.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path


def signer(root: Path) -> str:
    """Return the e-mail, else the name, that git would put under a commit here; '' where it knows none."""
    for setting in ("user.email", "user.name"):
        found = _git(root, "config", setting)
        if found:
            return found
    return ""


def authors(root: Path, files: Iterable[str]) -> dict[str, tuple[str, ...]] | None:
    """Return the name and e-mail of each file's last author and committer, None where git keeps no history.

    A file whose rows are not committed has nobody: an empty tuple.
    """
    if _git(root, "rev-parse", "HEAD") is None:
        return None
    listed = list(files)
    changed = (_git(root, "status", "--porcelain", "--no-renames", "-uall", "--", *listed) or "").splitlines()
    return {
        file: () if any(line.endswith(file) for line in changed) else _last(root, file) for file in listed
    }


def _last(root: Path, file: str) -> tuple[str, ...]:
    found = _git(root, "log", "-1", "--format=%an%x00%ae%x00%cn%x00%ce", "--", file)
    return tuple(found.split("\0")) if found else ()


def _git(root: Path, *arguments: str) -> str | None:
    try:
        result = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout.strip() if result.returncode == 0 else None
