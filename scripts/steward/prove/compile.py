"""Compiled SQL of every model and analysis, by dbt in this process: both branches of `is_incremental()`."""

import copy
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steward.dbt_run import QUIET, close_adapter, compile_message, variable_options
from steward.engines import on_duckdb
from steward.errors import StewardError
from steward.project import Project
from steward.prove.nodes import Manifest

INCREMENTAL = "macro.dbt.is_incremental"
BRANCHES = "{% macro is_incremental() %}{{ return(ANSWER) }}{% endmacro %}"
DEMO = {"demo_data": True, "raw_path": None, "raw_database": None}
KINDS = ("model", "analysis", "snapshot")
USES = re.compile(r"\bis_incremental\b")


@dataclass(frozen=True)
class Compiled:
    """dbt's manifest, and the compiled texts of each node: two where its SQL asks `is_incremental()`."""

    manifest: Manifest
    texts: dict[str, list[str]]


def compile_project(project: Project, variables: Mapping[str, Any]) -> Compiled:
    """Parse and compile the project for DuckDB, whatever the target: its engine's parser reads the result.

    It reads the demo's raw tables, wherever the site's own lie: they are named in `raw()` alone, and what staging
    makes of them is the same for a seed, a schema and a folder of files.

    Raises StewardError where dbt refuses the project. Nothing is written to the warehouse.
    """
    with chdir(project.root), _environment(project):
        return _compile(_options(project, variables))


def parse_project(project: Project, variables: Mapping[str, Any]) -> Manifest:
    """Return dbt's manifest of the project without compiling it.

    Raises StewardError where dbt refuses the project. Nothing is written to the warehouse.
    """
    with chdir(project.root), _environment(project):
        facts: Manifest = _parsed(_options(project, variables)).writable_manifest().to_dict(omit_none=False)
    return facts


def _options(project: Project, variables: Mapping[str, Any]) -> list[str]:
    # What is so already stays unsaid: `dbt build` then finds the same variables and need not parse again.
    told = {name: value for name, value in DEMO.items() if project.variables.get(name) != value}
    return [*QUIET, "--no-write-json", *variable_options({**variables, **told})]


def _parsed(options: list[str]) -> Any:
    # Two seconds of imports, for this command alone.
    from dbt.cli.main import dbtRunner

    parsed = dbtRunner().invoke(["parse", *options])
    if not parsed.success or parsed.result is None:
        raise StewardError("dbt parse", compile_message(str(parsed.exception or "")), "mend it")
    return parsed.result


def _compile(options: list[str]) -> Compiled:
    manifest = _parsed(options)
    facts: Manifest = manifest.writable_manifest().to_dict(omit_none=False)
    branching = _branching(manifest)
    untouched = {unique_id: copy.deepcopy(manifest.nodes[unique_id]) for unique_id in branching}
    kinds = ["--select", *(f"resource_type:{kind}" for kind in KINDS)]
    manifest.macros[INCREMENTAL].macro_sql = BRANCHES.replace("ANSWER", "false")
    first = _run(manifest, ["compile", *kinds, *options])
    texts = {unique_id: [str(node.compiled_code)] for unique_id, node in first.items()}
    ctes = {unique_id: node.extra_ctes for unique_id, node in first.items()}
    if branching:
        manifest.nodes.update(untouched)
        manifest.macros[INCREMENTAL].macro_sql = BRANCHES.replace("ANSWER", "true")
        names = [str(manifest.nodes[unique_id].name) for unique_id in branching]
        second = _run(manifest, ["compile", "--select", *names, *options])
        for unique_id in branching:
            texts[unique_id].append(str(second[unique_id].compiled_code))
    for unique_id, injected in ctes.items():
        facts["nodes"][unique_id]["extra_ctes"] = [{"id": cte.id, "sql": cte.sql} for cte in injected]
    return Compiled(facts, texts)


def _branching(manifest: Any) -> list[str]:
    """Return the nodes whose SQL, or a macro that it calls, asks whether the build is incremental."""
    asking = {name for name, macro in manifest.macros.items() if _asks(macro)}
    grown = True
    while grown:
        found = {
            name
            for name, macro in manifest.macros.items()
            if name not in asking and asking & set(macro.depends_on.macros)
        }
        found = {name for name in found if manifest.macros[name].package_name not in ("dbt", "dbt_duckdb")}
        grown = bool(found)
        asking |= found
    return [
        unique_id
        for unique_id, node in manifest.nodes.items()
        if node.resource_type in KINDS
        and (USES.search(node.raw_code or "") or asking & set(node.depends_on.macros))
    ]


def _asks(macro: Any) -> bool:
    own = macro.package_name not in ("dbt", "dbt_duckdb", "dbt_postgres")
    return own and bool(USES.search(macro.macro_sql))


def _run(manifest: Any, arguments: list[str]) -> dict[str, Any]:
    from dbt.cli.main import dbtRunner

    done = dbtRunner(manifest=manifest).invoke(arguments)
    if not done.success or done.result is None:
        raise StewardError("dbt compile", compile_message(str(done.exception or "")), "mend it")
    results: Any = done.result
    nodes = [result.node for result in results.results]
    return {node.unique_id: node for node in nodes if node.resource_type in KINDS}


@contextmanager
def _environment(project: Project) -> Iterator[None]:
    """Let dbt compile for DuckDB, and leave environment and warehouse folder as they were."""
    wanted = {"DBT_PROFILES_DIR": os.environ.get("DBT_PROFILES_DIR", str(project.root))}
    if on_duckdb():
        wanted["DW_HOME"] = str(project.home)
    else:
        # dbt parses anew for another target: its record of the real one is kept apart.
        target = Path(os.environ.get("DBT_TARGET_PATH", "target")) / "prove"
        wanted |= {"DW_TARGET": "duckdb", "DBT_TARGET_PATH": str(target)}
    before = {name: os.environ.get(name) for name in wanted}
    had_file = project.build_file.is_file()
    os.environ.update(wanted)
    try:
        yield
    finally:
        close_adapter()
        if not had_file:
            project.build_file.unlink(missing_ok=True)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
