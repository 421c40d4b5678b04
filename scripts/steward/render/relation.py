"""A rendered relation: its model's SQL and the YAML beside it."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from steward.classification import Entity
from steward.policy import Policy
from steward.project import Project
from steward.render.template import fill, quoted
from steward.render.treatment import Line

WIDTH = 118
# The standard whose codes are tags: the one that a Chinese bank or payment institution must name.
TAGGED = "JR/T 0171-2020"


@dataclass(frozen=True)
class Relation:
    """What a family makes of an entity: a template with its values, and what the YAML says of it."""

    entity: Entity
    family: str
    schema: str
    model: str
    lines: Sequence[Line]
    description: str
    notes: Sequence[str]
    values: Mapping[str, Any] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)
    data_tests: Sequence[tuple[str, Mapping[str, Any]]] = ()
    template: str = ""

    @property
    def alias(self) -> str:
        """The name of the relation in its schema."""
        return self.entity.name if self.model.endswith(f"__{self.schema}") else self.model

    @property
    def folder(self) -> Path:
        """The family's folder."""
        return Path("models", "views", self.family)

    def files(self, project: Project, policy: Policy) -> dict[Path, str]:
        """Return the model and its YAML by path."""
        return {
            self.folder / f"{self.model}.sql": self._sql(project),
            self.folder / f"{self.model}.yml": self._yaml(project, policy),
        }

    def _sql(self, project: Project) -> str:
        text = fill(
            f"{self.template or self.family}.sql",
            entity=self.entity,
            lines=self.lines,
            columns=",\n".join(f"    {line.select}" for line in self.lines),
            select=_select([line.select for line in self.lines]),
            final=_select([f"combined.{line.name}" for line in self.lines]),
            **self.values,
        )
        source = project.relative(self.entity.path)
        first = f"-- Rendered by `make views` from {source} and seeds/policy/: change those."
        return "\n".join([first, *(_comment(note) for note in self.notes), text])

    def _yaml(self, project: Project, policy: Policy) -> str:
        audiences = [
            name
            for name, audience in policy.audiences.items()
            if policy.relations_of(audience, [f"{self.schema}.{self.alias}"])
        ]
        meta = {"family": self.family, "entity": self.entity.name, **self.meta, "audiences": audiences}
        return fill(
            "model.yml",
            source=project.relative(self.entity.path),
            relation=self,
            meta=_flow(meta),
            grants=_flow({"select": audiences}),
            data_tests=[(name, _flow(arguments)) for name, arguments in self.data_tests],
            quoted=quoted,
            tags=lambda line: _flow(_tags(line, policy)),
        )


def _tags(line: Line, policy: Policy) -> list[str]:
    """Return the flat tags by which catalogues know a column; a column that is always empty bears none."""
    attribute = policy.attribute(line.attribute)
    if line.technique == "suppress":
        return []
    codes = [
        f"jrt_{row.code}"
        for row in policy.attribute_codes
        if row.attribute == attribute.name and row.standard == TAGGED and row.code != "none"
    ]
    about_somebody = [] if attribute.privacy_class == "operational" else ["pii"]
    return [*about_somebody, f"privacy_{attribute.privacy_class}", *codes]


def _select(targets: Sequence[str]) -> str:
    """Return a select list, one line a column; a single column stands beside its keyword."""
    if len(targets) == 1:
        return f"select {targets[0]}"
    return "select\n" + ",\n".join(f"    {target}" for target in targets)


def _comment(note: str) -> str:
    return textwrap.fill(note, WIDTH, initial_indent="-- ", subsequent_indent="-- ")


def _flow(value: Any) -> str:
    """Return a value as YAML in one line; a word stands bare, any other text in quotes."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    text = str(value)
    bare = text.replace("_", "a").isalnum() and yaml.safe_load(text) == text
    return text if bare else quoted(text)
