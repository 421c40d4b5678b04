"""A pgaudit log of any length, and what it costs to hold it against the declarations."""

import json
import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from steward.access.declared import load_declared
from steward.access.facts import LogFacts
from steward.access.logs import read_logs
from steward.access.reconcile import Limits, Reconciliation
from steward.access.sources.postgres import Reading
from steward.project import Project

START = datetime(2026, 10, 1, tzinfo=UTC)
STATEMENTS_A_SESSION = 50
READERS = {
    "app_dashboard": ("anonymised.customer", "anonymised.transaction"),
    "app_service_desk": ("standard.customer", "standard.account"),
    "app_campaigns": ("opt_out_direct_marketing.customer",),
}


def write_log(path: Path, lines: int, seed: int = 7) -> None:
    """Write a jsonlog of so many lines: sessions of declared applications, a read of a base table now and then."""
    with path.open("w", encoding="utf-8") as out:
        for _, line in zip(range(lines), _lines(random.Random(seed)), strict=False):
            out.write(line + "\n")


def _lines(draw: random.Random) -> Iterator[str]:
    at, session = START, 0
    while True:
        session += 1
        user = draw.choice(list(READERS))
        for statement in range(1, STATEMENTS_A_SESSION + 1):
            at += timedelta(milliseconds=draw.randint(1, 2000))
            name = draw.choice(READERS[user]) if draw.random() > 1e-4 else "logical.ldm_customer"
            text = f"select province, count(*) from {name} where grp = '{draw.randrange(10**6)}' group by 1"
            yield json.dumps({
                "timestamp": f"{at:%Y-%m-%d %H:%M:%S}.{at.microsecond // 1000:03d} UTC", "user": user,
                "dbname": "dw", "session_id": f"{session:08x}.1", "line_num": statement, "ps": "SELECT",
                "error_severity": "LOG", "application_name": "pool", "backend_type": "client backend",
                "message": f'AUDIT: SESSION,{statement},1,READ,SELECT,TABLE,{name},"{text}",<not logged>',
            })  # fmt: skip


def measure(project: Project, path: Path) -> dict[str, float | int]:
    """Return lines, findings, seconds (wall, user and system) and the peak of memory in MB."""
    gap = timedelta(hours=24)
    run, facts = Reconciliation(load_declared(project), Limits()), LogFacts(gap)
    wall, cpu = time.perf_counter(), time.process_time()
    run.take_all(read_logs([path], facts, Reading(fingerprints=False)))
    found = run.finish(facts)
    return {
        "lines": facts.lines,
        "events": run.summary.events,
        "findings": len(found),
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
