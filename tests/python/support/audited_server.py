"""Debian's PostgreSQL with pgaudit: the server whose log is evidence. Where pgaudit is missing, a test fails."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from steward.engines.postgres_server import AUDIT_SETTINGS, running
from tests.python.support import postgres


@dataclass(frozen=True)
class AuditedServer:
    """A server and the folder of its logs."""

    server: postgres.Server
    logs: Path


@contextmanager
def audited_server() -> Iterator[AuditedServer]:
    """Yield a server that logs with pgaudit.

    Raises RuntimeError if the distribution's pgaudit is not installed.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/lib/pgaudit.so"), reverse=True)
    if not found:
        raise RuntimeError("pgaudit is not installed: apt-get install postgresql-15 postgresql-15-pgaudit")
    folder = Path(tempfile.mkdtemp(prefix="dwaudit"))
    try:
        with running(found[0].parents[1] / "bin", folder, AUDIT_SETTINGS) as dsn:
            yield AuditedServer(postgres.prepared(dsn), folder / "data" / "log")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
