"""The threshold rules in pandas and on PostgreSQL beside ours: equal triggers first, then CPU seconds.

Usage: `PYTHONPATH=scripts:. python scripts/bench_kyc_peers.py FOLDER [--size S] [--rounds 3] [--postgres]`.
FOLDER keeps the rows of `steward bench kyc`. PostgreSQL runs the project's own SQL, compiled for it; pandas is
written as its users write it.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd

from steward.kyc.bench import AS_OF, RULES, Bench
from steward.project import Project

DAY = pd.Timedelta(days=1)
END = pd.Timestamp(AS_OF)
# Far above what doubles lose in a sum, far below a cent.
SLACK = 1e-6
FLOW_ROWS = (
    "select transaction_id, customer_id, business_date::timestamp as day, counts, coalesce(cny, 0)::double as cny, "
    "coalesce(fx_usd, 0)::double as usd, coalesce(all_cny, 0)::double as all_cny from kyc_working.int_flow"
)
RATES = (
    "select rate_day::timestamp as day, cny_per_usd::double as rate "
    "from kyc_working.int_fx_daily where currency = 'USD'"
)
PERIODS = (
    "select period_from::timestamp as first, period_to::timestamp as last, cny_per_unit::double as rate "
    "from kyc_working.int_fx_period where currency = 'USD'"
)
BALANCES = (
    "with dated as (select account_id, balance_date, greatest(closing_balance, 0)::double as balance, currency, "
    "lead(balance_date) over (partition by account_id order by balance_date) - 1 as until "
    "from personal_data.account_balance) "
    "select customer_id, greatest(balance_date, valid_from)::timestamp as first, balance, currency, "
    f"least(until, valid_to, closed_on, date '{AS_OF}')::timestamp as last "
    "from dated join kyc_working.int_account_owner using (account_id) "
    "join (select account_id, closed_on from personal_data.account) using (account_id) where is_individual"
)
TRIGGERS = (
    "select rule_id, customer_id, trigger_date::timestamp as day from kyc_working.{} where state = 'fired'"
)


def _passes(rows: pd.DataFrame, cny: float, usd: float) -> "pd.Series[bool]":
    mixed = (rows.cny > SLACK) & (rows.usd > SLACK)
    whole = (rows.all_cny >= cny) | (rows.all_usd >= usd)
    return (rows.cny >= cny) | (rows.usd >= usd) | (mixed & whole)


def _starts(events: pd.DataFrame, cny: float, usd: float) -> pd.DataFrame:
    """Return the runs over a bar, from changes per customer and day: customer_id, day, until."""
    days = events.groupby(["customer_id", "day"], sort=True).sum()
    totals = days.groupby(level=0).cumsum().reset_index()
    totals = totals[totals.day <= END]
    over = _passes(totals, cny, usd)
    before = over.shift(fill_value=False) & (totals.customer_id == totals.customer_id.shift())
    edges = totals.loc[over != before, ["customer_id", "day"]].assign(over=over[over != before])
    until = edges.day.shift(-1).where(edges.customer_id == edges.customer_id.shift(-1)) - DAY
    return edges.assign(until=until.fillna(END))[edges.over]


def _flow(folder: Path, window: int) -> list[pd.DataFrame]:
    rows = pd.read_parquet(folder / "flow.parquet")
    rows = rows[rows.counts]
    single = rows[(rows.cny >= 10000) | (rows.usd >= 1000)]
    rows = rows.merge(pd.read_parquet(folder / "rates.parquet"), on="day", how="left")
    rows["all_usd"] = rows.usd + (rows.cny / rows.rate).fillna(0)
    amounts = ["cny", "usd", "all_cny", "all_usd"]
    entering = rows[["customer_id", "day", *amounts]]
    leaving = entering.assign(day=entering.day + window * DAY, **{name: -entering[name] for name in amounts})
    runs = _starts(pd.concat([entering, leaving]), 50000 - SLACK, 10000 - SLACK)
    return [single.assign(rule_id="PI-SINGLE"), runs.assign(rule_id="PI-CUM30")]


def _balance(folder: Path) -> pd.DataFrame:
    spells = pd.read_parquet(folder / "balances.parquet")
    spells = spells[spells["first"] <= spells["last"]]
    periods = pd.read_parquet(folder / "periods.parquet")
    yuan = spells[spells.currency == "CNY"].assign(usd=0.0)
    yuan = yuan.assign(cny=yuan.balance, all_cny=yuan.balance)
    dollars = spells[spells.currency == "USD"]
    native = dollars.assign(cny=0.0, usd=dollars.balance, all_cny=0.0)
    mixed = dollars[dollars.customer_id.isin(yuan.customer_id.unique())].merge(periods, how="cross")
    mixed["first"] = mixed[["first_x", "first_y"]].max(axis=1)
    mixed["last"] = mixed[["last_x", "last_y"]].min(axis=1)
    mixed = mixed[mixed["first"] <= mixed["last"]]
    mixed = mixed.assign(cny=0.0, usd=0.0, all_cny=mixed.balance * mixed.rate)
    columns = ["customer_id", "first", "last", "cny", "usd", "all_cny"]
    rows = pd.concat([part[columns] for part in (yuan, native, mixed)])
    begins = rows.rename(columns={"first": "day"}).drop(columns="last")
    ends = rows.rename(columns={"last": "day"}).drop(columns="first")
    ends = ends.assign(day=ends.day + DAY, cny=-ends.cny, usd=-ends.usd, all_cny=-ends.all_cny)
    # The whole in dollars passes its bar only where the whole in yuan passes the lower one.
    runs = _starts(pd.concat([begins, ends]).assign(all_usd=0.0), 5000 + SLACK, 1000 + SLACK)
    runs = runs[runs.until - runs.day >= 9 * DAY]
    return runs.assign(day=runs.day + 9 * DAY, rule_id="PI-BAL10")


def run_pandas(folder: Path, window: int) -> None:
    """Write the triggers that pandas finds and print the CPU seconds, reading the rows included."""
    before = _cpu()
    found = pd.concat([*_flow(folder, window), _balance(folder)])
    found[["rule_id", "customer_id", "day"]].to_parquet(folder / "pandas.parquet")
    print(_cpu() - before)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _export(bench: Bench, folder: Path) -> int:
    """Write the rows for the peers; return the days of the 30-day window under the readings chosen."""
    folder.mkdir(exist_ok=True)
    with duckdb.connect(str(bench.file)) as connection:
        for name, sql in (
            ("flow", FLOW_ROWS),
            ("rates", RATES),
            ("periods", PERIODS),
            ("balances", BALANCES),
        ):
            connection.execute(f"copy ({sql}) to '{folder / name}.parquet' (format parquet)")
        sql = "select max(window_days) from kyc_working.int_kyc_rule where rule_id = 'PI-CUM30'"
        row = connection.execute(sql).fetchone()
    assert row
    return int(row[0])


def _differences(bench: Bench, peer: Path) -> int:
    """Return how many (rule, customer, day) one side alone has."""
    ours = " union ".join(
        TRIGGERS.format(rule) for rule in ("rule_pi_single", "rule_pi_cum30", "rule_pi_bal10")
    )
    theirs = f"select distinct rule_id, customer_id, day::timestamp from '{peer}'"
    sql = f"select count(*) from ((({ours}) except ({theirs})) union all (({theirs}) except ({ours})))"
    with duckdb.connect(str(bench.file)) as connection:
        row = connection.execute(sql).fetchone()
    assert row
    return int(row[0])


def _time(bench: Bench, options: argparse.Namespace, rows: Path) -> tuple[list[float], list[float]]:
    """Return the CPU seconds of both, round by round in turns."""
    command = [sys.executable, __file__, str(options.folder), "--pandas", str(_export(bench, rows))]
    ours, pandas = [], []
    for _ in range(options.rounds):
        ours.append(bench.cpu(RULES))
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
        pandas.append(float(done.stdout))
    return ours, pandas


def main() -> None:
    """Run the peers beside ours, compare the triggers, then print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="S")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", action="store_true", help="also on a PostgreSQL server of its own")
    parser.add_argument("--pandas", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    rows = options.folder / "peers"
    if options.pandas:
        run_pandas(rows, options.pandas)
        return
    bench = Bench(Project.find(), options.folder, options.size)
    bench.prepare()
    ours, pandas = _time(bench, options, rows)
    _report(bench, "pandas", rows / "pandas.parquet", ours, pandas)
    if options.postgres:
        from bench_kyc_postgres import run_postgres

        found = run_postgres(bench, rows)
        _report(bench, "postgres", rows / "postgres.parquet", [bench.cpu(RULES)], [found])


def _report(bench: Bench, peer: str, triggers: Path, ours: list[float], theirs: list[float]) -> None:
    differences = _differences(bench, triggers)
    if differences:
        sys.exit(f"bench_kyc_peers: {differences} triggers of {peer} differ: no time counts")
    ratio = statistics.median(other / own for own, other in zip(ours, theirs, strict=True))
    line = {
        "size": bench.size,
        "peer": peer,
        "duckdb_cpu_s": round(statistics.median(ours), 2),
        "peer_cpu_s": round(statistics.median(theirs), 2),
        "peer_to_duckdb": round(ratio, 1),
    }
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
