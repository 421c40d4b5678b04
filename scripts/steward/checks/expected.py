"""What a build must hold: every relation that the models and seeds describe, read from their files.

Nothing of `target/` is used, for any dbt call overwrites it.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, TemplateError
from jinja2.nativetypes import NativeEnvironment

from steward.catalogue import RelationName
from steward.errors import StewardError
from steward.project import Project

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONFIG_CALL = re.compile(r"\{\{\s*config\((.*?)\)\s*\}\}", re.DOTALL)
CONFIG_WORD = re.compile(r"(\w+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\"|(\w+))")
NO_RELATION = ("ephemeral",)


@dataclass(frozen=True)
class ExpectedRelation:
    """A relation that a build makes; a column without a type is one whose type nobody wrote down.

    `zone` is its schema without the prefix; `columns` is None where no file lists them; `grants` are the audiences
    that the model's configuration names, None for what is no model.
    """

    schema: str
    zone: str
    name: str
    where: str
    description: str
    columns: Mapping[str, str] | None
    comments: Mapping[str, str]
    grants: tuple[str, ...] | None = None

    @property
    def key(self) -> RelationName:
        """Schema and name, as in a catalogue."""
        return self.schema, self.name

    @property
    def label(self) -> str:
        """The relation as policy writes it: without the prefix."""
        return f"{self.zone}.{self.name}"


Expected = dict[RelationName, ExpectedRelation]


def expected_relations(project: Project, target: str = "duckdb") -> Expected:
    """Return what a build with the project's variables makes, by schema and name.

    Raises StewardError if a YAML file cannot be read.
    """
    reader = _Reader(project, target)
    relations = [*reader.models(), *reader.seeds(), *reader.sources()]
    return {relation.key: relation for relation in relations}


class _Reader:
    def __init__(self, project: Project, target: str) -> None:
        self.project = project
        self.jinja: Environment = NativeEnvironment()
        self.names = {"var": self._var, "target": {"type": target, "name": target}}
        self.prefix = str(project.variables.get("schema_prefix") or "")

    def _var(self, name: str, default: Any = None) -> Any:
        return self.project.variables.get(name, default)

    def models(self) -> Iterator[ExpectedRelation]:
        folder = self.project.path("models")
        described = {
            str(model["name"]): (path, model)
            for path, content in self._yaml_files(folder)
            for model in content.get("models") or []
        }
        for path in sorted(folder.rglob("*.sql")):
            yaml_path, model = described.get(path.stem, (path, {"name": path.stem}))
            config = {
                **self._folder_config("models", path),
                **(model.get("config") or {}),
                **_config_call(path.read_text(encoding="utf-8")),
            }
            if self._value(config.get("enabled", True)) and config.get("materialized") not in NO_RELATION:
                grants = tuple((config.get("grants") or {}).get("select") or ())
                yield replace(self._relation(config, model, yaml_path), grants=grants)

    def seeds(self) -> Iterator[ExpectedRelation]:
        for path in sorted(self.project.path("seeds").rglob("*.csv")):
            config = self._folder_config("seeds", path)
            if not self._value(config.get("enabled", True)):
                continue
            with path.open(encoding="utf-8", newline="") as lines:
                header = next(csv.reader(lines), [])
            model = {"name": path.stem, "columns": [{"name": name.strip()} for name in header]}
            yield self._relation(config, model, path)

    def sources(self) -> Iterator[ExpectedRelation]:
        """Yield the tables that a hook makes: described as sources, for no model builds them."""
        for path, content in self._yaml_files(self.project.path("models", "audit")):
            for source in content.get("sources") or []:
                zone = str(self._value(source.get("schema", source["name"])))
                for table in source.get("tables") or []:
                    yield self._relation({"schema": zone.removeprefix(self.prefix)}, table, path)

    def _relation(self, config: Mapping[str, Any], model: Mapping[str, Any], path: Path) -> ExpectedRelation:
        zone = str(self._value(config.get("schema") or "main"))
        name = str(model["name"])
        alias = name.split("__")[0] if name.endswith(f"__{zone}") else name
        listed = model.get("columns") or []
        columns = {str(c["name"]): str(c.get("data_type") or "").lower() for c in listed}
        return ExpectedRelation(
            f"{self.prefix}{zone}",
            zone,
            str(config.get("alias") or alias),
            self.project.relative(path),
            str(model.get("description") or "").strip(),
            columns or None,
            {str(c["name"]): str(c.get("description") or "").strip() for c in listed},
        )

    def _folder_config(self, kind: str, path: Path) -> dict[str, Any]:
        tree = self.project.config.get(kind) or {}
        node = tree.get(self.project.config.get("name")) or {}
        config = _own(tree) | _own(node)
        for part in path.relative_to(self.project.path(kind)).with_suffix("").parts:
            node = node.get(part) or {}
            config |= _own(node)
        return config

    def _value(self, value: Any) -> Any:
        if not isinstance(value, str) or "{{" not in value:
            return value
        try:
            return self.jinja.from_string(value).render(self.names)
        except TemplateError:
            raise StewardError(
                "dbt_project.yml", f"`{value}` cannot be read", "use var() and target only"
            ) from None

    def _yaml_files(self, folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
        for path in sorted(folder.rglob("*.yml")):
            try:
                content = yaml.load(path.read_text(encoding="utf-8"), Loader)
            except yaml.YAMLError:
                where = self.project.relative(path)
                raise StewardError(
                    where, "not readable as YAML", "mend it, and run `steward check`"
                ) from None
            yield path, content if isinstance(content, dict) else {}


def _own(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix("+"): value for key, value in node.items() if key.startswith("+")}


def _config_call(text: str) -> dict[str, Any]:
    call = CONFIG_CALL.search(text)
    if call is None:
        return {}
    words = {match[0]: match[1] or match[2] or match[3] for match in CONFIG_WORD.findall(call.group(1))}
    return {
        key: {"true": True, "false": False}.get(value.lower(), value)
        for key, value in words.items()
        if key in ("schema", "alias", "materialized", "enabled")
    }
