"""dbt's documentation as one file, so that it opens by double click and asks nobody for anything."""

import os
import re
import tempfile
from contextlib import chdir
from pathlib import Path

from steward.dbt_run import QUIET, invoke
from steward.errors import StewardError
from steward.files import write_whole
from steward.project import Project

PAGE = "static_index.html"
# The page of dbt loads a stylesheet of fonts and counts visits where it can: neither works offline.
OUTSIDE = re.compile(
    r"""<(?:link|script|img)\b[^>]*\b(?:href|src)=["']?https?://[^>]*>(?:</script>)?""", re.IGNORECASE
)


def write_docs(project: Project, out: Path | None = None) -> Path:
    """Write the page and return its path.

    Raises StewardError if there is no build to describe, dbt refuses the project, or the file cannot be written.
    """
    if not project.build_file.is_file():
        raise StewardError(project.relative(project.build_file), "there is no build file", "run `make build`")
    target = out or project.home / "docs" / "index.html"
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DBT_PROFILES_DIR", str(project.root))
        with chdir(project.root):
            outcome = invoke(["docs", "generate", "--static", "--target-path", folder, *QUIET])
        page = Path(folder) / PAGE
        if not outcome.success or not page.is_file():
            raise StewardError("dbt docs generate", outcome.message or "dbt wrote no page", "mend it")
        text = OUTSIDE.sub("", page.read_text(encoding="utf-8"))
        # Where it was made is nobody's business who reads it.
        text = text.replace(folder, "target").replace(str(project.root), ".")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text, 0o640)
    except OSError:
        raise StewardError(str(target), "the file cannot be written", "name another with --out") from None
    return target
