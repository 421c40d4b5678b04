"""The three threshold rules as a pandas user writes them: `python kyc_pandas.py FOLDER WINDOW_DAYS AS_OF`.

Reads `flow`, `rates`, `periods` and `balances` of the folder (parquet), writes `pandas.parquet` and prints the CPU
seconds from the first read to the last write. Doubles stand for money: `SLACK` is far above what a sum loses and far
below a cent.
"""

import resource
import sys
from pathlib import Path

import duckdb
import pandas as pd

DAY = pd.Timedelta(days=1)
SLACK = 1e-6


def main() -> None:
    """Find the triggers and print what they took."""
    folder, window, as_of = Path(sys.argv[1]), int(sys.argv[2]), pd.Timestamp(sys.argv[3])
    before = cpu()
    found = pd.concat([*_flow(folder, window, as_of), _balance(folder, as_of)])[
        ["rule_id", "customer_id", "day"]
    ]
    duckdb.from_df(found).write_parquet(str(folder / "pandas.parquet"))
    print(cpu() - before)


def cpu() -> float:
    """Return the CPU seconds of this process so far, user and system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _read(folder: Path, name: str) -> pd.DataFrame:
    return duckdb.sql(f"select * from '{folder / name}.parquet'").df()


def _flow(folder: Path, window: int, as_of: pd.Timestamp) -> list[pd.DataFrame]:
    rows = _read(folder, "flow")
    single = rows[(rows.cny >= 10000 - SLACK) | (rows.usd >= 1000 - SLACK)]
    rows = rows.merge(_read(folder, "rates"), on="day", how="left")
    rows["all_usd"] = rows.usd + (rows.cny / rows.rate).fillna(0)
    amounts = ["cny", "usd", "all_cny", "all_usd"]
    entering = rows[["customer_id", "day", *amounts]]
    leaving = entering.assign(day=entering.day + window * DAY, **{name: -entering[name] for name in amounts})
    runs = _runs(pd.concat([entering, leaving]), 50000 - SLACK, 10000 - SLACK, as_of)
    return [single.assign(rule_id="PI-SINGLE"), runs.assign(rule_id="PI-CUM30")]


def _runs(events: pd.DataFrame, cny: float, usd: float, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the runs over a bar, from changes per customer and day: customer_id, day, until."""
    days = events.groupby(["customer_id", "day"], sort=True).sum()
    totals = days.groupby(level=0).cumsum().reset_index()
    totals = totals[totals.day <= as_of]
    mixed = (totals.cny > SLACK) & (totals.usd > SLACK)
    over = (
        (totals.cny >= cny)
        | (totals.usd >= usd)
        | (mixed & ((totals.all_cny >= cny) | (totals.all_usd >= usd)))
    )
    before = over.shift(fill_value=False) & (totals.customer_id == totals.customer_id.shift())
    edges = totals.loc[over != before, ["customer_id", "day"]].assign(over=over[over != before])
    until = edges.day.shift(-1).where(edges.customer_id == edges.customer_id.shift(-1)) - DAY
    return edges.assign(until=until.fillna(as_of))[edges.over]


def _balance(folder: Path, as_of: pd.Timestamp) -> pd.DataFrame:
    spells, periods = _read(folder, "balances"), _read(folder, "periods")
    yuan = spells[spells.currency == "CNY"]
    yuan = yuan.assign(cny=yuan.balance, usd=0.0, all_cny=yuan.balance)
    dollars = spells[spells.currency == "USD"]
    native = dollars.assign(cny=0.0, usd=dollars.balance, all_cny=0.0)
    mixed = dollars[dollars.customer_id.isin(yuan.customer_id.unique())].merge(periods, how="cross")
    mixed["first"] = mixed[["first_x", "first_y"]].max(axis=1)
    mixed["last"] = mixed[["last_x", "last_y"]].min(axis=1)
    mixed = mixed[mixed["first"] <= mixed["last"]]
    mixed = mixed.assign(cny=0.0, usd=0.0, all_cny=mixed.balance * mixed.rate)
    rows = pd.concat(
        [part[["customer_id", "first", "last", "cny", "usd", "all_cny"]] for part in (yuan, native, mixed)]
    )
    begins = rows.rename(columns={"first": "day"}).drop(columns="last")
    ends = rows.rename(columns={"last": "day"}).drop(columns="first")
    ends = ends.assign(day=ends.day + DAY, cny=-ends.cny, usd=-ends.usd, all_cny=-ends.all_cny)
    # The whole in dollars passes its bar only where the whole in yuan passes the lower one.
    runs = _runs(pd.concat([begins, ends]).assign(all_usd=0.0), 5000 + SLACK, 1000 + SLACK, as_of)
    runs = runs[runs.until - runs.day >= 9 * DAY]
    return runs.assign(day=runs.day + 9 * DAY, rule_id="PI-BAL10")


if __name__ == "__main__":
    main()
