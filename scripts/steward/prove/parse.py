"""Reading SQL by the engine's own parser: the tree that DuckDB would run, as JSON.

It is the first reader because it decides what runs: where another grammar takes `id_number.md5()` for two names,
this tree holds a call of `md5` on a column.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

import duckdb

from steward.engines.duckdb import literal

Json = dict[str, Any]
SERIALIZE = "select json_serialize_sql({}, skip_null := true, skip_empty := true, skip_default := true)"
# A quote inside a text is escaped, so that no text of a query can look like one of these.
COUNTED_NODES = ("COLUMN_REF", "FUNCTION", "WINDOW", "SUBQUERY", "BASE_TABLE")
COUNTED = re.compile(r'"class":"(COLUMN_REF|FUNCTION|WINDOW|SUBQUERY)"|"type":"(BASE_TABLE)"')


class Unknown(Exception):
    """Something that the proof cannot follow, in words for a finding; it never passes."""


@dataclass(frozen=True)
class Statement:
    """One query: the node of the tree, and how many nodes of each kind the engine's parser made."""

    node: Json
    counts: dict[str, int]


class Parser:
    """The parser of an engine that holds no data."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1, "enable_external_access": "false"})

    def statement(self, sql: str) -> Statement:
        """Return the one query of a text.

        Raises Unknown where it is no query, or more than one statement.
        """
        # Parameters would make DuckDB import pandas, which takes a quarter of the proof.
        row = self.connection.execute(SERIALIZE.format(literal(sql))).fetchone()
        text = str(row[0]) if row else "{}"
        tree = json.loads(text)
        if tree.get("error"):
            raise Unknown("the engine's parser reads no single query here (a pivot, a command, or an error)")
        statements = tree.get("statements", [])
        if len(statements) != 1:
            raise Unknown(f"{len(statements)} statements where one query is expected")
        counts = dict.fromkeys(COUNTED_NODES, 0)
        for found in COUNTED.finditer(text):
            counts[found[1] or found[2]] += 1
        return Statement(statements[0]["node"], counts)

    def expression(self, sql: str) -> Json:
        """Return the tree of one expression."""
        selected: Json = self.statement(f"select {sql}").node["select_list"][0]
        return selected


def is_sample(node: Json) -> bool:
    """Tell whether a query, or a table that it names, is a sample of its rows."""
    waiting = [node, node.get("from_table") or {}]
    while waiting:
        one = waiting.pop()
        if one.get("sample"):
            return True
        waiting += [one[side] for side in ("left", "right") if isinstance(one.get(side), dict)]
    return False
