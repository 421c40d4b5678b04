"""`steward demo-postgres`: from nothing to a server, its roles, the demo's rows, three sessions and what is found."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from steward.access.declared import load_declared
from steward.access.facts import LogFacts
from steward.access.logs import read_logs
from steward.access.reconcile import Limits, Reconciliation
from steward.access.report import as_text as log_text
from steward.access.warehouse import add_warehouse, record_findings
from steward.dbt_run import QUIET, invoke
from steward.demo.postgres_sessions import SESSIONS
from steward.engines.postgres_server import (
    AUDIT_SETTINGS,
    distribution_binaries,
    has_audit,
    running,
    wheel_binaries,
)
from steward.errors import StewardError
from steward.project import Project
from steward.roles import verify
from steward.roles.setup import connect_as, set_up
from steward.roles.wanted import load_wanted

Say = Callable[[str], None]
# Without pgaudit the server's own log names no relation: what it tells is parsed, and labelled so.
PLAIN_SETTINGS = {
    name: value for name, value in AUDIT_SETTINGS.items() if "pgaudit" not in f"{name} {value}"
} | {"log_statement": "all"}


@dataclass(frozen=True)
class Demo:
    """What the demo came to: findings of the dictionary before and after the sessions, and of the log."""

    before: int
    roles: int
    log: int
    is_audited: bool


def run_demo(project: Project, say: Say) -> Demo:
    """Run the demo on a server of its own, which is stopped and removed however it ends.

    Raises StewardError if the server does not start or the build fails.
    """
    folder = Path(tempfile.mkdtemp(prefix="dwdemo"))
    try:
        binaries = distribution_binaries()
        if binaries is None or not has_audit(binaries):
            binaries = wheel_binaries(folder)
        is_audited = has_audit(binaries)
        settings = AUDIT_SETTINGS if is_audited else PLAIN_SETTINGS
        with _started(binaries, folder, settings) as dsn, _private():
            say(
                f"server      started, {'pgaudit on' if is_audited else 'without pgaudit: its log is parsed'}"
            )
            return _on_server(project, dsn, folder / "data" / "log" / "server.json", say, is_audited)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(binaries: Path, folder: Path, settings: dict[str, str]) -> Iterator[str]:
    try:
        with running(binaries, folder, settings) as dsn:
            yield dsn
    except RuntimeError as error:
        do = "install one (Debian: apt-get install postgresql-15 postgresql-15-pgaudit)"
        raise StewardError("PostgreSQL", str(error), do) from None


@contextmanager
def _private() -> Iterator[None]:
    """Send what dbt writes to a folder of the demo's own, and give the variables back afterwards."""
    before = dict(os.environ)
    own = Path(tempfile.mkdtemp(prefix="dwdemo"))
    os.environ.update(
        DW_HOME=str(own / "home"), DBT_TARGET_PATH=str(own / "target"), DBT_LOG_PATH=str(own / "logs")
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(own, ignore_errors=True)


def _on_server(project: Project, dsn: str, log: Path, say: Say, is_audited: bool) -> Demo:
    wanted = load_wanted(project, "dw")
    passwords = {name: secrets.token_hex(12) for name in {*wanted.logins, wanted.runner}}
    made = set_up(wanted, dsn, passwords, dry_run=False)
    say(f"roles       {len(made.cluster) + len(made.database)} statements, nothing owned by a superuser")
    server = conninfo_to_dict(dsn)
    os.environ.update(
        DW_TARGET="postgres", DW_PG_HOST=str(server["host"]), DW_PG_PORT=str(server["port"]),
        DW_PG_USER=wanted.runner, DW_PG_PASSWORD=passwords[wanted.runner], DW_PG_DATABASE=wanted.database,
        DBT_PROFILES_DIR=str(project.root),
    )  # fmt: skip
    _build(project)
    say("rows        the demo's people, built by dbt")
    before = _dictionary(project, dsn, say, "dictionary  ")
    for title, role, statements in SESSIONS:
        done, refused = _session(dsn, wanted.database, role, passwords.get(role, ""), statements)
        say(f"session     {title}: {done} statements done, {refused} refused")
    say("\nWho may read what (steward verify-roles):")
    roles = _dictionary(project, dsn, say)
    say("\nWho read what (steward verify-access):")
    return Demo(before, roles, _log(project, log, say), is_audited)


def _build(project: Project) -> None:
    arguments = ["build", "--exclude-resource-type", "unit_test", "--exclude-resource-type", "test", *QUIET]
    here = Path.cwd()
    os.chdir(project.root)
    try:
        outcome = invoke([*arguments, "--vars", "{demo_data: true}"])
    finally:
        os.chdir(here)
    if not outcome.success:
        first = outcome.failed[0] if outcome.failed else None
        what = f"{first.name}: {first.reason}" if first else outcome.message or "the build failed"
        raise StewardError("dbt build", what, "run `steward check`")


def _session(
    dsn: str, database: str, role: str, password: str, statements: tuple[str, ...]
) -> tuple[int, int]:
    """Run statements as a role, each on its own; an empty role is the administrator."""
    login: dict[str, Any] = {"user": role, "password": password} if role else {}
    done = refused = 0
    with psycopg.connect(make_conninfo(dsn, dbname=database, **login), autocommit=True) as connection:
        for statement in statements:
            try:
                if statement.startswith("copy"):
                    with connection.cursor().copy(statement.encode()) as rows:
                        for _ in rows:
                            pass
                else:
                    connection.execute(statement.encode())
                done += 1
            except psycopg.errors.InsufficientPrivilege:
                refused += 1
    return done, refused


def _dictionary(project: Project, dsn: str, say: Say, lead: str = "") -> int:
    wanted = load_wanted(project, "dw")
    with connect_as(dsn, wanted.database) as connection:
        verdict = verify.verify_roles(connection, project, wanted)
    say(lead + verify.as_text(verdict))
    return len(verdict.findings)


def _log(project: Project, log: Path, say: Say) -> int:
    declared, limits = load_declared(project), Limits()
    add_warehouse(project, declared)
    run, facts = Reconciliation(declared, limits), LogFacts(limits.max_gap)
    run.take_all(read_logs([log], facts))
    found = run.finish(facts)
    record_findings(project, declared.prefix, secrets.token_hex(8), datetime.now(UTC), found)
    say(log_text(found, run.summary, facts))
    return len(found)
