"""The threshold rules on PostgreSQL, for `bench_kyc_peers.py`: the project's SQL, the rows of the benchmark."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from tests.python.support.postgres import Server, server

from steward.kyc.bench import AS_OF, RULES, Bench

TICKS = os.sysconf("SC_CLK_TCK")
SETTINGS = ("set timezone = 'UTC'", "set work_mem = '512MB'", "set max_parallel_workers_per_gather = 0")
FOUND = "select rule_id, customer_id, trigger_date as day from kyc_working.rule_pi_{} where state = 'fired'"


def run_postgres(bench: Bench, folder: Path) -> float:
    """Return the CPU seconds of the backend that makes the rules; its triggers go to `postgres.parquet`."""
    with server() as running, tempfile.TemporaryDirectory() as target:
        manifest, texts = _compiled(bench, running, Path(target))
        with psycopg.connect(running.dsn, autocommit=True) as connection:
            for statement in SETTINGS:
                connection.execute(statement)
            for relation in sorted(_inputs(manifest)):
                _copy(bench, connection, relation, folder)
            before = _cpu(connection.info.backend_pid)
            for model in RULES:
                kind = manifest[model]["config"]["materialized"]
                connection.execute(f"create {kind} kyc_working.{model} as {texts[model]}")
                if kind == "table":
                    connection.execute(f"analyze kyc_working.{model}")
            cpu = _cpu(connection.info.backend_pid) - before
            _write(connection, folder)
    return cpu


def _compiled(bench: Bench, running: Server, target: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the models by name and the SQL of each, as dbt compiles them for PostgreSQL."""
    variables = json.dumps({"as_of_date": AS_OF, "as_of_copy": True})
    env = {
        **os.environ,
        **running.env,
        "DW_HOME": str(target),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(target),
        "DBT_PROFILES_DIR": str(bench.project.root),
    }
    dbt = [str(Path(sys.executable).with_name("dbt")), "compile", "--quiet", "--select", *RULES]
    subprocess.run([*dbt, "--vars", variables], cwd=bench.project.root, env=env, check=True)
    nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    models = {node["name"]: node for node in nodes.values() if node["resource_type"] == "model"}
    compiled = {path.stem: path.read_text(encoding="utf-8") for path in (target / "compiled").rglob("*.sql")}
    return models, compiled


def _inputs(manifest: dict[str, Any]) -> set[tuple[str, str]]:
    """Return schema and name of what the rules read and do not make."""
    read = {one.rpartition(".")[2] for model in RULES for one in manifest[model]["depends_on"]["nodes"]}
    return {(manifest[name]["schema"], manifest[name]["alias"]) for name in read - set(RULES)}


def _copy(bench: Bench, connection: psycopg.Connection[Any], relation: tuple[str, str], folder: Path) -> None:
    name, file = ".".join(relation), folder / f"{relation[1]}.csv"
    with duckdb.connect(str(bench.file)) as duck:
        duck.execute("set timezone = 'UTC'")
        columns = duck.execute(f"describe {name}").fetchall()
        duck.execute(f"copy {name} to '{file}' (format csv, header false)")
    listed = ", ".join(f'"{column[0]}" {column[1].replace("DOUBLE", "float8")}' for column in columns)
    connection.execute(f"create schema if not exists {relation[0]}")
    connection.execute(f"create table {name} ({listed})")
    with connection.cursor().copy(f"copy {name} from stdin (format csv)") as copy, file.open("rb") as rows:
        while part := rows.read(1 << 20):
            copy.write(part)
    connection.execute(f"analyze {name}")
    file.unlink()


def _write(connection: psycopg.Connection[Any], folder: Path) -> None:
    sql = " union all ".join(FOUND.format(rule) for rule in ("single", "cum30", "bal10"))
    file = folder / "postgres.csv"
    with (
        connection.cursor().copy(f"copy ({sql}) to stdout (format csv, header)") as copy,
        file.open("wb") as rows,
    ):
        for part in copy:
            rows.write(part)
    duckdb.sql(f"copy (from read_csv('{file}')) to '{folder / 'postgres.parquet'}' (format parquet)")
    file.unlink()


def _cpu(pid: int) -> float:
    """Return the CPU seconds of a process, user and system, as /proc counts them."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
