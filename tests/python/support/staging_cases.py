"""Small raw tables, each row a case of what staging keeps, flags, drops or does not know yet at AS_OF."""

from tests.python.support.raw_tables import Row

AS_OF = "2024-06-30"
JUNE_1, JUNE_2, JUNE_3 = (
    "2024-06-01T02:00:00+08:00",
    "2024-06-02T02:00:00+08:00",
    "2024-06-03T02:00:00+08:00",
)
LONG_ID = "100000000000000001"
IDEOGRAPHIC_SPACE = "　"

# Written with types where the engine has them; every other table is all text.
TYPED = ("accounts", "account_holders", "risk_ratings")
# Written in capitals, as some systems export; one column more than anybody knows.
UPPER_CASE_COLUMNS, EXTRA_COLUMN = "customers", "shoe_size"
UPPER_CASE_TABLE = "prepaid_orders"
WITHOUT = {"customers": ["relationship_purpose"], "transactions": ["is_cash", "counterparty_country"]}


def customer(customer_id: str, loaded_at: str = JUNE_1, **columns: str) -> Row:
    return {"customer_id": customer_id, "customer_type": "individual", "loaded_at": loaded_at, **columns}


def transaction(transaction_id: str, loaded_at: str = JUNE_2, **columns: str) -> Row:
    usual = {"account_id": "A1", "amount": "10.00", "currency": "CNY", "occurred_at": JUNE_1}
    return {"transaction_id": transaction_id, "loaded_at": loaded_at, **usual, **columns}


def choice(event_id: str, loaded_at: str = JUNE_1, **columns: str) -> Row:
    usual = {
        "customer_id": "nightly",
        "purpose": "direct_marketing",
        "choice": "opt_out",
        "occurred_at": JUNE_1,
    }
    return {"event_id": event_id, "loaded_at": loaded_at, **usual, **columns}


CUSTOMERS = [
    *(customer("nightly", night, full_name="王小明") for night in (JUNE_1, JUNE_2, JUNE_3)),
    customer("renamed", JUNE_1, full_name="李一"),
    customer("renamed", JUNE_2, full_name="李二"),
    customer("renamed", JUNE_3, full_name="李一"),
    *(customer("contradicted", night, city=city) for night in (JUNE_2, JUNE_3) for city in ("杭州", "宁波")),
    *(customer("twice", JUNE_1, full_name="赵六") for _ in range(2)),
    customer(LONG_ID),
    customer("  "),
    customer("no_load_time", "yesterday"),
    customer("last_moment", "2024-06-30T15:59:59Z"),
    customer("next_day", "2024-06-30T16:00:00Z"),
    customer(f"\t trimmed{IDEOGRAPHIC_SPACE}", full_name=f"{IDEOGRAPHIC_SPACE}欧阳 娜娜 \t", gender="   "),
    customer("unreadable", birth_date="2023-02-29", annual_income="n/a", is_foreign_pep="maybe"),
    customer("slashes", birth_date="1990/1/5", is_foreign_pep="是", annual_income="1,234.5"),
    customer("compact", birth_date="19900105", is_foreign_pep="N", annual_income="0012.345"),
    customer("midnight", birth_date="1990-01-05 00:00:00", annual_income="99999999999999999"),
    customer("moment", birth_date="1990-01-04T16:00:00Z", annual_income="-1"),
    customer("leap_day", birth_date="2000-02-29"),
    customer("no_leap_day", birth_date="1900-02-29"),
]

TRANSACTIONS = [
    transaction("plain"),
    transaction("moved", JUNE_2, status="pending"),
    transaction("moved", JUNE_3, status="settled"),
    transaction("undated", occurred_at="soon"),
    transaction("no_such_hour", occurred_at="2024-06-01 25:00:00"),
    transaction("empty_date", occurred_at=""),
    transaction("", amount="1.00"),
    transaction("foreign", currency="XQQ"),
    transaction("no_currency", currency=""),
    transaction("no_amount", amount=""),
    transaction("bad_amount", amount="ten"),
    transaction("two_flags", amount="", currency="cny"),
    transaction("late_evening", occurred_at="2024-06-30 23:59:59"),
    transaction("after_midnight", occurred_at="2024-07-01 00:00:00"),
    transaction("without_seconds", occurred_at="2024/6/2 9:05"),
    transaction("many_digits", occurred_at="2024-06-02T09:05:00.1234567+08:00"),
]

CHOICES = [
    choice("rewritten", JUNE_1),
    choice("rewritten", JUNE_2, choice="opt_in"),
    choice("no_load_time", ""),
    choice("undated", occurred_at="never"),
    choice("future", occurred_at="2031-01-01T00:00:00+08:00"),
]

ACCOUNTS = [
    {
        "account_id": "A1",
        "customer_id": "nightly",
        "currency": "CNY",
        "opened_on": "2024-01-02",
        "loaded_at": JUNE_1,
    },
    {
        "account_id": "A1",
        "customer_id": "nightly",
        "currency": "CNY",
        "opened_on": "2024-01-02",
        "loaded_at": JUNE_2,
    },
]

HOLDERS = [
    {"account_id": "A1", "customer_id": "renamed", "role": "joint", "loaded_at": JUNE_1},
    {"account_id": "A1", "customer_id": "twice", "valid_from": "2024-01-01", "loaded_at": JUNE_1},
    {"account_id": "A1", "customer_id": "moment", "role": "agent", "valid_to": "2024-05-01"},
]

RATINGS = [
    {
        "rating_id": "R1",
        "customer_id": "nightly",
        "rated_on": "2024-06-30",
        "loaded_at": "2024-06-30 23:00:00",
    },
    {
        "rating_id": "R2",
        "customer_id": "nightly",
        "rated_on": "2024-07-01",
        "loaded_at": "2024-06-30 23:00:00",
    },
]

BALANCES = [{"account_id": "A1", "balance_date": "2024-06-01", "currency": "CNY", "loaded_at": JUNE_2}]

ORDERS = [
    {
        "order_id": "O1",
        "amount": "100",
        "currency": "CNY",
        "occurred_at": JUNE_1,
        "agency_confirmed": "1",
        "loaded_at": JUNE_2,
    },
]

OWNERS = [
    {
        "customer_id": "unit",
        "owner_name": "钱七",
        "share": "half",
        "valid_from": "2024-01-01",
        "loaded_at": JUNE_1,
    },
    {"customer_id": "unit", "owner_name": "孙八", "share": "0.5", "loaded_at": JUNE_1},
]

TOTALS = [
    {
        "table_name": "transactions",
        "business_date": "2024-06-02",
        "row_count": "2",
        "amount": "20.00",
        "loaded_at": JUNE_3,
    },
    {"table_name": "transactions", "business_date": "2024-06-01", "row_count": "99", "loaded_at": JUNE_3},
    {
        "table_name": "transactions",
        "business_date": "2024-05-31",
        "row_count": "5",
        "amount": "1.00",
        "loaded_at": JUNE_3,
    },
    {
        "table_name": "transactions",
        "business_date": "2024-06-30",
        "row_count": "1",
        "amount": "9.99",
        "loaded_at": JUNE_3,
    },
    {"table_name": "customers", "business_date": "2024-06-01", "row_count": "7", "loaded_at": JUNE_3},
    {"table_name": "risk_ratings", "business_date": "2024-06-30", "row_count": "1.0", "loaded_at": JUNE_3},
]

RAW: dict[str, list[Row]] = {
    "customers": CUSTOMERS,
    "transactions": TRANSACTIONS,
    "choice_events": CHOICES,
    "accounts": ACCOUNTS,
    "account_holders": HOLDERS,
    "risk_ratings": RATINGS,
    "account_balances": BALANCES,
    "prepaid_orders": ORDERS,
    "beneficial_owners": OWNERS,
    "control_totals": TOTALS,
}
