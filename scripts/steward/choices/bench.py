"""The benchmark of the four flags: CPU of the shipped SQL against one `group by` over the same events."""

import json
import math
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from steward.demo.cases import load_cases
from steward.demo.generate import Size, column_types, write_tables
from steward.errors import StewardError
from steward.project import Project
from steward.raw_tables import load_raw_tables

TABLES = ("customers", "customer_merges", "choice_events", "privacy_notices", "recipients", "agreements")
STAGED = ("customers", "choice_events", "privacy_notices", "recipients", "agreements")
# Of a slot that the generator draws for a customer, this share becomes an event.
USED = 0.595
MOST_SLOTS = 9
MEMORY = "4GB"
VARIABLES = {
    "demo_data": False, "modules": ["privacy"], "raw_schema": "raw", "raw_path": None, "schema_prefix": "",
    "as_of_date": "2026-10-31", "as_of_copy": True,
}  # fmt: skip
CHECKSUM = "select count(*), sum(hash(flags) % 1000000007) from bench.flags as flags"
WHERE = "bench choices"


class ChoiceBench:
    """A generated warehouse of so many customers and choice events, and the flags measured on it."""

    def __init__(self, project: Project, folder: Path, customers: int, events: int) -> None:
        self.project, self.folder, self.customers, self.events = project, folder, customers, events
        self.slots = math.ceil(events / customers / USED)
        if self.slots > MOST_SLOTS:
            most = int(customers * MOST_SLOTS * USED)
            raise StewardError(WHERE, "asks for too many events a customer", f"ask for at most {most}")
        self.file = folder / "home" / "warehouse.duckdb"

    def prepare(self) -> None:
        """Make the raw tables, build what the flags rest on as it is shipped, and store the staged events.

        Raises StewardError if the folder cannot be written or the build fails.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._make_raw()
        variables = json.dumps(VARIABLES)
        self._dbt("seed", "--select", "path:seeds/policy", "path:seeds/legal", "--vars", variables)
        self._dbt("run", "--select", "+ldm_choice_flag", "--vars", variables)
        staged = [
            f"create or replace table staged.stg_{name} as from staging.stg_{name}"
            for name in STAGED
        ]  # fmt: skip
        self._case(["create schema if not exists staged", *staged], None)

    def measure(self, rounds: int) -> list[dict[str, Any]]:
        """Return one line per case: `flags` from staged events, `from_raw` with the reading of raw rows.

        Each case runs in a process of its own, and each round runs the floor of each anew; the median counts.
        Raises StewardError if two rounds give different flags.
        """
        raw = self._flags()
        cases = {
            "flags": (raw.replace('"staging".', '"staged".'), "staged.stg_choice_events"),
            "from_raw": (raw, "raw.choice_events"),
        }
        results: dict[str, list[dict[str, Any]]] = {name: [] for name in cases}
        for _ in range(rounds):
            for name, (flags, events) in cases.items():
                floor = self._case(list(_stored("floor", _floor(events))), None)
                found = self._case(list(_stored("flags", flags)), CHECKSUM)
                results[name].append({**found, "ratio": found["cpu"] / floor["cpu"]})
        sums = {tuple(found["checksum"]) for rows in results.values() for found in rows}
        if len(sums) != 1:
            raise StewardError(WHERE, "two rounds gave different flags", "do not use its times")
        return [self._line(name, rows) for name, rows in results.items()]

    def _line(self, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "case": name,
            "customers": self.customers,
            "events": self.events,
            "rounds": len(rows),
            "ratio_to_group_by": round(statistics.median(row["ratio"] for row in rows), 2),
            "cpu_s": round(statistics.median(row["cpu"] for row in rows), 2),
            "wall_s": round(statistics.median(row["wall"] for row in rows), 2),
            "peak_mb": round(max(row["peak_mb"] for row in rows)),
            "memory_limit": MEMORY,
            "duckdb": duckdb.__version__,
        }

    def _make_raw(self) -> None:
        if self.file.exists():
            return
        types = column_types(load_raw_tables(self.project))
        size = Size(self.customers, 1, 0, self.slots)
        parts = self.folder / "parquet"
        rows = write_tables(size, types, load_cases(types), parts, "parquet", only=TABLES)
        kept = min(1.0, self.events / max(rows["choice_events"], 1))
        with duckdb.connect(str(self.file)) as connection:
            for statement in [*self._settings(), "create schema raw"]:
                connection.execute(statement)
            for name in TABLES:
                drawn = (
                    f"hash(event_id) % 1000000 < {kept * 1_000_000}" if name == "choice_events" else "true"
                )
                connection.execute(f"create table raw.{name} as from '{parts / name}.parquet' where {drawn}")
        for name in TABLES:
            (parts / f"{name}.parquet").unlink()

    def _flags(self) -> str:
        target = self.folder / "target" / "compiled" / "privacy_warehouse" / "models" / "logical"
        return (target / "ldm_choice_flag.sql").read_text(encoding="utf-8")

    def _settings(self) -> list[str]:
        return [
            "set timezone = 'UTC'",
            "set threads = 2",
            f"set memory_limit = '{MEMORY}'",
            "set preserve_insertion_order = false",
            f"set temp_directory = '{self.file.parent / '.spill'}'",
        ]

    def _case(self, statements: list[str], checksum: str | None) -> dict[str, Any]:
        case = {
            "file": str(self.file),
            "settings": self._settings(),
            "statements": statements,
            "checksum": checksum,
        }
        command = [sys.executable, "-m", "steward.kyc.bench_case"]
        result = subprocess.run(
            command, input=json.dumps(case), capture_output=True, text=True, env=self._env()
        )
        if result.returncode:
            reason = result.stderr.strip().splitlines()[-1]
            raise StewardError(WHERE, f"a case failed: {reason}", "run it again with more memory or disk")
        return dict(json.loads(result.stdout))

    def _dbt(self, *arguments: str) -> None:
        dbt = Path(sys.executable).with_name("dbt")
        command = [str(dbt), *arguments, "--quiet"]
        result = subprocess.run(
            command, cwd=self.project.root, env=self._env(), capture_output=True, text=True
        )
        if result.returncode:
            log = self.folder / "logs" / "dbt.log"
            raise StewardError(WHERE, f"dbt {arguments[0]} failed", f"see {log}")

    def _env(self) -> dict[str, str]:
        return {
            **os.environ,
            "DW_HOME": str(self.file.parent),
            "DW_TARGET": "duckdb",
            "DW_MEMORY_LIMIT": MEMORY,
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
            "DBT_PROFILES_DIR": str(self.project.root),
        }


def _floor(events: str) -> str:
    return (
        f"select customer_id, purpose, max(occurred_at) as latest from {events} group by customer_id, purpose"
    )


def _stored(name: str, query: str) -> Iterator[str]:
    yield "create schema if not exists bench"
    yield f"create or replace table bench.{name} as {query}"
