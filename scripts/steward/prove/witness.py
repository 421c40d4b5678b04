"""The second witness: sqlglot reads the same SQL, and the two readers must have seen the same names.

A grammar that splits the text otherwise, at a comment, a quote or a dot, sees a name that the other does not. Then
nobody knows what runs, and the proof does not pass.
"""

from collections.abc import Iterator
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from steward.prove.parse import Unknown
from steward.prove.relation import CLOCK

NAMES = (
    "alias", "function_name", "table_name", "schema_name", "schema", "catalog", "catalog_name", "relation_name",
    "cte_name", "key", "collation", "value",
)  # fmt: skip
LISTS = ("column_names", "column_name_alias", "aliases", "using_columns", "exclude_list")


class Witness:
    """sqlglot's view of a query."""

    def __init__(self, sql: str) -> None:
        try:
            trees = sqlglot.parse(sql, read="duckdb")
        except (SqlglotError, RecursionError):
            raise Unknown("only one of the two readers understands this SQL; write it more plainly") from None
        if len(trees) != 1 or trees[0] is None:
            raise Unknown("more than one statement")
        self.tree = trees[0]

    def agrees(self, node: Any) -> None:
        """Raise Unknown where a name is in one of the two readings only."""
        own = {
            identifier.name.lower()
            for identifier in self.tree.find_all(exp.Identifier)
            # The engine's parser puts the definition of a named window in its place.
            if not isinstance(identifier.parent, exp.Window)
        }
        columns = set(_column_names(node))
        known = set(_names(node))
        if missed := sorted(own - known):
            raise Unknown(f"the engine's parser does not see `{missed[0]}`, which sqlglot sees")
        literals = {
            literal.name.lower() for literal in self.tree.find_all(exp.Literal, exp.Anonymous, exp.Var)
        }
        if missed := sorted(columns - own - literals - set(CLOCK) - set(_parameters(node))):
            raise Unknown(f"sqlglot does not see column `{missed[0]}`, which the engine's parser sees")


def _names(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, content in node.items():
            if key in NAMES and isinstance(content, str):
                yield content.lower()
            elif key in LISTS:
                yield from (name.lower() for name in content if isinstance(name, str))
            yield from _names(content)
    elif isinstance(node, list):
        for content in node:
            yield from _names(content)


def _parameters(node: Any) -> Iterator[str]:
    """Yield the parameters of lambdas, which the engine's parser makes up for a list comprehension."""
    if isinstance(node, dict):
        if node.get("class") == "LAMBDA":
            yield from _column_names(node["lhs"])
        for content in node.values():
            yield from _parameters(content)
    elif isinstance(node, list):
        for content in node:
            yield from _parameters(content)


def _column_names(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("class") == "COLUMN_REF":
            yield from (name.lower() for name in node["column_names"])
        for content in node.values():
            yield from _column_names(content)
    elif isinstance(node, list):
        for content in node:
            yield from _column_names(content)
