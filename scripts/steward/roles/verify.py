"""`steward verify-roles`: read the dictionary once, judge it, keep the result where the audit pack reads it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import psycopg

from steward.engines.duckdb import quoted
from steward.errors import StewardError
from steward.project import Project
from steward.roles.compare import RoleFinding, database_findings, reader_findings, role_findings
from steward.roles.dictionary import read_cluster, read_database
from steward.roles.effective import FINE, Reader, judge, read_ways, unknown_relations
from steward.roles.log_switch import log_switch_findings
from steward.roles.view_text import differing_views
from steward.roles.wanted import Wanted

TABLE = "rpt_effective_reader"
DEFINERS = """
select n.nspname || '.' || p.proname || ' of ' || pg_get_userbyid(p.proowner)
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
    and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
        and d.deptype = 'e')
order by 1
"""


@dataclass(frozen=True)
class Verdict:
    """Every way of reading with its state, the findings, and what could not be compared."""

    readers: list[Reader]
    findings: list[RoleFinding]
    not_measured: list[str]


def verify_roles(connection: psycopg.Connection[Any], project: Project, wanted: Wanted) -> Verdict:
    """Compare the dictionary of the connection's database with what is declared; nothing is changed."""
    cluster = read_cluster(connection, connection.info.dbname, wanted.runner)
    found = read_database(connection)
    ways, born = read_ways(connection)
    readers = judge(wanted, ways, born, found)
    definers = [str(name) for (name,) in connection.execute(DEFINERS)]
    unknown = list(unknown_relations(wanted, found))
    findings = [
        *reader_findings(readers),
        *role_findings(wanted, cluster),
        *database_findings(wanted, cluster, found, unknown, definers),
        *log_switch_findings(connection),
    ]
    views = [key for key, relation in found.relations.items() if relation.is_view and wanted.readers.get(key)]
    not_measured = []
    for key, state in differing_views(connection, project, wanted, views):
        label = f"{key[0]}.{key[1]}"
        if state == "differs":
            what = "its text is not that of its model"
            findings.append(RoleFinding("view_text", label, "", what, "ask who changed it; build again"))
        else:
            not_measured.append(f"text of {label}: nothing compiled to compare it with, run `dbt compile`")
    return Verdict(readers, sorted(findings), not_measured)


def record(connection: psycopg.Connection[Any], wanted: Wanted, verdict: Verdict, at: datetime) -> None:
    """Replace the rows of `audit.rpt_effective_reader`, in one transaction.

    Raises StewardError if there is no such table, or it may not be written.
    """
    target = quoted(wanted.zones["audit"], TABLE)
    columns = "checked_at, login_role, relation, path, state"
    rows = [(at, row.login_role, row.relation, row.path, row.state) for row in verdict.readers]
    try:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute(f"delete from {target}".encode())
            cursor.executemany(f"insert into {target} ({columns}) values (%s, %s, %s, %s, %s)".encode(), rows)
    except psycopg.Error:
        what = "the result cannot be kept"
        raise StewardError(f"audit.{TABLE}", what, "build first, or add --no-record") from None


def as_text(verdict: Verdict) -> str:
    """Return one line a finding, then how much was compared."""
    lines = [str(own.finding) for own in verdict.findings]
    fine = sum(row.state in FINE for row in verdict.readers)
    logins = len({row.login_role for row in verdict.readers})
    relations = len({row.relation for row in verdict.readers})
    lines.append(
        f"{len(verdict.findings)} findings; {logins} login roles, {relations} relations, "
        f"{len(verdict.readers)} ways of reading, {fine} of them as declared"
    )
    return "\n".join([*lines, *(f"not measured: {what}" for what in verdict.not_measured)])


def as_json(verdict: Verdict) -> str:
    """Return the findings and every way of reading as JSON."""
    content = {
        "findings": [asdict(own) for own in verdict.findings],
        "readers": [asdict(own) for own in verdict.readers],
        "not_measured": verdict.not_measured,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
