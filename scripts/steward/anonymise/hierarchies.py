"""Hierarchies as files: the project's two seeds, and ARX's `leaf;level1;...;*`; read, checked, written."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from steward.anonymise.arx import TOP, delimiter_of, even_paths
from steward.anonymise.policy import Unit
from steward.errors import StewardError
from steward.findings import Finding

LEAF_SEED = "leaf_hierarchies.csv"
INTERVAL_SEED = "interval_hierarchies.csv"
LEAF_HEADER = ("attribute", "leaf", "level", "node")
INTERVAL_HEADER = ("attribute", "level", "width", "unit")
UNITS: dict[str, Unit] = {
    "number": "number", "day": "day", "month": "month", "year": "year", "character": "character"
}  # fmt: skip


@dataclass(frozen=True)
class LeafHierarchy:
    """A hierarchy by name: `paths` gives each leaf, in the order of the file, its nodes from level 0 to `*`."""

    name: str
    paths: Mapping[str, tuple[str, ...]]

    @property
    def height(self) -> int:
        """The last level, that of `*`."""
        return len(next(iter(self.paths.values()))) - 1


@dataclass(frozen=True)
class IntervalHierarchy:
    """A hierarchy by width: of numbers, dates, or leading characters kept; `*` follows the last width."""

    name: str
    widths: tuple[str, ...]
    unit: Unit


Hierarchy = LeafHierarchy | IntervalHierarchy


def check_leaf_hierarchy(hierarchy: LeafHierarchy) -> Iterator[Finding]:
    """Yield what is wrong: no leaf, unequal heights, more than one root, a node that has two parents."""
    where, do = f"hierarchy {hierarchy.name}", "mend the hierarchy"
    if not hierarchy.paths:
        yield Finding(where, "it has no leaf", do)
        return
    heights = {len(path) for path in hierarchy.paths.values()}
    if len(heights) > 1:
        yield Finding(where, "its leaves have different numbers of levels", "repeat a node to fill a level")
        return
    if any(path[0] != leaf for leaf, path in hierarchy.paths.items()):
        yield Finding(where, "level 0 is not the leaf itself", do)
    if len({path[-1] for path in hierarchy.paths.values()}) > 1:
        yield Finding(where, "its last level is not one node for all", "end every line with `*`")
    if any(path[-1] in path[:-1] and len(hierarchy.paths) > 1 for path in hierarchy.paths.values()):
        yield Finding(where, "its root stands below the last level too", do)
    for level in range(heights.pop() - 1):
        parents: dict[str, str] = {}
        for path in hierarchy.paths.values():
            if parents.setdefault(path[level], path[level + 1]) != path[level + 1]:
                yield Finding(where, f"a node of level {level} has two parents", do)
                break


def check_own_texts(hierarchy: LeafHierarchy) -> Iterator[Finding]:
    """Yield a finding if a text names two different sets of leaves.

    Once labels of several levels stand in one column, nobody could tell which of them is meant; with one level per
    column there is no doubt.
    """
    members: dict[tuple[int, str], set[str]] = {}
    for leaf, path in hierarchy.paths.items():
        for level, node in enumerate(path):
            members.setdefault((level, node), set()).add(leaf)
    by_text: dict[str, set[str]] = {}
    if any(by_text.setdefault(node, leaves) != leaves for (_, node), leaves in members.items()):
        yield Finding(
            f"hierarchy {hierarchy.name}",
            "one text names two different sets of leaves",
            "give each node its own text, or take one level per column (engine: global)",
        )


def check_interval_hierarchy(hierarchy: IntervalHierarchy) -> Iterator[Finding]:
    """Yield what is wrong: a width that is no number, or that does not contain the one before it."""
    where = f"hierarchy {hierarchy.name}"
    try:
        widths = [float(width) for width in hierarchy.widths]
    except ValueError:
        yield Finding(where, "a width is no number", "write widths as numbers")
        return
    if not widths or any(not 0 < width < float("inf") for width in widths):
        yield Finding(where, "a width is missing or not above 0", "write widths above 0")
    elif hierarchy.unit != "number" and any(width != int(width) for width in widths):
        yield Finding(where, f"a width in {hierarchy.unit}s is not whole", "write whole numbers")
    elif hierarchy.unit == "character":
        if any(next_one >= one for one, next_one in pairwise(widths)):
            yield Finding(where, "a level keeps no fewer characters than the one below", "write 4, 3, 2")
    elif any(
        next_one <= one or abs(next_one / one - round(next_one / one)) > 1e-9
        for one, next_one in pairwise(widths)
    ):
        yield Finding(where, "a width is not a multiple of the one below", "write 1, 5, 10, 20")


def checked(hierarchy: Hierarchy, own_texts: bool = True) -> Hierarchy:
    """Return the hierarchy. Raises StewardError with its first fault; `own_texts`: also where texts are not unique."""
    if isinstance(hierarchy, LeafHierarchy):
        faults = [*check_leaf_hierarchy(hierarchy), *(check_own_texts(hierarchy) if own_texts else ())]
    else:
        faults = list(check_interval_hierarchy(hierarchy))
    for fault in faults:
        raise StewardError(fault.where, fault.what, fault.do)
    return hierarchy


def read_arx(path: Path, name: str) -> LeafHierarchy:
    """Return the hierarchy in ARX's file, one line a leaf, `leaf;level1;...;*`, made even. Raises StewardError."""
    return LeafHierarchy(name, even_paths(_rows(path, None), name))


def read_leaf_seed(path: Path) -> dict[str, LeafHierarchy]:
    """Return the hierarchies of `leaf_hierarchies.csv`. Raises StewardError on another header or a wrong level."""
    found: dict[str, dict[str, dict[int, str]]] = {}
    for attribute, leaf, level, node in _seed_rows(path, LEAF_HEADER):
        if not level.isdecimal():
            raise StewardError(
                f"{path.name}, {attribute}", "a level is no whole number", "write 0, 1, 2, ..."
            )
        found.setdefault(attribute, {}).setdefault(leaf, {})[int(level)] = node
    result = {}
    for attribute, leaves in found.items():
        if any(sorted(levels) != list(range(len(levels))) for levels in leaves.values()):
            raise StewardError(f"{path.name}, {attribute}", "a level is missing", "number them 0, 1, 2, ...")
        paths = {leaf: tuple(levels[i] for i in range(len(levels))) for leaf, levels in leaves.items()}
        result[attribute] = LeafHierarchy(attribute, paths)
    return result


def read_interval_seed(path: Path) -> dict[str, IntervalHierarchy]:
    """Return the hierarchies of `interval_hierarchies.csv`. Raises StewardError on another header or unit."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for attribute, level, width, unit in _seed_rows(path, INTERVAL_HEADER):
        if unit not in UNITS or not level.isdecimal():
            raise StewardError(
                f"{path.name}, {attribute}", "unknown unit or level", f"use {', '.join(UNITS)}"
            )
        found.setdefault(attribute, []).append((int(level), width, unit))
    return {
        attribute: IntervalHierarchy(
            attribute, tuple(width for _, width, _ in sorted(rows)), UNITS[sorted(rows)[0][2]]
        )
        for attribute, rows in found.items()
    }


def load_folder(folder: Path) -> dict[str, Hierarchy]:
    """Return every hierarchy of a folder by name: the two seeds, then ARX files `[anything_]<name>.csv`.

    A file is also found by its whole name without `.csv`. Raises StewardError if the folder is missing or two
    files carry one name.
    """
    if not folder.is_dir():
        raise StewardError(str(folder), "no folder of hierarchies", "name it with --hierarchies")
    result: dict[str, Hierarchy] = {}
    if (folder / LEAF_SEED).is_file():
        result.update(read_leaf_seed(folder / LEAF_SEED))
    if (folder / INTERVAL_SEED).is_file():
        result.update(read_interval_seed(folder / INTERVAL_SEED))
    return result


def find_hierarchy(
    folder: Path, seeds: Mapping[str, Hierarchy], name: str, own_texts: bool = True
) -> Hierarchy:
    """Return the hierarchy `name`: an ARX file of the folder if there is one, else that of the seeds.

    Raises StewardError if there is none, or if two files could be meant.
    """
    stem = name.removesuffix(".csv")
    files = [path for path in sorted(folder.glob("*.csv")) if path.name not in (LEAF_SEED, INTERVAL_SEED)]
    exact = [path for path in files if path.stem == stem]
    ending = exact or [path for path in files if path.stem.endswith((f"_{stem}", f"-{stem}"))]
    if len(ending) > 1:
        raise StewardError(str(folder), f"several files end in {stem}.csv", "write the file's whole name")
    if ending:
        return checked(read_arx(ending[0], name), own_texts)
    if name in seeds:
        return checked(seeds[name], own_texts)
    raise StewardError(str(folder), f"no hierarchy `{name}`", f"add {name}.csv, or rows to {LEAF_SEED}")


def seed_rows(hierarchy: LeafHierarchy) -> list[tuple[str, str, int, str]]:
    """Return the rows of `leaf_hierarchies.csv` that say the same; the root is `*` there."""
    return [
        (hierarchy.name, leaf, level, node)
        for leaf, path in hierarchy.paths.items()
        for level, node in enumerate((*path[:-1], TOP))
    ]


def import_into(seed: Path, hierarchy: LeafHierarchy) -> int:
    """Put the hierarchy's rows into the seed, in place of those of that name; return how many."""
    kept = (
        [row for row in _seed_rows(seed, LEAF_HEADER) if row[0] != hierarchy.name] if seed.is_file() else []
    )
    rows = seed_rows(hierarchy)
    part = seed.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([LEAF_HEADER, *kept, *rows])
    part.replace(seed)
    return len(rows)


def _rows(path: Path, delimiter: str | None) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            mark = delimiter or delimiter_of(file.readline())
            file.seek(0)
            return [row for row in csv.reader(file, delimiter=mark) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise StewardError(
            str(path), "no readable CSV file", "save it as UTF-8 with one line a leaf"
        ) from None


def _seed_rows(path: Path, header: tuple[str, ...]) -> Iterable[list[str]]:
    rows = _rows(path, ",")
    if not rows or tuple(rows[0]) != header or any(len(row) != len(header) for row in rows):
        raise StewardError(
            str(path), "another header or a row of another length", f"write {','.join(header)}"
        )
    return rows[1:]
