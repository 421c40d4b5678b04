"""Accepted attributes go into the YAML beside the model: the word alone changes, every other character stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from steward.classification import Entity, Logical
from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project
from steward.scan.places import described
from steward.scan.review import Row
from steward.scan.sample import Table

DECIDED = "accept"


@dataclass(frozen=True)
class Edit:
    """A change of a text: what stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def accept(project: Project, policy: Policy, logical: Logical, rows: Iterable[Row]) -> list[str]:
    """Write the attributes of the accepted rows; return a line per column that was written.

    Everything is worked out before the first file is written. Raises StewardError if an attribute is not one
    of the policy's, may not be loaded, or no model's YAML describes the column.
    """
    texts: dict[Path, str] = {}
    said = []
    for row in rows:
        if row.decision != DECIDED:
            continue
        where = f"{row.relation}, column {row.column}"
        attribute = policy.attribute(row.proposed)
        if attribute.handling == "must_not_load":
            what = f"`{attribute.name}` must not be loaded into the warehouse"
            raise StewardError(where, what, "remove the column here and in the raw table")
        models = described(Table(row.relation, "", ()), row.column, logical)
        if not models:
            what = "no model's YAML describes it"
            raise StewardError(where, what, "add the column in models/logical/ first, .sql and .yml")
        for model in models:
            text = texts.get(model.path) or model.path.read_text(encoding="utf-8")
            texts[model.path] = classified_text(text, model, row.column, attribute.name)
            said.append(f"{project.relative(model.path)}, column {row.column}: {attribute.name}")
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return said


def classified_text(text: str, model: Entity, column: str, attribute: str) -> str:
    """Return a YAML text in which the column of the model holds the attribute.

    Raises StewardError where a privacy block stands that is not understood.
    """
    node = _column(text, model.model, column)
    block = _under(node, "config", "meta", "privacy")
    word = _value(block, "attribute") if isinstance(block, yaml.MappingNode) else None
    if isinstance(word, yaml.ScalarNode):
        edit = Edit(word.start_mark.index, word.end_mark.index, attribute)
    elif _value(node, "config") is not None:
        where = f"{model.path.name}, column {column}"
        what = "has a `config` without an attribute"
        raise StewardError(where, what, f"write `meta: {{privacy: {{attribute: {attribute}}}}}` into it")
    else:
        edit = _inserted(text, node, f"config: {{meta: {{privacy: {{attribute: {attribute}}}}}}}")
    return text[: edit.start] + edit.text + text[edit.end :]


def _inserted(text: str, node: yaml.MappingNode, entry: str) -> Edit:
    """Return the edit that adds an entry after the last one of a mapping, in the mapping's own style."""
    _, last = node.value[-1]
    if node.flow_style:
        return Edit(last.end_mark.index, last.end_mark.index, f", {entry}")
    # The end of a folded text is the begin of what follows: step back over the line ends between.
    end = last.end_mark.index
    while end > 0 and text[end - 1] in " \n\r":
        end -= 1
    indent = " " * node.value[0][0].start_mark.column
    return Edit(end, end, f"\n{indent}{entry}")


def _column(text: str, model: str, column: str) -> yaml.MappingNode:
    document = yaml.compose(text, yaml.SafeLoader)
    for entry in _entries(_value(document, "models")):
        if _scalar(entry, "name") == model:
            for own in _entries(_value(entry, "columns")):
                if _scalar(own, "name") == column:
                    return own
    raise StewardError(model, f"has no column {column}", "keep the review file as it was written")


def _under(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    for key in keys:
        node = _value(node, key)
    return node


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for own, value in node.value if own.value == key), None)
    return None


def _entries(node: yaml.Node | None) -> list[yaml.MappingNode]:
    values = node.value if isinstance(node, yaml.SequenceNode) else []
    return [entry for entry in values if isinstance(entry, yaml.MappingNode)]


def _scalar(node: yaml.Node, key: str) -> str:
    value = _value(node, key)
    return str(value.value) if isinstance(value, yaml.ScalarNode) else ""
