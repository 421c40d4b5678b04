"""What a raw column is, in words: as `_sources.yml` says, else as the logical model that is made of its table says."""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from steward.project import Project
from steward.raw_tables import LOADED_AT, RawTable

LOGICAL = ("models", "logical")
READS = re.compile(r"ref\('stg_(\w+)'\)")
# Merges come after staging: what a raw column says holds before them.
BEFORE_MERGES = re.compile(r",? after merges|（合并后）")
LOADED = "When the row was loaded. / 载入时间。"

Descriptions = dict[tuple[str, str], str]


def raw_descriptions(project: Project, tables: Iterable[RawTable]) -> Descriptions:
    """Return the description of each raw column by table and column; one that nobody described is not there."""
    found: Descriptions = {}
    for path in sorted(project.path(*LOGICAL).glob("*.yml")):
        for table, name, text in _said(path):
            found.setdefault((table, name), text)
    for own in tables:
        found[own.name, LOADED_AT] = LOADED
        found |= {(own.name, column.name): column.description for column in own.columns if column.description}
    return found


def _said(path: Path) -> Iterable[tuple[str, str, str]]:
    """Yield table, column and description of each column of the models of a file, for every table that they read."""
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for model in content.get("models") or []:
        sql = path.with_name(f"{model['name']}.sql")
        tables = sorted(set(READS.findall(sql.read_text(encoding="utf-8")))) if sql.is_file() else []
        for column in model.get("columns") or []:
            if column.get("description"):
                text = " ".join(str(column["description"]).split())
                for table in tables:
                    yield table, str(column["name"]), BEFORE_MERGES.sub("", text)
