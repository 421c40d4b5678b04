"""Whether a view is what its model says: both texts, as the server itself prints them."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from steward.engines.duckdb import literal, quoted
from steward.project import Project
from steward.roles.wanted import RelationKey, Wanted

REF = re.compile(r"{{\s*ref\(\s*['\"](\w+)['\"]\s*\)\s*}}")
CONFIG = re.compile(r"{{\s*config\(.*?\)\s*}}|{#.*?#}", re.DOTALL)
PROBE = "steward_probe"


def differing_views(
    connection: psycopg.Connection[Any], project: Project, wanted: Wanted, views: list[RelationKey]
) -> Iterator[tuple[RelationKey, str]]:
    """Yield the views whose text is not that of their model, with `differs`, or `not_measured` without a text.

    The model's text is made a temporary view, so that the server prints both in the same way; it is undone.
    """
    models = model_files(project, wanted)
    places = {model: key for key, (model, _) in models.items()}
    for key in views:
        if key not in models:
            continue
        model, path = models[key]
        text = filled_text(path, places) or _compiled(project, model)
        if text is None:
            yield key, "not_measured"
        elif not _is_same(connection, key, text):
            yield key, "differs"


def model_files(project: Project, wanted: Wanted) -> dict[RelationKey, tuple[str, Path]]:
    """Return model and file of every relation, by schema and name."""
    files = {path.stem: path for path in project.path("models").rglob("*.sql")}
    found = {}
    for key, relation in wanted.known.items():
        names = (f"{relation.name}__{relation.zone}", relation.name)
        model = next((name for name in names if name in files), "")
        if model:
            found[key] = (model, files[model])
    return found


def filled_text(path: Path, places: dict[str, RelationKey]) -> str | None:
    """Return the text of a model that only refers to others; None where it says more."""
    text = CONFIG.sub("", path.read_text(encoding="utf-8"))
    text = REF.sub(lambda ref: quoted(*places[ref[1]]) if ref[1] in places else ref[0], text)
    return None if "{{" in text or "{%" in text else text


def _compiled(project: Project, model: str) -> str | None:
    """Return the text that the newest dbt command compiled."""
    target = Path(os.environ.get("DBT_TARGET_PATH", "target"))
    manifest = (target if target.is_absolute() else project.root / target) / "manifest.json"
    try:
        nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
        node = nodes[f"model.{project.config['name']}.{model}"]
    except (OSError, ValueError, KeyError):
        return None
    text = node.get("compiled_code")
    return str(text) if text and node.get("relation_name") else None


def _is_same(connection: psycopg.Connection[Any], key: RelationKey, text: str) -> bool:
    """Tell whether the server prints both alike; a text that it refuses is another one."""
    actual = f"select pg_get_viewdef({literal(quoted(*key))}::regclass)"
    with connection.transaction(force_rollback=True):
        held = connection.execute(actual.encode()).fetchone()
        try:
            connection.execute(f"create temporary view {PROBE} as\n{text}".encode())
        except psycopg.Error:
            return False
        probe = connection.execute(f"select pg_get_viewdef('pg_temp.{PROBE}'::regclass)".encode()).fetchone()
        return held == probe
