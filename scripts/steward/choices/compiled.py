"""The SQL of the decision, compiled by dbt from the macros of the build itself, for moments set later."""

import json
import os
from contextlib import chdir
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from steward import dbt_run
from steward.build_state import Build
from steward.choices import custody
from steward.errors import StewardError
from steward.project import Project

AT, KNOWN_AT = "choices_at", "choices_known_at"
MACROS = ("matrix_as_of", "choices_as_of", "recipients_as_of")
KEPT = ".decision.json"
# What the SQL of the decision follows from: the macros, and the names of the relations that they read.
SOURCES = ("macros", "models/staging", "models/vault", "models/logical")
BETWEEN = "\n--|--\n"
# Nothing is asked of the warehouse while compiling, so that nobody's lock is in the way.
OFFLINE = ("--no-introspect", "--no-populate-cache")


@dataclass(frozen=True)
class CompiledDecision:
    """Queries in parentheses that read the moments from the variables AT and KNOWN_AT of the connection."""

    matrix: str
    choices: str
    recipients: str


def compile_decision(project: Project, build: Build) -> CompiledDecision:
    """Return the decision's queries for the variables that the build was made with.

    They are kept in `DW_HOME` until a file that they follow from changes, since dbt takes its time.
    Raises StewardError if dbt cannot compile them.
    """
    variables = _variables(project, build)
    key = _key(project, variables)
    kept = _kept(project.home / KEPT, key)
    if kept is not None:
        return kept
    moments = ", ".join(f"\"cast(getvariable('{name}') as timestamptz)\"" for name in (AT, KNOWN_AT))
    template = BETWEEN.join(f"{{{{ {macro}({moments}) }}}}" for macro in MACROS)
    arguments = ["compile", "--inline", template, *OFFLINE, *dbt_run.QUIET, *variables]
    os.environ["DW_HOME"] = str(project.home)
    os.environ.setdefault("DBT_PROFILES_DIR", str(project.root))
    with chdir(project.root):
        compiled = CompiledDecision(*_compiled(arguments).split(BETWEEN))
    custody.write_text(project.home / KEPT, json.dumps({"key": key, **asdict(compiled)}))
    return compiled


def _key(project: Project, variables: tuple[str, ...]) -> str:
    digest = sha256("\0".join((project.build_file.stem, *variables)).encode())
    files = [path for part in SOURCES for path in project.path(part).rglob("*.sql")]
    for path in (project.path("dbt_project.yml"), project.path("profiles.yml"), *sorted(files)):
        digest.update(f"\0{project.relative(path)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _kept(path: Path, key: str) -> CompiledDecision | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return CompiledDecision(**content) if content.pop("key") == key else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _variables(project: Project, build: Build) -> tuple[str, ...]:
    """Return only what differs from dbt_project.yml: other variables would make dbt parse all files again."""
    recorded = build.project(project).variables
    differing = {name: value for name, value in recorded.items() if project.variables.get(name) != value}
    return ("--vars", yaml.safe_dump(differing, default_flow_style=True, width=10**6)) if differing else ()


def _compiled(arguments: list[str]) -> str:
    # Two seconds of imports, for these commands alone.
    from dbt.cli.main import dbtRunner

    try:
        outcome = dbtRunner().invoke(arguments)
    finally:
        dbt_run.close_adapter()
    results = getattr(outcome.result, "results", None) or []
    if not outcome.success or not results:
        reason = dbt_run.compile_message(str(outcome.exception or "")).splitlines()
        raise StewardError(
            "macros/choices", reason[0] if reason else "dbt cannot compile the decision", "run `dbt parse`"
        )
    return str(results[0].node.compiled_code)
