"""A project of two logical models with anonymise blocks: releases of invented people in a second each."""

import csv
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from steward.classification import load_logical
from steward.dbt_run import invoke
from steward.policy import load_policy
from steward.project import Project
from steward.render.families.labelled import labelled_relations
from steward.render.labels import render_labels

ROOT = Path(__file__).resolve().parents[3]
MACROS = ("anonymise", "engine", "naming", "policy", "portable", "state", "techniques")
PEOPLE = ("customer_id", "gender", "birth_date", "province", "full_name")
EVENTS = ("transaction_id", "customer_id", "occurred_at", "amount")
TYPES = {"birth_date": "date", "occurred_at": "date", "amount": "decimal(18,2)"}
ATTRIBUTES = {
    "transaction_id": "record_id", "occurred_at": "event_time", "amount": "transaction_amount"
}  # fmt: skip
CUSTOMER = """
record: customer_id
quasi_identifiers:
  gender: {hierarchy: gender}
  birth_date: {hierarchy: birth_date, lowest: 1}
  province: {hierarchy: province}
"""
TRANSACTION = """
record: transaction_id
quasi_identifiers:
  gender: {of: ldm_customer, hierarchy: gender}
  occurred_at: {hierarchy: event_time, lowest: 1}
  amount: {hierarchy: amount, lowest: 1, top_code: true}
"""
CONFIG = """
name: privacy_warehouse
config-version: 2
profile: privacy_warehouse
seed-paths: [data]
flags: {send_anonymous_usage_stats: false}
vars: {as_of_date: null, schema_prefix: "", k_anonymity: 5, l_diversity: 2, max_suppression: 0.1,
  anonymisation_epoch: 1, dominance_share: 0.1}
models:
  privacy_warehouse:
    logical: {+schema: logical, +materialized: view}
    labels: {+schema: labels}
    views: {anonymised: {+materialized: table}}
seeds: {privacy_warehouse: COLUMN_TYPES}
"""
Rows = Iterable[tuple[Any, ...]]


@dataclass
class LabelProject:
    """The project in a folder, on DuckDB or, with a server's variables, on PostgreSQL."""

    root: Path
    server: Mapping[str, str]
    # The server of a session holds the demo too: state of other people must not lie in its schemas.
    prefix: str = ""

    def write(self, people: Rows, events: Rows = ()) -> None:
        """Replace the raw rows."""
        for name, header, rows in (("people", PEOPLE, people), ("events", EVENTS, events)):
            with (self.root / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerows([header, *rows])

    def build(self, *arguments: str, **variables: Any) -> str:
        """Run `dbt build` and return what went wrong, empty where nothing did."""
        command = [
            "build",
            *arguments,
            "--quiet",
            "--log-level",
            "none",
            "--vars",
            json.dumps({"schema_prefix": self.prefix, **variables}),
        ]
        before = dict(os.environ)
        os.environ.update(
            DW_HOME=str(self.root / "home"), DBT_TARGET_PATH=str(self.root / "target"), **self.server
        )
        try:
            with chdir(self.root):
                outcome = invoke(command)
        finally:
            os.environ.clear()
            os.environ.update(before)
        failed = [f"{node.name}: {node.reason}" for node in outcome.failed]
        return outcome.message or "; ".join(failed) or ("" if outcome.success else "failed")

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""
        if self.server:
            names = {
                "host": "HOST",
                "port": "PORT",
                "user": "USER",
                "password": "PASSWORD",
                "dbname": "DATABASE",
            }
            with psycopg.connect(
                **{key: self.server[f"DW_PG_{name}"] for key, name in names.items()}
            ) as server:
                return server.execute(statement.encode()).fetchall()
        with duckdb.connect(str(self.root / "home" / "warehouse.duckdb"), read_only=True) as connection:
            return connection.execute(statement).fetchall()


def label_project(
    folder: Path, customer: str = CUSTOMER, transaction: str = TRANSACTION, **server: str
) -> LabelProject:
    """Make the project in `folder` with these blocks; `server` are the variables of a PostgreSQL server."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in MACROS:
        shutil.copytree(ROOT / "macros" / part, folder / "macros" / part)
    shutil.copytree(ROOT / "tests" / "dbt" / "generic", folder / "tests" / "generic")
    shutil.copytree(ROOT / "seeds" / "policy", folder / "seeds" / "policy")
    shutil.copytree(ROOT / "seeds" / "reference", folder / "seeds" / "reference")
    (folder / "data").mkdir()
    _hierarchies(folder)
    shutil.copy(ROOT / "profiles.yml", folder)
    (folder / "dbt_project.yml").write_text(
        CONFIG.replace("COLUMN_TYPES", json.dumps(_types())), encoding="utf-8"
    )
    (folder / "models" / "logical").mkdir(parents=True)
    shutil.copy(ROOT / "models" / "_groups.yml", folder / "models")
    _logical(folder, "customer", "people", PEOPLE, customer)
    _logical(folder, "transaction", "events", EVENTS, transaction)
    _render(folder)
    return LabelProject(folder, {"DBT_PROFILES_DIR": str(folder), **server} if server else {})


def _hierarchies(folder: Path) -> None:
    """Load few of the leaves: each build seeds them again."""
    kept = ("attribute,", "gender,", "province,")
    lines = (ROOT / "seeds" / "reference" / "leaf_hierarchies.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if line.startswith(kept)) + "\n"
    (folder / "data" / "leaf_hierarchies.csv").write_text(text, encoding="utf-8")


def _types() -> dict[str, Any]:
    columns = {
        "people": {name: TYPES.get(name, "text") for name in PEOPLE},
        "events": {name: TYPES.get(name, "text") for name in EVENTS},
        "leaf_hierarchies": {"attribute": "text", "leaf": "text", "level": "integer", "node": "text"},
    }
    return {"+schema": "data", **{name: {"+column_types": own} for name, own in columns.items()}}


def _logical(folder: Path, entity: str, seed: str, columns: tuple[str, ...], block: str) -> None:
    lines = [
        "version: 2",
        "models:",
        f"  - name: ldm_{entity}",
        f"    description: One row per {entity}. / 每行一条。",
        "    config:",
        "      meta:",
        f"        entity: {entity}",
        "        main: true",
        "        anonymise:",
        *(f"          {line}" for line in block.strip().splitlines()),
        "    columns:",
    ]
    for name in columns:
        lines += [
            f"      - name: {name}",
            f'        data_type: "{TYPES.get(name, "text")}"',
            "        description: A column. / 字段。",
            f"        config: {{meta: {{privacy: {{attribute: {ATTRIBUTES.get(name, name)}}}}}}}",
        ]
    path = folder / "models" / "logical" / f"ldm_{entity}.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.with_suffix(".sql").write_text(f"select * from {{{{ ref('{seed}') }}}}\n", encoding="utf-8")


def _render(folder: Path) -> None:
    project = Project(folder, {})
    policy = load_policy(project)
    models = load_logical(project, policy).models
    files = render_labels(project, models)
    for entity in models:
        for relation in labelled_relations(project, policy, entity, models):
            files |= relation.files(project, policy)
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
