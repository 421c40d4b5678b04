"""An export on disk: the files of one format, each written whole."""

import csv
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from steward.errors import StewardError
from steward.files import write_whole
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.prove.compile import Compiled, compile_project, parse_project
from steward.prove.project import lineage_of_compiled

FORMATS = ("odcs", "openlineage", "dpv")
# These need the SQL of the models; the others what is declared of them.
COMPILED = ("openlineage",)
BASE = "https://example.com/warehouse/"


def export(
    project: Project,
    form: str,
    out: Path | None = None,
    namespace: str = "privacy_warehouse",
    base: str = BASE,
) -> list[Path]:
    """Write the public relations in a format, by default under `$DW_HOME/export`, and return the files.

    Raises StewardError where dbt refuses the project, a column is not classified, or the folder cannot be written.
    """
    compiled = compile_project(project, {}) if form in COMPILED else Compiled(parse_project(project, {}), {})
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    files = texts(project, load_policy(project), compiled, form, namespace, base, moment)
    folder = out or project.home / "export" / form
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            write_whole(folder / name, text, 0o640)
    except OSError:
        raise StewardError(str(folder), "the folder cannot be written", "name another with --out") from None
    return [folder / name for name in files]


def texts(
    project: Project, policy: Policy, compiled: Compiled, form: str, namespace: str, base: str, moment: str
) -> dict[str, str]:
    """Return the files of a format by name."""
    from steward.export.relations import public_relations

    relations = public_relations(compiled.manifest, policy)
    match form:
        case "odcs":
            from steward.export.odcs import contracts

            return contracts(relations, policy, version("steward"))
        case "openlineage":
            from steward.export.openlineage import events

            lineage = lineage_of_compiled(project, policy, compiled)
            return {"warehouse.openlineage.ndjson": events(relations, lineage, namespace, moment)}
        case "dpv":
            from steward.export.dpv import graph

            return graph(relations, policy, _organisation(project), base)
    raise StewardError("--format", f"no format `{form}`", f"write one of {', '.join(FORMATS)}")


def _organisation(project: Project) -> Mapping[str, Any]:
    for parts in (("seeds", "site", "organisation.csv"), ("seeds", "register", "organisation.csv")):
        path = project.path(*parts)
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as lines:
                return next(csv.DictReader(lines), {})
    return {}
