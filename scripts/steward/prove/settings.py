"""Settings of the project and its profile that put SQL or code beside every query."""

from collections.abc import Iterator, Mapping
from typing import Any

from steward.findings import Finding
from steward.project import Project, read_yaml

COMMENT = "{{ 'dbt ' ~ (node.unique_id if node else 'macro') }}"
PLUGIN = "steward.dbt_plugin"
# What a profile may hold on DuckDB; `attach`, `extensions`, `secrets` and other plugins bring in more than the project.
PLAIN = ("type", "path", "schema", "threads", "settings", "plugins")


def settings_findings(project: Project) -> Iterator[Finding]:
    """Yield settings of `dbt_project.yml` and `profiles.yml` that run beside the queries that the proof reads."""
    config = project.config
    comment = config.get("query-comment")
    text = comment.get("comment") if isinstance(comment, dict) else comment
    if text and str(text).strip() != COMMENT:
        do = "write the comment as delivered: it is sent with every query"
        yield Finding("dbt_project.yml", "a query-comment of another text", do)
    if config.get("dispatch"):
        yield Finding("dbt_project.yml", "`dispatch` chooses other macros", "take it out")
    profiles = project.path("profiles.yml")
    if profiles.is_file():
        yield from _profile_findings(read_yaml(profiles))


def _profile_findings(profiles: Mapping[str, Any]) -> Iterator[Finding]:
    for profile in profiles.values():
        for name, output in (profile.get("outputs") or {}).items() if isinstance(profile, dict) else ():
            if output.get("type") != "duckdb":
                continue
            where = f"profiles.yml, output {name}"
            for key in sorted(set(output) - set(PLAIN)):
                yield Finding(where, f"`{key}`, which the proof does not know", "take it out")
            for plugin in output.get("plugins") or []:
                if plugin.get("module") != PLUGIN:
                    yield Finding(where, f"plugin {plugin.get('module')}", f"load {PLUGIN} alone")
