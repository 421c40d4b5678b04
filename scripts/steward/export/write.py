"""An export on disk: the files of one format, each written whole."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from steward.errors import StewardError
from steward.export import BASE, NAMESPACE, Format
from steward.files import write_whole
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.prove.compile import Compiled, compile_project, parse_project
from steward.prove.project import lineage_of_compiled
from steward.register.organisation import organisation


def export(
    project: Project,
    form: Format,
    out: Path | None = None,
    namespace: str = NAMESPACE,
    base: str = BASE,
) -> list[Path]:
    """Write the public relations in a format, by default under `$DW_HOME/export`, and return the files.

    Raises StewardError where dbt refuses the project, a column is not classified, or the folder cannot be written.
    """
    # Lineage needs the SQL of the models; the others what is declared of them.
    lineage = form is Format.openlineage
    compiled = compile_project(project, {}) if lineage else Compiled(parse_project(project, {}), {})
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
    project: Project, policy: Policy, compiled: Compiled, form: Format, namespace: str, base: str, moment: str
) -> dict[str, str]:
    """Return the files of a format by name."""
    from steward.export.relations import public_relations

    relations = public_relations(compiled.manifest, policy)
    match form:
        case Format.odcs:
            from steward.export.odcs import contracts

            return contracts(relations, policy, version("steward"))
        case Format.openlineage:
            from steward.export.openlineage import events

            lineage = lineage_of_compiled(project, policy, compiled)
            return {"warehouse.openlineage.ndjson": events(relations, lineage, namespace, moment)}
        case Format.dpv:
            from steward.export.dpv import graph

            return graph(relations, policy, organisation(project), base)
