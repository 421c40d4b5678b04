"""Privacy blocks outside the logical model: each that is written must be right, also where none is needed."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from steward.findings import Finding
from steward.policy import Policy
from steward.privacy_block import BLOCK, block_findings, privacy_block
from steward.project import Project
from steward.strict_yaml import entries_at, mapping_at, read_strict_yaml

RENDERED = "# Rendered "


def check_privacy_blocks(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with privacy blocks in hand-written YAML outside the logical model."""
    for path in sorted(project.path("models").rglob("*.yml")):
        if path.is_relative_to(project.path("models", "logical")):
            continue
        if path.read_bytes().startswith(RENDERED.encode()):
            continue
        where = project.relative(path)
        content = read_strict_yaml(path, where)
        for label, column in _columns(content, where):
            yield from _column_findings(f"{where}, {label}", column, policy)


def _columns(content: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    described = [("model", model) for model in entries_at(content, "models", where)]
    for source in entries_at(content, "sources", where):
        described += [("table", table) for table in entries_at(source, "tables", where)]
    for kind, thing in described:
        for column in entries_at(thing, "columns", f"{where}, {kind} {thing['name']}"):
            yield f"{kind} {thing['name']}, column {column['name']}", column


def _column_findings(where: str, column: dict[str, Any], policy: Policy) -> Iterator[Finding]:
    places = {
        "": column,
        " under `config`": mapping_at(column, "config"),
        " under `config.meta`": mapping_at(column, "config", "meta"),
    }
    for place, mapping in places.items():
        for key in mapping:
            if key == BLOCK and place != " under `config.meta`":
                yield Finding(
                    where, f"`privacy` stands{place or ' beside `name`'}", "move it under `config.meta`"
                )
            elif key != BLOCK and get_close_matches(str(key), (BLOCK,), cutoff=0.7):
                yield Finding(where, f"unknown key `{key}`{place}", f"did you mean `{BLOCK}`?")
    block = privacy_block(column)
    if block is not None:
        yield from block_findings(where, block, policy)
