"""The benchmark of the threshold rules: CPU of the shipped SQL against one `group by` over the same rows."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from steward.errors import StewardError
from steward.project import Project

SIZES = {"S": (100_000, 1_000_000), "M": (1_000_000, 10_000_000), "L": (10_000_000, 100_000_000)}
MEMORY = {"S": "2GB", "M": "2GB", "L": "1GB"}
SMALL = ["int_kyc_reading", "int_kyc_rule", "int_fx_daily", "int_fx_period", "int_fx_gap"]
NORMALISE = [
    "int_customer_identity", "int_customer_kind", "int_account_owner", "int_transaction_repeated",
    "int_transaction_current", "int_transaction_type", "int_transaction_removed",
    "int_transaction_normalised", "int_flow",
]  # fmt: skip
SINGLE = ["rule_pi_single"]
FLOW = [
    "int_flow_candidate", "int_flow_busy", "int_flow_watched", "int_flow_step", "int_flow_run", "int_flow_member",
    "int_flow_seen", "rule_pi_cum30",
]  # fmt: skip
# The candidates are judged by the rule's bar, and the spells are those of the candidates: both are the rule's own cost.
BALANCE = [
    "int_balance_candidate", "int_balance_owner", "int_balance_spell", "int_balance_event", "int_balance_step",
    "int_balance_over", "int_balance_yuan", "int_balance_yuan_over", "int_balance_run", "rule_pi_bal10",
]  # fmt: skip
RULES = [*SINGLE, *FLOW, *BALANCE]
# What each case makes again; the rest of the KYC models stand ready.
CASES = {
    "rules": RULES,
    "single": SINGLE,
    "flow": FLOW,
    "balance": BALANCE,
    "from_raw": [*SMALL, *NORMALISE, *RULES],
}
FLOOR = (
    "create or replace temp table floor as "
    "select customer_id, sum(cny) as cny from kyc_working.int_flow group by customer_id"
)
CHECKSUM = (
    "select count(*), sum(hash(rule_id, customer_id, trigger_date, episode_end, state) % 1000000007), "
    "round(count(distinct case when rule_id = 'PI-CUM30' then customer_id end) "
    "/ (select count(distinct customer_id) from kyc_working.int_flow), 3) from ("
    "select * from kyc_working.rule_pi_single union all select * from kyc_working.rule_pi_cum30 "
    "union all select * from kyc_working.rule_pi_bal10)"
)
# A fifth of the customers pass the 30-day bar.
STRESS = "update kyc_working.int_kyc_rule set amount_cny = 8000, amount_usd = 1600 where rule_id = 'PI-CUM30'"
AS_OF = "2026-01-31"


@dataclass
class Measure:
    """What one case took, over the rounds."""

    name: str
    ratios: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak_mb: float = 0.0
    checksum: tuple[str, ...] = ()

    def add(self, result: dict[str, Any], floor: float) -> None:
        """Take in one round; a checksum that differs from the rounds before stops the benchmark."""
        checksum = tuple(result["checksum"])
        if self.checksum and checksum != self.checksum:
            raise StewardError(
                f"bench kyc, {self.name}", "two rounds gave different triggers", "do not use its times"
            )
        self.checksum = checksum
        self.ratios.append(result["cpu"] / floor)
        self.cpu.append(result["cpu"])
        self.wall.append(result["wall"])
        self.peak_mb = max(self.peak_mb, result["peak_mb"])

    def line(self) -> dict[str, Any]:
        """Return the medians."""
        return {
            "case": self.name,
            "makes": CASES.get(self.name, []),
            "ratio_to_f1": round(statistics.median(self.ratios), 2),
            "cpu_s": round(statistics.median(self.cpu), 3),
            "wall_s": round(statistics.median(self.wall), 3),
            "peak_mb": round(self.peak_mb),
            "triggers": int(self.checksum[0]),
            "checksum": self.checksum[1],
            "share_over_30_days": float(self.checksum[2]),
        }


class Bench:
    """A generated warehouse of one size, and the cases measured on it."""

    def __init__(self, project: Project, folder: Path, size: str, memory_limit: str | None = None) -> None:
        if size not in SIZES:
            raise StewardError("bench kyc", f"there is no size {size}", f"choose one of {', '.join(SIZES)}")
        self.project, self.folder, self.size = project, folder, size
        self.memory_limit = memory_limit or MEMORY[size]
        self.file = folder / "home" / "warehouse.duckdb"
        self.compiled = folder / "target" / "compiled" / "privacy_warehouse" / "models" / "kyc"

    def prepare(self) -> None:
        """Make the rows, the seeds and the small models, and compile the rules as they are shipped."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if not self.file.exists():
            customers, transactions = SIZES[self.size]
            text = Path(__file__).with_name("bench_data.sql").read_text(encoding="utf-8")
            sql = text.replace("{customers}", str(customers)).replace("{transactions}", str(transactions))
            with duckdb.connect(str(self.file)) as connection:
                for statement in self._settings():
                    connection.execute(statement)
                connection.execute(sql)
                connection.execute("create schema if not exists kyc_working")
        # No raw table is read: the compiled rules start at the views, which the generated rows stand for.
        variables = json.dumps({"as_of_date": AS_OF, "as_of_copy": True})
        self._dbt("seed", "--full-refresh", "--select", "path:seeds/kyc", "--vars", variables)
        self._dbt("compile", "--select", "path:models/kyc", "--vars", variables)
        self._case(self._statements([*SMALL, *NORMALISE]), None)

    def measure(self, rounds: int, stress: bool) -> list[dict[str, Any]]:
        """Run the cases interleaved with the floor and return one line for each."""
        cases = {name: self._statements(models) for name, models in CASES.items()}
        if stress:
            # The bar of the stress setting outlives the tables that the case makes again.
            cases["from_raw"].insert(len(SMALL), STRESS)
            self._case([STRESS], None)
        measures = {name: Measure(name) for name in cases}
        self._case([FLOOR], None)
        self._case(cases["rules"], None)
        for _ in range(rounds):
            floor = self._case([FLOOR], None)["cpu"]
            for name, statements in cases.items():
                measures[name].add(self._case(statements, CHECKSUM), floor)
        _compare(measures.values())
        common = {
            "size": self.size,
            "stress": stress,
            "rounds": rounds,
            "memory_limit": self.memory_limit,
            "duckdb": duckdb.__version__,
        }
        return [{**common, **measure.line()} for measure in measures.values()]

    def cpu(self, models: Iterable[str]) -> float:
        """Make the models once in a process of its own; return its CPU seconds, user and system."""
        return float(self._case(self._statements(models), None)["cpu"])

    def _settings(self) -> list[str]:
        return [
            "set timezone = 'UTC'",
            "set threads = 2",
            f"set memory_limit = '{self.memory_limit}'",
            "set preserve_insertion_order = false",
            f"set temp_directory = '{self.file.parent / '.spill'}'",
        ]

    def _statements(self, models: Iterable[str]) -> list[str]:
        """Return what makes the models, as dbt compiled them, each as the relation that dbt makes of it."""
        manifest = json.loads((self.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
        kinds = {
            node["name"]: node["config"]["materialized"]
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
        }
        texts = {path.stem: path.read_text(encoding="utf-8") for path in self.compiled.rglob("*.sql")}
        return [f"create or replace {kinds[model]} kyc_working.{model} as {texts[model]}" for model in models]

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
            raise StewardError(
                "bench kyc", f"a case failed: {reason}", "run it again with more memory or disk"
            )
        return dict(json.loads(result.stdout))

    def _dbt(self, *arguments: str) -> None:
        dbt = Path(sys.executable).with_name("dbt")
        command = [str(dbt), *arguments, "--quiet"]
        result = subprocess.run(
            command, cwd=self.project.root, env=self._env(), capture_output=True, text=True
        )
        if result.returncode:
            raise StewardError(
                "bench kyc", f"dbt {arguments[0]} failed", f"see {self.folder / 'logs' / 'dbt.log'}"
            )

    def _env(self) -> dict[str, str]:
        return {
            **os.environ,
            "DW_HOME": str(self.file.parent),
            "DW_TARGET": "duckdb",
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
            "DBT_PROFILES_DIR": str(self.project.root),
        }


def _compare(measures: Iterable[Measure]) -> None:
    """Stop where the cases do not agree on the triggers: then no time counts."""
    if len({measure.checksum for measure in measures}) > 1:
        raise StewardError("bench kyc", "the cases gave different triggers", "do not use their times")
