"""The three threshold rules as a polars user writes them: `python kyc_polars.py FOLDER WINDOW_DAYS AS_OF`.

Reads `flow`, `rates`, `periods` and `balances` of the folder (parquet), writes `polars.parquet` and prints the CPU
seconds from the first read to the last write. Doubles stand for money: `SLACK` is far above what a sum loses and far
below a cent.
"""

import resource
import sys
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

DAY = timedelta(days=1)
SLACK = 1e-6
AMOUNTS = ["cny", "usd", "all_cny", "all_usd"]
FOUND = ["rule_id", "customer_id", "day"]


def main() -> None:
    """Find the triggers and print what they took."""
    folder, window, as_of = Path(sys.argv[1]), int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
    before = _cpu()
    found = pl.concat([*_flow(folder, window, as_of), _balance(folder, as_of)])
    found.collect().write_parquet(folder / "polars.parquet")
    print(_cpu() - before)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _named(rows: pl.LazyFrame, rule: str) -> pl.LazyFrame:
    return rows.with_columns(rule_id=pl.lit(rule)).select(FOUND)


def _flow(folder: Path, window: int, as_of: datetime) -> list[pl.LazyFrame]:
    rows = pl.scan_parquet(folder / "flow.parquet")
    single = rows.filter((pl.col("cny") >= 10000 - SLACK) | (pl.col("usd") >= 1000 - SLACK))
    rows = rows.join(pl.scan_parquet(folder / "rates.parquet"), on="day", how="left")
    rows = rows.with_columns(all_usd=pl.col("usd") + (pl.col("cny") / pl.col("rate")).fill_null(0))
    entering = rows.select("customer_id", "day", *AMOUNTS)
    leaving = entering.with_columns(pl.col("day") + window * DAY, *(-pl.col(name) for name in AMOUNTS))
    runs = _runs(pl.concat([entering, leaving]), 50000 - SLACK, 10000 - SLACK, as_of)
    return [_named(single, "PI-SINGLE"), _named(runs, "PI-CUM30")]


def _runs(events: pl.LazyFrame, cny: float, usd: float, as_of: datetime) -> pl.LazyFrame:
    """Return the runs over a bar, from changes per customer and day: customer_id, day, until."""
    days = events.group_by("customer_id", "day").agg(pl.col(AMOUNTS).sum()).sort("customer_id", "day")
    totals = days.with_columns(pl.col(AMOUNTS).cum_sum().over("customer_id")).filter(pl.col("day") <= as_of)
    mixed = (pl.col("cny") > SLACK) & (pl.col("usd") > SLACK)
    whole = (pl.col("all_cny") >= cny) | (pl.col("all_usd") >= usd)
    totals = totals.with_columns(over=(pl.col("cny") >= cny) | (pl.col("usd") >= usd) | (mixed & whole))
    before = pl.col("over").shift(1, fill_value=False).over("customer_id")
    edges = totals.filter(pl.col("over") != before)
    until = pl.col("day").shift(-1).over("customer_id") - DAY
    return edges.with_columns(until=until.fill_null(as_of)).filter("over")


def _balance(folder: Path, as_of: datetime) -> pl.LazyFrame:
    spells, periods = (
        pl.scan_parquet(folder / "balances.parquet"),
        pl.scan_parquet(folder / "periods.parquet"),
    )
    none = pl.lit(0.0)
    yuan = spells.filter(pl.col("currency") == "CNY")
    dollars = spells.filter(pl.col("currency") == "USD")
    mixed = dollars.join(yuan.select("customer_id").unique(), on="customer_id", how="semi").join(
        periods, how="cross"
    )
    mixed = mixed.with_columns(
        first=pl.max_horizontal("first", "first_right"), last=pl.min_horizontal("last", "last_right")
    ).filter(pl.col("first") <= pl.col("last"))
    parts = [
        yuan.with_columns(cny=pl.col("balance"), usd=none, all_cny=pl.col("balance")),
        dollars.with_columns(cny=none, usd=pl.col("balance"), all_cny=none),
        mixed.with_columns(cny=none, usd=none, all_cny=pl.col("balance") * pl.col("rate")),
    ]
    # The whole in dollars passes its bar only where the whole in yuan passes the lower one.
    rows = pl.concat([part.select("customer_id", "first", "last", *AMOUNTS[:3]) for part in parts])
    rows = rows.with_columns(all_usd=none)
    begins = rows.select("customer_id", pl.col("first").alias("day"), *AMOUNTS)
    ends = rows.select(
        "customer_id", (pl.col("last") + DAY).alias("day"), *(-pl.col(name) for name in AMOUNTS)
    )
    runs = _runs(pl.concat([begins, ends]), 5000 + SLACK, 1000 + SLACK, as_of)
    runs = runs.filter(pl.col("until") - pl.col("day") >= 9 * DAY).with_columns(pl.col("day") + 9 * DAY)
    return _named(runs, "PI-BAL10")


if __name__ == "__main__":
    main()
