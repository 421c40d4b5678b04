"""The threshold rules beside pandas and polars, on the rows of `steward bench kyc`: equal triggers first, then CPU.

Usage: `python scripts/bench_kyc_peers.py FOLDER [--size S] [--rounds 3] [--polars PYTHON]`. FOLDER keeps the rows;
PYTHON is an interpreter that has polars, which the project itself does not need. One JSON line for each peer.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

import duckdb

from steward.kyc.bench import AS_OF, RULES, Bench
from steward.project import Project

PEERS = Path(__file__).with_name("peers")
# A closing balance stands until the next one, the end of ownership or that of the account.
TABLES = {
    "flow": "select customer_id, business_date::timestamp as day, coalesce(cny, 0)::double as cny, "
    "coalesce(fx_usd, 0)::double as usd, coalesce(all_cny, 0)::double as all_cny "
    "from kyc_working.int_flow where counts",
    "rates": "select rate_day::timestamp as day, cny_per_usd::double as rate "
    "from kyc_working.int_fx_daily where currency = 'USD'",
    "periods": "select period_from::timestamp as first, period_to::timestamp as last, cny_per_unit::double as rate "
    "from kyc_working.int_fx_period where currency = 'USD'",
    "balances": "with dated as (select account_id, balance_date, greatest(closing_balance, 0)::double as balance, "
    "currency, lead(balance_date) over (partition by account_id order by balance_date) - 1 as until "
    "from personal_data.account_balance), spells as ("
    "select customer_id, greatest(balance_date, valid_from)::timestamp as first, balance, currency, "
    f"least(until, valid_to, closed_on, date '{AS_OF}')::timestamp as last "
    "from dated join kyc_working.int_account_owner using (account_id) "
    "join (select account_id, closed_on from personal_data.account) using (account_id) where is_individual) "
    "select * from spells where first <= last",
}
OURS = " union ".join(
    f"select rule_id, customer_id, trigger_date::timestamp as day from kyc_working.{rule} where state = 'fired'"
    for rule in ("rule_pi_single", "rule_pi_cum30", "rule_pi_bal10")
)


def main() -> None:
    """Run all in turns, compare the triggers, then print the ratios."""
    options = _options()
    bench = Bench(Project.find(), options.folder, options.size)
    bench.prepare()
    rows = options.folder / "peers"
    window = _export(bench, rows)
    peers = {"pandas": sys.executable, **({"polars": options.polars} if options.polars else {})}
    ratios: dict[str, list[float]] = {name: [] for name in peers}
    ours, taken = [], {name: [0.0] for name in peers}
    for _ in range(options.rounds):
        ours.append(bench.cpu(RULES))
        for name, python in peers.items():
            seconds = _run(python, name, rows, window)
            taken[name].append(seconds)
            ratios[name].append(seconds / ours[-1])
    for name in peers:
        differences = _differences(bench, rows / f"{name}.parquet")
        if differences:
            sys.exit(f"bench_kyc_peers: {name}: {differences} triggers differ, no time counts")
        line = {
            "size": options.size,
            "peer": name,
            "peer_cpu_s": round(statistics.median(taken[name][1:]), 2),
            "our_cpu_s": round(statistics.median(ours), 2),
            "ratio": round(statistics.median(ratios[name]), 2),
        }
        print(json.dumps(line))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="S")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--polars", help="an interpreter with polars")
    return parser.parse_args()


def _run(python: str, peer: str, rows: Path, window: int) -> float:
    command = [python, str(PEERS / f"kyc_{peer}.py"), str(rows), str(window), AS_OF]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"bench_kyc_peers: {peer} failed: {done.stderr.strip().splitlines()[-1]}")
    return float(done.stdout)


def _export(bench: Bench, folder: Path) -> int:
    """Write the rows for the peers; return the days of the 30-day window under the readings chosen."""
    folder.mkdir(exist_ok=True)
    with duckdb.connect(str(bench.file)) as connection:
        for name, sql in TABLES.items():
            connection.execute(f"copy ({sql}) to '{folder / name}.parquet' (format parquet)")
        sql = "select max(window_days) from kyc_working.int_kyc_rule where rule_id = 'PI-CUM30'"
        row = connection.execute(sql).fetchone()
    assert row
    return int(row[0])


def _differences(bench: Bench, peer: Path) -> int:
    """Return how many (rule, customer, day) one side alone has."""
    theirs = f"select distinct rule_id, customer_id, day::timestamp from '{peer}'"
    sql = f"select count(*) from ((({OURS}) except ({theirs})) union all (({theirs}) except ({OURS})))"
    with duckdb.connect(str(bench.file)) as connection:
        row = connection.execute(sql).fetchone()
    assert row
    return int(row[0])


if __name__ == "__main__":
    main()
