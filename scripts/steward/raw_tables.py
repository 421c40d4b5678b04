"""The raw tables as `models/staging/_sources.yml` describes them."""

import re
from dataclasses import dataclass
from typing import Any

from steward.errors import StewardError
from steward.project import Project
from steward.strict_yaml import entries_at, mapping_at, read_strict_yaml

SOURCES = "models/staging/_sources.yml"
LOADED_AT = "loaded_at"
DATA_TYPE = re.compile(r"text|date|timestamptz|boolean|bigint|decimal\(\d+,\d+\)")
CHECKS = ("currency", "amount")
TABLE_KEYS = ("key", "business_date", "needed_by", "live", "large")
COLUMN_KEYS = ("optional", "required", "check", "personal")


@dataclass(frozen=True)
class RawColumn:
    """A column of a raw table.

    `optional` columns may be absent; a row is dropped where a `required` value is missing or unreadable;
    `check` is `currency`, `amount` or empty; `personal` keeps a key's part out of audit.rejected_rows.
    """

    name: str
    data_type: str
    optional: bool = False
    required: bool = False
    check: str = ""
    personal: bool = False
    description: str = ""


@dataclass(frozen=True)
class RawTable:
    """A raw table: what identifies a record over loads, which date is cut at as_of_date, who needs it.

    `live` cuts at the day of the query, `large` is read again rather than copied.
    """

    name: str
    description: str
    key: tuple[str, ...]
    business_date: str | None
    needed_by: tuple[str, ...]
    live: bool
    large: bool
    columns: tuple[RawColumn, ...]

    def column(self, name: str) -> RawColumn:
        """Return the column of that name; raises KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def load_raw_tables(project: Project) -> dict[str, RawTable]:
    """Return the raw tables by name, in the order of the file.

    Raises StewardError if the file is not what its head says: an unknown word or type, a key of no column.
    """
    content = read_strict_yaml(project.path(SOURCES), SOURCES)
    sources = [source for source in entries_at(content, "sources", SOURCES) if source["name"] == "raw"]
    if not sources:
        raise StewardError(SOURCES, "has no source `raw`", "restore it from version control")
    tables = [_table(entry) for entry in entries_at(sources[0], "tables", SOURCES)]
    return {table.name: table for table in tables}


def _table(entry: dict[str, Any]) -> RawTable:
    name = entry["name"]
    where = f"{SOURCES}, table {name}"
    meta = _meta(entry, TABLE_KEYS, where)
    key = tuple(meta.get("key") or ())
    columns = tuple(_column(column, key, where) for column in entries_at(entry, "columns", where))
    table = RawTable(
        name=name,
        description=str(entry.get("description") or ""),
        key=key,
        business_date=meta.get("business_date"),
        needed_by=tuple(meta.get("needed_by") or ()),
        live=bool(meta.get("live")),
        large=bool(meta.get("large")),
        columns=columns,
    )
    _refuse_unknown_columns(table, where)
    return table


def _column(entry: dict[str, Any], key: tuple[str, ...], where: str) -> RawColumn:
    name, data_type = entry["name"], str(entry.get("data_type") or "").replace(" ", "")
    meta = _meta(entry, COLUMN_KEYS, f"{where}, column {name}")
    if not DATA_TYPE.fullmatch(data_type):
        raise StewardError(
            f"{where}, column {name}",
            "has no data_type that staging can read",
            "write text, date, timestamptz, boolean, bigint or decimal(p,s)",
        )
    check = str(meta.get("check") or "")
    if check and check not in CHECKS:
        raise StewardError(
            f"{where}, column {name}", f"unknown check `{check}`", f"write one of {', '.join(CHECKS)}"
        )
    expected = name == LOADED_AT or (name in key and data_type == "text")
    return RawColumn(
        name=name,
        data_type=data_type,
        optional=bool(meta.get("optional")),
        required=bool(meta.get("required", expected)),
        check=check,
        personal=bool(meta.get("personal")),
        description=str(entry.get("description") or ""),
    )


def _meta(entry: dict[str, Any], known: tuple[str, ...], where: str) -> dict[str, Any]:
    meta = mapping_at(entry, "config", "meta")
    for word in meta:
        if word not in known:
            raise StewardError(where, f"unknown word `{word}` under meta", f"write one of {', '.join(known)}")
    return meta


def _refuse_unknown_columns(table: RawTable, where: str) -> None:
    names = [column.name for column in table.columns]
    if not table.key:
        raise StewardError(where, "has no key", "name the columns that identify a record: meta: {key: [...]}")
    for name in (*table.key, *filter(None, [table.business_date]), LOADED_AT):
        if name not in names:
            raise StewardError(where, f"has no column {name}", "add it under columns, or mend the name")
    dated = table.business_date or LOADED_AT
    if table.column(dated).data_type not in ("date", "timestamptz"):
        raise StewardError(where, f"{dated} is no date", "give business_date a date or timestamptz column")
