"""Read YAML that a person wrote: a key given twice in one mapping is an error, not a silent override."""

from pathlib import Path
from typing import Any

import yaml

from steward.errors import StewardError

# The loader in C reads ten times faster; where it was not built, the other gives the same.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):  # type: ignore[misc]
    """A safe loader that refuses duplicate keys."""


class _DuplicateKey(yaml.YAMLError):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and keys.count(key.value) > 1:
            raise _DuplicateKey(key.value, key.start_mark.line + 1)
    loader.flatten_mapping(node)
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return mapping


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_strict_yaml(path: Path, where: str) -> dict[str, Any]:
    """Return the mapping in a YAML file; `where` is the path as the user reads it.

    Raises StewardError if the file is no YAML, holds no mapping, or gives a key twice.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)
    except _DuplicateKey as error:
        what = f"key `{error.key}` is given twice in one place (line {error.line})"
        raise StewardError(where, what, "keep one of them") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark else ""
        raise StewardError(where, f"not readable as YAML{line}", "mend the YAML") from None
    except UnicodeDecodeError:
        raise StewardError(where, "the file is not UTF-8", "save it as UTF-8") from None
    except ValueError:
        # PyYAML makes dates itself and stumbles over one that does not exist.
        raise StewardError(
            where, "holds a date that does not exist", "mend it, or write it in quotes"
        ) from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise StewardError(where, "holds no mapping", "write `key: value` lines")
    return content


def mapping_at(parent: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return the mapping under a path of keys; an empty one where something else or nothing stands."""
    value: Any = parent
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def entries_at(parent: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    """Return the list of mappings under a key, each with a `name`; an empty one where nothing stands there.

    Raises StewardError where something else does.
    """
    value = parent.get(key)
    if value is None:
        return []
    entries = value if isinstance(value, list) else [value]
    if not isinstance(value, list) or not all(
        isinstance(entry, dict) and entry.get("name") for entry in entries
    ):
        raise StewardError(
            where, f"`{key}` is not a list of entries with a name", "write `- name: ...` lines"
        )
    return entries
