"""Another dbt project as it lies there: its manifest, or its folders of SQL; nothing is run and nothing written."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from steward.errors import StewardError
from steward.strict_yaml import entries_at

MANIFEST = Path("target", "manifest.json")
QUERIES = ("model", "snapshot", "analysis")
DIALECTS = {"sqlserver": "tsql", "fabric": "tsql", "synapse": "tsql", "athena": "athena", "dremio": "presto"}
SKIPPED = ("target", "dbt_packages", "dbt_modules", "macros", "tests", "logs", "node_modules")
REF = re.compile(r"""\{\{-?\s*ref\(\s*(?:['"][^'"]*['"]\s*,\s*)?['"]([^'"]+)['"][^}]*\)\s*-?\}\}""")
SOURCE = re.compile(r"""\{\{-?\s*source\(\s*['"]([^'"]+)['"]\s*,\s*['"]([^'"]+)['"]\s*\)\s*-?\}\}""")
REF_WORD = re.compile(r"""ref\(\s*['"]([^'"]+)['"]\s*\)""")


@dataclass(frozen=True)
class Item:
    """A node: kind, name, where it lies, its SQL; `columns` with their descriptions as far as somebody wrote them.

    `partly` says why the SQL stands for less than dbt would run; empty for compiled SQL.
    """

    kind: str
    name: str
    schema: str = ""
    sql: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    partly: str = ""


@dataclass(frozen=True)
class Exposure:
    """What stands at the end: its name and the relations that it reads."""

    name: str
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Foreign:
    """The project: its nodes, exposures and the dialect of its SQL."""

    items: tuple[Item, ...]
    exposures: tuple[Exposure, ...]
    dialect: str


def read_foreign(folder: Path, dialect: str) -> Foreign:
    """Return a project from its manifest, else from its SQL, YAML and seed files.

    Raises StewardError if there is no such folder, the manifest is not readable, or no SQL is there.
    """
    if not folder.is_dir():
        raise StewardError(str(folder), "there is no such folder", "name the folder of a dbt project")
    manifest = folder / MANIFEST
    found = _of_manifest(folder, manifest, dialect) if manifest.is_file() else _of_files(folder, dialect)
    if not any(item.kind in QUERIES for item in found.items):
        raise StewardError(str(folder), "holds no model", "name the folder of a dbt project, or of SQL files")
    return found


def _of_manifest(folder: Path, path: Path, dialect: str) -> Foreign:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        nodes = {**content["nodes"], **content.get("sources", {})}
        adapter = str(content.get("metadata", {}).get("adapter_type") or "duckdb")
        items = {unique_id: _item(folder, node) for unique_id, node in nodes.items()}
        exposures = [
            Exposure(
                str(own["name"]),
                tuple(items[one].name for one in own["depends_on"]["nodes"] if one in items),
            )
            for own in content.get("exposures", {}).values()
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise StewardError(str(path), "this is no manifest of dbt", "write it again: dbt compile") from None
    return Foreign(tuple(items.values()), tuple(exposures), dialect or DIALECTS.get(adapter, adapter))


def _item(folder: Path, node: Mapping[str, Any]) -> Item:
    kind = str(node["resource_type"])
    name = str(node.get("alias") or node.get("identifier") or node["name"])
    columns = {
        str(own["name"]).lower(): str(own.get("description") or "") for own in node["columns"].values()
    }
    if kind == "seed":
        columns = {
            **dict.fromkeys(_header(folder / str(node.get("original_file_path") or "")), ""),
            **columns,
        }
    schema = str(node.get("schema") or "")
    if kind not in QUERIES:
        return Item(kind, name.lower(), schema.lower(), columns=columns)
    if node.get("language") == "python":
        return Item(kind, name.lower(), schema.lower(), columns=columns, partly="a model in Python")
    compiled = node.get("compiled_code")
    sql, partly = (str(compiled), "") if compiled else without_jinja(str(node.get("raw_code") or ""))
    return Item(kind, name.lower(), schema.lower(), sql, columns, partly)


def _of_files(folder: Path, dialect: str) -> Foreign:
    described: dict[str, dict[str, str]] = {}
    exposures: list[Exposure] = []
    items: list[Item] = []
    for path in _files(folder, "*.y*ml"):
        content = _yaml(path)
        for entry in [*_entries(content, "models"), *_entries(content, "seeds")]:
            described[str(entry["name"]).lower()] = _described(entry)
        for source in _entries(content, "sources"):
            for table in _entries(source, "tables"):
                schema = str(source.get("schema") or source["name"])
                items.append(
                    Item("source", str(table["name"]).lower(), schema.lower(), "", _described(table))
                )
        for own in _entries(content, "exposures"):
            reads = REF_WORD.findall(" ".join(map(str, own.get("depends_on") or [])))
            exposures.append(Exposure(str(own["name"]), tuple(name.lower() for name in reads)))
    for path in _files(folder, "*.sql"):
        sql, partly = without_jinja(path.read_text(encoding="utf-8", errors="replace"))
        name = path.stem.lower()
        items.append(Item("model", name, "", sql, described.get(name, {}), partly))
    for path in _files(folder, "*.csv"):
        columns = {**dict.fromkeys(_header(path), ""), **described.get(path.stem.lower(), {})}
        items.append(Item("seed", path.stem.lower(), "", "", columns))
    return Foreign(tuple(items), tuple(exposures), dialect or "duckdb")


def without_jinja(text: str) -> tuple[str, str]:
    """Return SQL with the usual Jinja written out, and why it may stand for less than dbt would run."""
    text = re.sub(r"\{#.*?#\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{%-?\s*macro\b.*?endmacro\s*-?%\}", " ", text, flags=re.DOTALL)
    text = REF.sub(r" \1 ", text)
    text = SOURCE.sub(r' "\1"."\2" ', text)
    text = re.sub(r"\{\{-?\s*config\(.*?\)\s*-?\}\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"""['"]?\{\{-?\s*(var|env_var)\(.*?\)\s*-?\}\}['"]?""", "'x'", text, flags=re.DOTALL)
    partly = "loops or macros of Jinja that only dbt can write out" if re.search(r"\{%|\{\{", text) else ""
    text = re.sub(r"\{%.*?%\}", " ", text, flags=re.DOTALL)
    # A macro may do anything with the columns that it is given by name.
    text = re.sub(r"\{\{(.*?)\}\}", lambda match: _macro(match.group(1)), text, flags=re.DOTALL)
    return text, partly


def _macro(call: str) -> str:
    if re.search(r"\bstar\(", call):
        return " * "
    names = [name for name in re.findall(r"""['"]([A-Za-z_]\w*)['"]""", call)]
    return f" macro_of_dbt({', '.join(names)}) "


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    for path in sorted(folder.rglob(pattern)):
        parts = path.relative_to(folder).parts[:-1]
        if not any(part in SKIPPED or part.startswith(".") for part in parts):
            yield path


def _yaml(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, OSError):
        raise StewardError(
            str(path), "not readable as YAML", "mend it, or compile the project with dbt"
        ) from None
    return content if isinstance(content, dict) else {}


def _entries(parent: dict[str, Any], key: str) -> list[dict[str, Any]]:
    try:
        return entries_at(parent, key, key)
    except StewardError:
        return []


def _described(entry: dict[str, Any]) -> dict[str, str]:
    return {str(own["name"]).lower(): str(own.get("description") or "") for own in _entries(entry, "columns")}


def _header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [name.strip().lower() for name in next(csv.reader(file), [])]
    except (OSError, UnicodeDecodeError):
        return []
