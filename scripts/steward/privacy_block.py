"""The privacy block of a column, `{meta: {privacy: {attribute: <word>}}}`, and what can be wrong with it."""

from collections.abc import Iterator
from typing import Any

from steward.findings import Finding
from steward.policy import Policy
from steward.strict_yaml import mapping_at
from steward.vocabulary import did_you_mean

BLOCK = "privacy"
BLOCK_KEYS = ("attribute",)
COLUMN_KEYS = (
    "name",
    "data_type",
    "description",
    "config",
    "constraints",
    "data_tests",
    "quote",
    "tests",
    "tags",
)
CONFIG_KEYS = ("meta", "tags")
EXAMPLE = "add `config: {meta: {privacy: {attribute: <one of seeds/policy/attributes.csv>}}}`"


def attribute_name(where: str, column: dict[str, Any], policy: Policy) -> tuple[str, list[Finding]]:
    """Return the attribute that a column's privacy block names, '' with findings where it names none.

    `where` is file, model and column, as the user reads them.
    """
    typos = list(_misplaced_keys(where, column))
    block = privacy_block(column)
    if block is None:
        return "", typos or [Finding(where, "the column is not classified", EXAMPLE)]
    problems = [*typos, *block_findings(where, block, policy)]
    named = block.get("attribute") if isinstance(block, dict) else None
    return (str(named) if named in policy.attributes else ""), problems


def privacy_block(column: dict[str, Any]) -> Any:
    """Return what stands under `config.meta.privacy` of a column, None where nothing does."""
    meta = mapping_at(column, "config", "meta")
    return meta.get(BLOCK, {} if BLOCK in meta else None)


def block_findings(
    where: str, block: Any, policy: Policy, keys: tuple[str, ...] = BLOCK_KEYS
) -> Iterator[Finding]:
    """Yield what is wrong with a privacy block: its shape, its keys, its attribute."""
    if not isinstance(block, dict):
        yield Finding(where, "`privacy` is not a mapping", "write `privacy: {attribute: <word>}`")
        return
    for key in block:
        if key not in keys:
            yield Finding(where, f"unknown key `{key}` under `privacy`", did_you_mean(str(key), keys))
    if "attribute" not in block:
        if all(key in keys for key in block):
            yield Finding(where, "`privacy` names no attribute", EXAMPLE)
        return
    named = block["attribute"]
    if not isinstance(named, str) or named not in policy.attributes:
        otherwise = "add it to seeds/policy/attributes.csv, or use one that is there"
        yield Finding(
            where, f"unknown attribute `{named}`", did_you_mean(str(named), policy.attributes, otherwise)
        )
    elif policy.attribute(named).handling == "must_not_load":
        what = f"attribute `{named}` must not be loaded into the warehouse"
        yield Finding(where, what, "remove the column here and in the raw table")


def _misplaced_keys(where: str, column: dict[str, Any]) -> Iterator[Finding]:
    if BLOCK in column or "meta" in column:
        yield Finding(
            where,
            "`meta` and `privacy` stand outside `config`",
            "move them: `config: {meta: {privacy: ...}}`",
        )
    for key in column:
        if key not in (*COLUMN_KEYS, BLOCK, "meta"):
            yield Finding(where, f"unknown key `{key}`", did_you_mean(str(key), COLUMN_KEYS))
    for key in mapping_at(column, "config"):
        if key not in CONFIG_KEYS:
            known = (*CONFIG_KEYS, BLOCK)
            yield Finding(where, f"unknown key `{key}` under `config`", did_you_mean(str(key), known))
    for key in mapping_at(column, "config", "meta"):
        if key != BLOCK:
            yield Finding(where, f"unknown key `{key}` under `config.meta`", did_you_mean(str(key), (BLOCK,)))
