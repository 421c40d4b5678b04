"""The three threshold rules once more, day by day in plain Python with fractions, independent of the SQL."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Found = set[tuple[str, str, date]]
DAY = timedelta(days=1)
SINGLE, FLOW, BALANCE = (
    (Fraction(10000), Fraction(1000)),
    (Fraction(50000), Fraction(10000)),
    (Fraction(5000), Fraction(1000)),
)
RULES_SINCE = date(2012, 3, 5)
NOT_COUNTED = {"fee", "interest"}
MAX_AGE = 7


@dataclass(frozen=True)
class Amount:
    """A value of one day in the three ways in which the law compares it; None where no rate tells."""

    cny: Fraction | None
    usd: Fraction | None
    all_cny: Fraction | None
    all_usd: Fraction | None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _shanghai(text: str) -> date:
    return (datetime.fromisoformat(text).astimezone(UTC) + timedelta(hours=8)).date()


class Oracle:
    """What fires for whom and when, from raw rows as of a day."""

    def __init__(self, rows: Rows, as_of: date, profile: str) -> None:
        self.as_of = as_of
        self.window = 31 if profile == "conservative" else 30
        self.rows = {
            table: [row for row in given if _shanghai(row["loaded_at"]) <= as_of]
            for table, given in rows.items()
        }
        self.rates = self._rates()
        self.person = self._persons()
        self.kinds = self._kinds()
        self.owners = self._owners()

    def _latest(self, table: str, *key: str) -> list[Row]:
        newest: dict[tuple[Any, ...], Row] = {}
        for row in sorted(self.rows.get(table, []), key=lambda row: str(row["loaded_at"])):
            newest[tuple(row.get(name) for name in key)] = row
        return list(newest.values())

    def _rates(self) -> dict[str, dict[date, Fraction]]:
        rates: dict[str, dict[date, Fraction]] = defaultdict(dict)
        for row in self._latest("fx_rates", "rate_date", "currency"):
            rates[row["currency"]][_day(row["rate_date"])] = Fraction(row["cny_per_unit"])
        return rates

    def rate(self, currency: str, day: date) -> Fraction | None:
        """Return CNY per unit, carried forward a week at most."""
        for age in range(MAX_AGE + 1):
            found = self.rates.get(currency, {}).get(day - age * DAY)
            if found is not None:
                return found
        return None

    def _persons(self) -> dict[str, str]:
        into = {}
        for row in self._latest("customer_merges", "survivor_customer_id", "merged_customer_id", "merged_on"):
            ended = row.get("unmerged_on")
            if _day(row["merged_on"]) <= self.as_of and not (ended and _day(ended) <= self.as_of):
                into[row["merged_customer_id"]] = row["survivor_customer_id"]
        numbers: dict[str, str] = {}
        for row in sorted(self.rows["customers"], key=lambda row: str(row["customer_id"])):
            if row.get("id_number"):
                first = numbers.setdefault(row["id_number"], row["customer_id"])
                if first != row["customer_id"]:
                    into[row["customer_id"]] = first
        person = {}
        for row in self.rows["customers"]:
            one = row["customer_id"]
            while one in into:
                one = into[one]
            person[row["customer_id"]] = one
        return person

    def _kinds(self) -> dict[str, bool]:
        kinds: dict[str, bool] = defaultdict(bool)
        for row in self._latest("customers", "customer_id"):
            kinds[self.person[row["customer_id"]]] |= row.get("customer_type") not in ("unit", "sole_trader")
        return kinds

    def _owners(self) -> dict[str, list[tuple[str, date, date]]]:
        owners: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
        for row in self._latest("accounts", "account_id"):
            if row.get("account_type") != "prepaid_anonymous":
                owners[row["account_id"]].append((self.person[row["customer_id"]], date.min, date.max))
        for row in self._latest("account_holders", "account_id", "customer_id", "role", "valid_from"):
            if row["role"] in ("owner", "joint") and row["account_id"] in owners:
                first = _day(row["valid_from"]) if row.get("valid_from") else date.min
                last = _day(row["valid_to"]) if row.get("valid_to") else date.max
                owners[row["account_id"]].append((self.person[row["customer_id"]], first, last))
        return owners

    def holders(self, account: str | None, day: date) -> set[str]:
        """Return the individuals who own the account on the day."""
        spells = self.owners.get(account or "", [])
        return {who for who, first, last in spells if first <= day <= last and self.kinds[who]}

    def amount(self, value: Fraction | None, currency: str | None, day: date) -> Amount:
        """Return a value in every comparison."""
        if value is None or currency is None:
            return Amount(None, None, None, None)
        dollar = self.rate("USD", day)
        if currency == "CNY":
            return Amount(value, None, value, value / dollar if dollar else None)
        rate = self.rate(currency, day)
        if currency == "USD":
            usd: Fraction | None = value
        else:
            usd = value * rate / dollar if rate and dollar else None
        return Amount(None, usd, value * rate if rate else None, usd)

    def payments(self) -> Iterator[tuple[str, date, Amount]]:
        """Yield (transaction id, account, day, value) of every settled payment that counts."""
        versions: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows["transactions"]:
            if _shanghai(row["occurred_at"]) <= self.as_of:
                versions[row["transaction_id"]].append(row)
        settled = {
            one: [row for row in rows if row["status"] == "settled"]
            for one, rows in versions.items()
            if any(row["status"] == "settled" for row in rows)
        }
        newest = {one: max(rows, key=lambda row: str(row["loaded_at"])) for one, rows in settled.items()}
        removed = set()
        for one, row in newest.items():
            target = row.get("reverses_transaction_id")
            if row["transaction_type"] == "reversal" and target in versions:
                removed |= {one, target}
        for one, rows in settled.items():
            row = newest[one]
            if one in removed or row["transaction_type"] in NOT_COUNTED:
                continue
            known = [r for r in rows if r.get("amount") is not None]
            highest = max(known, key=lambda r: abs(Fraction(r["amount"])), default=row)
            value = abs(Fraction(highest["amount"])) if highest.get("amount") is not None else None
            day = _shanghai(row["occurred_at"])
            yield row["account_id"], day, self.amount(value, highest.get("currency"), day)

    def found(self) -> Found:
        """Return every (rule, customer, trigger date) that fires."""
        by_person: dict[str, dict[date, list[Amount]]] = defaultdict(lambda: defaultdict(list))
        result: Found = set()
        for account, day, amount in self.payments():
            for who in self.holders(account, day):
                by_person[who][day].append(amount)
                if day >= RULES_SINCE and _over([amount], SINGLE, strict=False):
                    result.add(("PI-SINGLE", who, day))
        for who, days in by_person.items():
            result |= {("PI-CUM30", who, day) for day in self._flow_starts(days)}
        return result | self._balances()

    def _flow_starts(self, days: dict[date, list[Amount]]) -> Iterator[date]:
        day, was_over = min(days), False
        while day <= min(self.as_of, max(days) + 40 * DAY):
            members = [a for back in range(self.window) for a in days.get(day - back * DAY, [])]
            is_over = _over(members, FLOW, strict=False)
            if is_over and not was_over:
                yield day
            day, was_over = day + DAY, is_over

    def _balances(self) -> Found:
        history: dict[str, dict[date, Row]] = defaultdict(dict)
        for row in self._latest("account_balances", "account_id", "balance_date"):
            if _day(row["balance_date"]) <= self.as_of:
                history[row["account_id"]][_day(row["balance_date"])] = row
        closed = {row["account_id"]: row.get("closed_on") for row in self._latest("accounts", "account_id")}
        daily: dict[str, dict[date, list[Amount]]] = defaultdict(lambda: defaultdict(list))
        for account, rows in history.items():
            day, last = min(rows), _day(closed[account]) if closed.get(account) else self.as_of
            row: Row = {}
            while day <= min(last, self.as_of):
                row = rows.get(day, row)
                if row.get("closing_balance") is not None:
                    value = max(Fraction(row["closing_balance"]), Fraction(0))
                    for who in self.holders(account, day):
                        daily[who][day].append(self.amount(value, row.get("currency"), day))
                day += DAY
        return {("PI-BAL10", who, day) for who, days in daily.items() for day in self._tenth_days(days)}

    def _tenth_days(self, days: dict[date, list[Amount]]) -> Iterator[date]:
        day, run = min(days), 0
        while day <= self.as_of:
            run = run + 1 if _over(days.get(day, []), BALANCE, strict=True) else 0
            if run == 10:
                yield day
            day += DAY


def _over(members: list[Amount], bar: tuple[Fraction, Fraction], strict: bool) -> bool:
    cny = sum((a.cny for a in members if a.cny is not None), Fraction(0))
    usd = sum((a.usd for a in members if a.usd is not None), Fraction(0))
    all_cny = sum((a.all_cny for a in members if a.all_cny is not None), Fraction(0))
    all_usd = sum((a.all_usd for a in members if a.all_usd is not None), Fraction(0))

    def reaches(value: Fraction, limit: Fraction) -> bool:
        return value > limit if strict else value >= limit

    native = reaches(cny, bar[0]) or reaches(usd, bar[1])
    return native or (cny > 0 and usd > 0 and (reaches(all_cny, bar[0]) or reaches(all_usd, bar[1])))
