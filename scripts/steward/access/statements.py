"""What may be kept of a statement's text: its shape, its first word, the purpose that it claims."""

import logging
import re
from functools import lru_cache
from hashlib import sha256

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

# It logs the statements that it cannot read, literals and all.
logging.getLogger("sqlglot").disabled = True
DIGITS = 16
_COMMENT = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(--[^\n]*|/\*.*?(?:\*/|$))", re.DOTALL)
# A quoted name is kept; what stands for a value is not.
_VALUES = re.compile(
    r"(\"(?:[^\"]|\"\")*\")"
    r"|\$(?P<tag>\w*)\$.*?(?:\$(?P=tag)\$|$)|[eE]'(?:[^'\\]|\\.|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)"
    r"|\$\d+|(?<![\w.])\d[\w.]*",
    re.DOTALL,
)
_LISTS = re.compile(r"\((?:\s*\?\s*,)+\s*\?\s*\)")
_PURPOSE = re.compile(r"(?:--|/\*)[^\n]*?\bpurpose\s*[=:]\s*['\"]?([a-z_]+)", re.IGNORECASE)
# What stands before the query that it wraps: a cursor, a plan, a prepared statement.
_WRAPPER = re.compile(
    r"^\s*(?:declare\b.*?\bcursor\b.*?\bfor\b|explain\b(?:\s*\([^)]*\)|\s+analyze\b|\s+verbose\b)*"
    r"|prepare\b[^;]*?\bas\b)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*([a-z]+)", re.IGNORECASE | re.DOTALL)


@lru_cache(maxsize=4_096)
def fingerprint(text: str) -> str:
    """Return a hash of a statement's shape: literals, numbers and comments are out, so equal shapes are equal."""
    if "--" in text or "/*" in text:
        text = _COMMENT.sub(lambda match: " " if match[1] else match[0], text)
    shape = _LISTS.sub("(?)", _VALUES.sub(r"\1?", text).lower())
    shape = " ".join(shape.rstrip("; \n").split())
    return sha256(shape.encode("utf-8", "replace")).hexdigest()[:DIGITS]


def claimed_purpose(text: str) -> str | None:
    """Return the purpose that a comment of the statement names, None where none does."""
    found = _PURPOSE.search(text) if "--" in text or "/*" in text else None
    return found[1].lower() if found else None


@lru_cache(maxsize=16_384)
def first_word(text: str) -> str:
    """Return the statement's first word in upper case, comments skipped; '' where there is none."""
    found = _FIRST.match(text)
    return found[1].upper() if found else ""


def names_relation(text: str, name: str, qualified_only: bool = False) -> bool:
    """Tell whether the text writes the relation `schema.name` itself; unreadable spellings count as yes."""
    lower = text.lower()
    if 'u&"' in lower:
        return True
    schema, _, relation = name.lower().rpartition(".")
    before = rf'\b{re.escape(schema)}"?\s*\.\s*"?' if qualified_only else r"(?<!\w)"
    return re.search(rf"{before}{re.escape(relation)}(?!\w)", lower) is not None


@lru_cache(maxsize=16_384)
def parsed_objects(text: str, dialect: str) -> tuple[str, ...] | None:
    """Return the relations that a text names, as sqlglot reads it; None where it cannot."""
    try:
        trees = sqlglot.parse(_WRAPPER.sub("", text), dialect=dialect)
    except (SqlglotError, RecursionError):
        return None
    if any(tree is None or isinstance(tree, exp.Command) for tree in trees):
        return None
    named = set()
    for tree in trees:
        assert tree is not None
        local = {str(cte.alias).lower() for cte in tree.find_all(exp.CTE)}
        for table in tree.find_all(exp.Table):
            if table.name and (table.db or table.name.lower() not in local):
                named.add(".".join(filter(None, (table.db.lower(), table.name.lower()))))
    return tuple(sorted(named))
