"""What no walk over compiled SQL can see: code that runs beside it, or compiles otherwise when it is run."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from steward.findings import Finding
from steward.prove.nodes import COHORT, Manifest
from steward.vocabulary import CUSTODY_ZONES

# The project's own hooks, which write the state of the build and nothing that the warehouse holds.
OWN_HOOKS = (
    "{{ guard_raw_location() }}",
    "{{ record_build_start() }}",
    "{{ make_access_finding_table() }}",
    "{{ make_effective_reader_table() }}",
    "{{ record_build_end(results) }}",
    "{{ report_exceptions() }}",
)
# The labels of people who were erased are taken out of the state of their cohort.
OWN_HOOK_FORMS = re.compile(r"{{ forget_erased\(ref\('lbl_\w+'\), ref\('lbl_\w+_leaf'\), this\) }}")
MATERIALIZED = ("table", "view", "ephemeral", "incremental", "seed", "test", "unit", "snapshot", COHORT)
# Folders of macros that hold the project's own use of the engine; elsewhere a macro is text for a query.
ENGINE_FOLDERS = ("macros/engine/", "macros/naming/", "macros/state/", "macros/staging/", "macros/anonymise/")
OWN_QUERIES = ("report_exceptions", "is_past_build")
# What a model may set: text and numbers, nothing that the engine runs beside its query.
SETTINGS = frozenset((
    "access", "alias", "anonymise", "batch_size", "begin", "column_types", "concurrent_batches", "contract", "docs",
    "enabled", "event_time", "freshness", "full_refresh", "grants", "group", "incremental_strategy", "lookback",
    "materialized", "meta", "on_configuration_change", "on_schema_change", "packages", "persist_docs", "post-hook",
    "pre-hook", "quoting", "schema", "static_analysis", "tags", "unique_key",
))  # fmt: skip
STRATEGIES = ("append", "delete+insert", "merge")
NAME = re.compile(r"\w+")
# dbt's own words, which a macro of that name would replace without a sign.
WORDS = (
    "ref",
    "source",
    "config",
    "var",
    "env_var",
    "is_incremental",
    "statement",
    "run_query",
    "log",
    "this",
)
RUNS = re.compile(r"\b(run_query|statement|adapter\.execute|adapter\.drop|run_operation|load_result)\b")
SHIFTS = re.compile(
    r"\b(flags|env_var|invocation_id|run_started_at|thread_id|target|execute|builtins|context|graph"
    r"|selected_resources|load_relation|adapter\.get_\w+|dbt_metadata_envs)\b"
)
# Written into the query as a text, whatever it is.
HARMLESS = re.compile(r"{{\s*invocation_id\s*}}")
# How a relation is stored, where the engines differ: no part of its query, and both are ways that the proof knows.
STORED = re.compile(
    r"{{\s*config\(materialized='(?:view|table)' if target\.type == '(?:duckdb|postgres)'"
    r" else '(?:view|table)'\)\s*}}"
)
CODE = re.compile(r"{[{%].*?[%}]}", re.DOTALL)
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
RENDERED = "-- Rendered by `make views`"
# A folder is a schema; what KYC works with lies apart from what its readers see.
PLACES = {"kyc": ("kyc", "kyc_working")}
MAKING = ("model", "analysis", "snapshot")


def structure_findings(manifest: Manifest) -> Iterator[Finding]:
    """Yield hooks, Python models, queries run by macros, stored test rows and overridden parts of dbt."""
    package = str(manifest["metadata"]["project_name"])
    for node in manifest["nodes"].values():
        if node["package_name"] != package:
            yield Finding(node["original_file_path"], "is of another package", "copy it into the project")
        elif node["resource_type"] == "operation":
            yield from _hook_findings(str(node["original_file_path"]), [{"sql": node["raw_code"]}])
        else:
            yield from _node_findings(node)
    for function in (manifest.get("functions") or {}).values():
        what = "a function that the database keeps, whose body nobody proves"
        yield Finding(str(function["original_file_path"]), what, "write it as a macro that returns text")
    strangers = {macro["package_name"] for macro in manifest["macros"].values()}
    for name in sorted(strangers - {package, "dbt", "dbt_duckdb", "dbt_postgres"}):
        yield Finding(
            "packages.yml", f"macros of package {name}, which may replace dbt's own", "copy them here"
        )
    yield from _macro_findings(manifest["macros"], package)


def _node_findings(node: Mapping[str, Any]) -> Iterator[Finding]:
    path, config = str(node["original_file_path"]), node["config"]
    yield from _hook_findings(path, [*config.get("pre-hook", []), *config.get("post-hook", [])])
    if node.get("language", "sql") != "sql":
        yield Finding(path, "a Python model, which nobody can prove", "write it in SQL")
        return
    if config.get("materialized") not in MATERIALIZED:
        what = f"materialised as `{config.get('materialized')}`, which the proof does not know"
        yield Finding(path, what, "use table, view, incremental or ephemeral")
    if node["resource_type"] in ("model", "seed"):
        yield from _setting_findings(path, config)
    stores = config.get("store_failures") or config.get("store_failures_as") in ("table", "view")
    if node["resource_type"] == "test" and stores and config.get("schema") not in CUSTODY_ZONES:
        yield Finding(path, "the test stores rows where readers are", "set `store_failures: false`")
    if node["resource_type"] == "model":
        yield from _place_findings(path, str(config.get("schema") or ""), str(node.get("raw_code") or ""))
    if node["resource_type"] in MAKING:
        yield from _code_findings(path, str(node.get("raw_code") or ""))


def _setting_findings(path: str, config: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield settings that hold SQL or code: what they do is in no query that the proof reads."""
    for key in sorted(set(config) - SETTINGS - {"delimiter", "quote_columns"}):
        if config[key]:
            yield Finding(path, f"`{key}` in its config", "take it out: it runs beside the query")
    strategy = config.get("incremental_strategy")
    if strategy and strategy not in STRATEGIES:
        what = f"incremental by `{strategy}`, a macro that nobody can prove"
        yield Finding(path, what, f"use one of {', '.join(STRATEGIES)}")
    keys = config.get("unique_key") or []
    for key in [keys] if isinstance(keys, str) else keys:
        if not NAME.fullmatch(str(key)):
            yield Finding(path, "a unique_key that is an expression", "name columns")


def _place_findings(path: str, schema: str, code: str) -> Iterator[Finding]:
    """Yield where a model lies among relations of other readers, or beside the rendered views of a family."""
    folder = path.split("/")[1]
    if folder != "views" and schema not in PLACES.get(folder, (folder,)):
        what = f"lies in schema {schema or 'main'}, whose readers are not those of models/{folder}"
        yield Finding(path, what, "leave the schema to the folder")
    if folder == "views" and not code.startswith(RENDERED):
        what = "written by hand among the rendered views, so that nobody knows whom it leaves out"
        yield Finding(path, what, "write it in models/crm over ref(), or let `make views` render it")


def _hook_findings(path: str, hooks: list[Mapping[str, Any]]) -> Iterator[Finding]:
    for hook in hooks:
        text = " ".join(str(hook["sql"]).split())
        if text not in OWN_HOOKS and not OWN_HOOK_FORMS.fullmatch(text):
            what = "a hook that is none of the project's own"
            yield Finding(path, what, "make it a model: what a hook does cannot be proven")


def _code_findings(path: str, code: str) -> Iterator[Finding]:
    if match := RUNS.search(_jinja(code)):
        yield Finding(path, f"runs SQL while it is compiled ({match[1]})", "write the query as a model")
    yield from _shift_findings(path, "", code)


def _jinja(code: str) -> str:
    return QUOTED.sub("", " ".join(CODE.findall(STORED.sub("", HARMLESS.sub("", code)))))


def _shift_findings(path: str, who: str, code: str) -> Iterator[Finding]:
    if match := SHIFTS.search(_jinja(code)):
        what = f"{who}asks `{match[1]}`, so that it may compile otherwise when it is run"
        yield Finding(path, what, "use var(), or a macro of macros/portable that knows the engines")


def _macro_findings(macros: Mapping[str, Mapping[str, Any]], package: str) -> Iterator[Finding]:
    own = [macro for macro in macros.values() if macro["package_name"] == package]
    others = {str(macro["name"]) for macro in macros.values() if macro["package_name"] != package}
    for macro in own:
        path, name = str(macro["original_file_path"]), str(macro["name"])
        if name in WORDS:
            yield Finding(path, f"macro {name} replaces a word of dbt's own", "give it another name")
        if path.startswith(ENGINE_FOLDERS):
            continue
        if name in others:
            what = f"macro {name} replaces one of dbt's own"
            yield Finding(path, what, "give it another name, or move it to macros/engine")
        text = QUOTED.sub("", str(macro["macro_sql"]))
        if name not in OWN_QUERIES and (match := RUNS.search(text)):
            what = f"macro {name} runs SQL while models are compiled ({match[1]})"
            yield Finding(path, what, "let it return text")
        elif name not in OWN_QUERIES:
            yield from _shift_findings(path, f"macro {name} ", str(macro["macro_sql"]))
