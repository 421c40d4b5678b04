"""Which expressions are a technique of the project.

A technique is a macro of macros/techniques, taken from dbt's manifest by package and path, so that a macro of the
same name elsewhere is none. It is rendered with a placeholder for its argument and read by the engine's parser. An
expression is that technique if its tree is the same node for node, the placeholder standing for one and the same
argument throughout. A look-alike, with another constant or another function, differs somewhere and is no technique;
neither is a macro that gives its argument back as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2

from steward.prove.parse import Json, Parser
from steward.vocabulary import DATA_TYPES

FOLDER = "macros/techniques/"
PREFIXES = ("mask_", "generalise_", "top_code")
ARGUMENT, BOUND = "technique_argument", "technique_bound"
IGNORED = ("query_location", "alias")


@dataclass(frozen=True)
class Template:
    """The tree of a technique with a placeholder for its argument."""

    name: str
    tree: Json


class Techniques:
    """The techniques of a project, by the form in which they are rendered."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._by_root: dict[tuple[str, str], list[Template]] = {}
        for template in templates:
            self._by_root.setdefault(_root(template.tree), []).append(template)

    def recognised(self, node: Json) -> tuple[str, Json] | None:
        """Return the technique that an expression is, with its argument; None for any other expression."""
        likely = self._by_root.get(_root(node))
        if likely is None:
            return None
        for template in likely:
            found: dict[str, Any] = {}
            if _matches(template.tree, node, found) and ARGUMENT in found:
                return template.name, found[ARGUMENT]
        return None


def templates(parser: Parser, macros: Mapping[str, str]) -> list[Template]:
    """Return the templates of the technique macros; `macros` maps their names to their text."""
    found: dict[tuple[str, str], Template] = {}
    for name, sql in _rendered(macros):
        tree = parser.expression(sql)
        if tree.get("class") != "COLUMN_REF":
            found[name, sql] = Template(name, tree)
    return list(found.values())


def _rendered(macros: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    adapter = Adapter()
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.globals.update({"adapter": adapter, "return": lambda value: value})
    adapter.macros = environment.from_string("\n".join(macros.values())).module
    for name in sorted(macros):
        if not name.startswith(PREFIXES):
            continue
        macro = getattr(adapter.macros, name)
        given = {"expr": ARGUMENT, "bound": BOUND}
        wanted = [argument for argument in macro.arguments if argument in given]
        if "data_type" in macro.arguments:
            for data_type in DATA_TYPES:
                yield name, str(macro(**{word: given[word] for word in wanted}, data_type=data_type))
        else:
            yield name, str(macro(**{word: given[word] for word in wanted}))


class Adapter:
    """What the macros know of the engine: which of two macros is DuckDB's."""

    macros: Any = None

    def dispatch(self, name: str) -> Any:
        """Return DuckDB's own variant of a macro."""
        return getattr(self.macros, f"duckdb__{name}")


def _root(node: Json) -> tuple[str, str]:
    return str(node.get("type")), str(node.get("function_name", ""))


def _matches(template: Any, node: Any, found: dict[str, Any]) -> bool:
    if isinstance(template, dict):
        if template.get("class") == "COLUMN_REF" and template["column_names"] in ([ARGUMENT], [BOUND]):
            return _binds(template["column_names"][0], node, found)
        if not isinstance(node, dict) or template.get("type") != node.get("type"):
            return False
        keys = {key for key in (*template, *node) if key not in IGNORED}
        return all(key in template and key in node for key in keys) and all(
            _matches(template[key], node[key], found) for key in sorted(keys)
        )
    if isinstance(template, list):
        return (
            isinstance(node, list)
            and len(template) == len(node)
            and all(_matches(own, other, found) for own, other in zip(template, node, strict=True))
        )
    return bool(template == node)


def _binds(placeholder: str, node: Any, found: dict[str, Any]) -> bool:
    if placeholder == BOUND and node.get("class") != "CONSTANT":
        return False
    if placeholder not in found:
        found[placeholder] = node
        return True
    return _same(found[placeholder], node)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        keys = {key for key in (*one, *other) if key not in IGNORED}
        return all(key in one and key in other and _same(one[key], other[key]) for key in keys)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
