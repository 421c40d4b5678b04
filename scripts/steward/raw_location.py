"""`steward init`: write where the raw tables are into `dbt_project.yml`, line by line, comments untouched."""

import json
import re
from pathlib import Path

from steward.errors import StewardError
from steward.project import Project

FILE = "dbt_project.yml"
PLAIN = re.compile(r"[A-Za-z_./][A-Za-z0-9_./-]*")
WORDS = ("true", "false", "null", "yes", "no", "on", "off", "~")


def set_raw_location(
    project: Project, schema: str | None, path: str | None, database: str | None
) -> dict[str, str | bool | None]:
    """Turn the demo off and name the raw location; return the lines that now stand.

    Raises StewardError if nothing or two things are named, or the place does not exist.
    """
    if path and (schema or database):
        raise StewardError(
            "steward init", "files and a schema are both named", "give --raw-path, or the others"
        )
    if not (schema or path or database):
        raise StewardError(
            "steward init", "no raw location is named", "give --raw-schema, --raw-database or --raw-path"
        )
    if path and not (project.root / Path(path)).is_dir():
        raise StewardError(path, "there is no such folder", "name the folder with the Parquet or CSV files")
    if database and not (project.root / Path(database)).is_file():
        raise StewardError(
            database, "there is no such file", "name the DuckDB file that holds the raw schema"
        )
    if schema and not re.fullmatch(r"[a-z_][a-z0-9_]*", schema):
        raise StewardError(
            "--raw-schema", f"`{schema}` is no schema's name", "write it in lower case, without quotes"
        )
    values: dict[str, str | bool | None] = {"demo_data": False, "raw_path": path, "raw_database": database}
    if schema:
        values["raw_schema"] = schema
    _write(project.root / FILE, values)
    return values


def _write(path: Path, values: dict[str, str | bool | None]) -> None:
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        text = _with_line(text, name, _yaml(value))
    path.write_text(text, encoding="utf-8")


def _with_line(text: str, name: str, value: str) -> str:
    """Return the file with the variable's line changed, its comment kept, or added under `vars:`."""
    line = re.compile(rf"^(?P<name>\s+{name}:)[^\n#]*?(?P<comment>\s+#[^\n]*)?$", re.MULTILINE)
    found = line.search(text)
    if found:
        new = f"{found['name']} {value}{found['comment'] or ''}"
        return text[: found.start()] + new + text[found.end() :]
    head = re.search(r"^vars:[ \t]*$", text, re.MULTILINE)
    if head is None:
        raise StewardError(FILE, "there is no `vars:` line", "restore it from version control")
    return f"{text[: head.end()]}\n  {name}: {value}{text[head.end() :]}"


def _yaml(value: str | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    plain = PLAIN.fullmatch(value) and value.lower() not in WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)
