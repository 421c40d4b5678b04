"""Random histories of invented people, made to meet the edges of the threshold rules."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from tests.python.support.kyc_vectors import Rows

AS_OF = date(2026, 4, 30)
# Around a leap day, around the change of version, up to the as-of date.
SEASONS = [(date(2024, 2, 1), 60), (date(2025, 11, 20), 70), (date(2026, 3, 10), 60)]
AMOUNTS = [
    "10000.00", "9999.99", "5000.00", "25000.00", "24999.99", "16666.67", "16666.66", "0.70", "49999.20",
    "0.10", "30000.00", "40000.00", "50000.00", "49999.99", "1000.00", "999.99", "923.00", "922.00",
    "7100.00", "3000.00", "4500.00", "9000.00", "1200.00",
]  # fmt: skip
BALANCES = [
    "5000.00", "5000.01", "6000.00", "0.00", "4999.99", "2500.00", "2500.01", "9000.00", "-5000.00",
    "1000.00", "1000.01", "800.00", "200.00",
]  # fmt: skip
CURRENCIES = ["CNY"] * 10 + ["USD"] * 3 + ["EUR"] * 2 + ["THB", "XXX", None]
TYPES = ["payment"] * 8 + ["transfer", "refund", "fee", "interest", "red_packet", "unheard_of"]


def resident_id(number: int) -> str:
    """Return a resident id of a region that was never issued, with its check digit."""
    digits = f"09010519491231{number:03d}"
    weights = (2 ** (17 - place) % 11 for place in range(17))
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return digits + "10X98765432"[rest]


class Histories:
    """A generator of raw rows; the same seed gives the same rows."""

    def __init__(self, seed: int, families: int) -> None:
        self.random = Random(seed)
        self.rows: Rows = {}
        self.number = 0
        self.people = 0
        self._rates()
        for family in range(families):
            self._family(f"h{seed}f{family}")

    def _add(self, table: str, **row: Any) -> dict[str, Any]:
        self.rows.setdefault(table, []).append(row)
        return row

    def _loaded(self, day: date) -> str:
        """Most rows come the next night, some late, a few after the as-of date, some at midnight in Shanghai."""
        late = self.random.choice([1] * 8 + [3, 25, 200, 900])
        hour = self.random.choice([3, 3, 15, 16])
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(days=late)
        self.number += 1
        return (moment + timedelta(seconds=self.number)).isoformat()

    def _rates(self) -> None:
        for first, days in SEASONS:
            for offset in range(-10, days + 30):
                day = first + timedelta(days=offset)
                # Two dark weeks, so that rates run out of age.
                if day.weekday() >= 5 or 20 <= offset < 34:
                    continue
                for currency, base in (("USD", 71000), ("EUR", 77000)):
                    self._rate(day, currency, base, 0)
                    # A correction, which may come after the as-of date.
                    if self.random.random() < 0.1:
                        self._rate(day, currency, base, self.random.choice([2, 40, 900]))

    def _rate(self, day: date, currency: str, base: int, late: int) -> None:
        # Now and then a rate comes a month late.
        late = late or self.random.choice([0] * 12 + [30])
        moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC) + timedelta(days=late)
        self._add(
            "fx_rates", rate_date=day.isoformat(), currency=currency,
            cny_per_unit=f"{(base + self.random.randrange(-2000, 2000)) / 10000:.4f}",
            loaded_at=moment.isoformat(),
        )  # fmt: skip

    def _merge(self, one: str, other: str) -> None:
        """A merge, and for some of them its end: known from the start, or written into the row later."""
        merged_on = self.random.choice(["2025-12-01", "2026-04-30", "2026-05-01", "2024-01-01"])
        ends = self.random.choice([None, None, "2026-02-01", "2026-03-31", "2026-04-30", "2026-05-01"])
        ends = ends if ends and ends > merged_on else None
        row = {"survivor_customer_id": one, "merged_customer_id": other, "merged_on": merged_on}
        learnt_later = bool(ends) and self.random.random() < 0.5
        self._add(
            "customer_merges", **row, unmerged_on=None if learnt_later else ends,
            loaded_at=f"{merged_on}T01:00:00+00:00",
        )  # fmt: skip
        if learnt_later:
            self._add("customer_merges", **row, unmerged_on=ends, loaded_at=f"{ends}T01:00:00+00:00")

    def _family(self, name: str) -> None:
        random = self.random
        kinds = ["individual"] * 8 + ["unit", "sole_trader", None]
        early = "2023-06-01T00:00:00+00:00"
        people = [f"{name}p{n}" for n in range(random.choice([1, 1, 2, 3]))]
        # Two records of one person, known by the number of the document alone.
        twins = len(people) == 2 and random.random() < 0.3
        self.people += 1
        number = resident_id(self.people) if twins else None
        for person in people:
            self._add(
                "customers",
                customer_id=person,
                customer_type=random.choice(kinds),
                status="customer",
                id_type="resident_id" if number else None,
                id_number=number,
                birth_date="1949-12-31" if number else None,
                loaded_at=early,
            )
        for one, other in pairwise([] if twins else people):
            if random.random() < 0.6:
                self._merge(one, other)
        season, days = random.choice(SEASONS)
        accounts = [
            self._account(f"{name}a{n}", people, season, days) for n in range(random.choice([1, 2, 3]))
        ]
        for account in accounts:
            self._payments(account, season, days)
            self._balances(account, season, days)

    def _day(self, season: date, days: int) -> date:
        return season + timedelta(days=self.random.randrange(days))

    def _account(self, account: str, people: list[str], season: date, days: int) -> str:
        random = self.random
        kind = random.choice(["payment"] * 6 + ["prepaid_named", "prepaid_anonymous"])
        closed = self._day(season, days).isoformat() if random.random() < 0.2 else None
        early = "2023-06-02T00:00:00+00:00"
        self._add("accounts", account_id=account, customer_id=random.choice(people), account_type=kind,
                  currency="CNY",
                  closed_on=closed, status="active", loaded_at=early)  # fmt: skip
        for person in people:
            if random.random() < 0.5:
                first, last = sorted([self._day(season, days), self._day(season, days)])
                self._add(
                    "account_holders", account_id=account, customer_id=person,
                    role=random.choice(["joint", "joint", "owner", "agent"]),
                    valid_from=first.isoformat() if random.random() < 0.8 else None,
                    valid_to=last.isoformat() if random.random() < 0.8 else None, loaded_at=early,
                )  # fmt: skip
        return account

    def _payments(self, account: str, season: date, days: int) -> None:
        random = self.random
        made: list[str] = []
        for n in range(random.randrange(1, 14)):
            day = self._day(season, days)
            clock = random.choice(["04:00:00", "15:59:59", "16:00:00", "23:59:59"])
            row = self._add(
                "transactions", transaction_id=f"{account}t{n}", account_id=account,
                amount=random.choice(AMOUNTS),
                currency=random.choice(CURRENCIES), direction=random.choice(["in", "out"]), channel="app",
                status=random.choice(["settled"] * 9 + ["pending", "failed"]),
                transaction_type=random.choice(TYPES),
                occurred_at=f"{day.isoformat()}T{clock}+00:00", loaded_at=self._loaded(day),
            )  # fmt: skip
            self._spoil(row, day, made)
            made.append(str(row["transaction_id"]))

    def _spoil(self, row: dict[str, Any], day: date, made: list[str]) -> None:
        random = self.random
        chance = random.random()
        if chance < 0.03:
            row["amount"] = None
        elif chance < 0.06:
            row["amount"] = f"-{row['amount']}"
        elif chance < 0.12:
            self._add("transactions", **{**row, "loaded_at": self._loaded(day)})
        elif chance < 0.20:
            changed = {"amount": random.choice(AMOUNTS), "loaded_at": self._loaded(day)}
            self._add("transactions", **{**row, **changed})
        elif chance < 0.24:
            changed = {
                "status": random.choice(["settled", "pending", "failed"]),
                "loaded_at": self._loaded(day),
            }
            self._add("transactions", **{**row, **changed})
        elif chance < 0.34 and made:
            row["transaction_type"] = random.choice(["reversal", "reversal", "refund"])
            row["reverses_transaction_id"] = random.choice([*made, "nowhere"])

    def _balances(self, account: str, season: date, days: int) -> None:
        random = self.random
        currency = random.choice(["CNY"] * 6 + ["USD", "USD", "EUR", "THB", None])
        for _ in range(random.randrange(0, 6)):
            day = self._day(season, days)
            balance = random.choice(BALANCES) if random.random() < 0.9 else None
            self._add(
                "account_balances", account_id=account, balance_date=day.isoformat(), closing_balance=balance,
                currency=currency, loaded_at=self._loaded(day),
            )  # fmt: skip
