"""The columns of a model's final select, as far as they can be read without compiling it."""

import re

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
STATEMENT = re.compile(r"{%-?\s*(\w+).*?%}", re.DOTALL)
CONFIG = re.compile(r"{{-?\s*config\(.*?}}", re.DOTALL)
EXPRESSION = re.compile(r"{{.*?}}", re.DOTALL)
# What stands in for an expression; a column of this name is one whose name only dbt knows.
UNKNOWN = "jinja_expression"
BRANCHING = {"if", "for", "call", "filter", "macro"}


def final_columns(sql: str) -> tuple[str, ...] | None:
    """Return the names of the final select's columns; None where only dbt can tell them."""
    plain = CONFIG.sub("", COMMENT.sub("", sql))
    if BRANCHING & {match[1] for match in STATEMENT.finditer(plain)}:
        return None
    plain = EXPRESSION.sub(UNKNOWN, STATEMENT.sub("", plain))
    try:
        tree = sqlglot.parse_one(plain, read="duckdb")
    except SqlglotError:
        return None
    return _columns(tree, _ctes(tree)) if isinstance(tree, exp.Query) else None


def _ctes(tree: exp.Expr) -> dict[str, exp.Expr]:
    return {cte.alias: cte.this for cte in tree.find_all(exp.CTE)}


def _columns(query: exp.Expr, ctes: dict[str, exp.Expr]) -> tuple[str, ...] | None:
    while isinstance(query, exp.SetOperation | exp.Subquery):
        query = query.this
    if not isinstance(query, exp.Select):
        return None
    if query.is_star:
        return _starred(query, ctes)
    names = tuple(projection.alias_or_name for projection in query.expressions)
    return None if UNKNOWN in names or "" in names else names


def _starred(query: exp.Select, ctes: dict[str, exp.Expr]) -> tuple[str, ...] | None:
    """Follow `select * from <cte>`, the one star that names its columns in the same file."""
    source = query.args.get("from_")
    if len(query.expressions) != 1 or query.args.get("joins") or source is None:
        return None
    inner = ctes.get(source.this.name)
    return _columns(inner, ctes) if inner is not None and inner is not query else None
