"""Resolve `requirements.lock` from `pyproject.toml`: hashes, wheels only, no index address.

Needs `uv` on the PATH, which is no dependency of the project: only who changes a version needs it.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# pip refuses a lock whose extras were stripped: "In --require-hashes mode ... mashumaro[msgpack]".
OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--extra",
    "dev",
    "--extra",
    "pdf",
    "--no-strip-extras",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--only-binary",
    ":all:",
]


def main() -> int:
    """Write the lock; return the exit code of the resolver."""
    uv = shutil.which("uv")
    if uv is None:
        print(
            "lock: uv is not on the PATH; install it (pip install uv) and run make lock again",
            file=sys.stderr,
        )
        return 1
    command = [uv, "pip", "compile", *OPTIONS, "pyproject.toml", "--output-file", "requirements.lock"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
