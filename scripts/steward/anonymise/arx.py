"""The lines of a hierarchy in ARX's format, as people write them: made even, so that each leaf has every level."""

from collections.abc import Iterable, Sequence

from steward.errors import StewardError

TOP = "*"
DELIMITERS = ";,\t|"
Paths = dict[str, tuple[str, ...]]


def delimiter_of(line: str) -> str:
    """Return what separates the cells of a line: the first of ARX's `;`, then `,`, tab and `|` that stands in it."""
    return next((mark for mark in DELIMITERS if mark in line), DELIMITERS[0])


def even_paths(lines: Iterable[Sequence[str]], name: str) -> Paths:
    """Return each leaf's nodes from level 0 to the root.

    An empty cell repeats the one before it, a header is passed over, and so is the line of the empty leaf: a null is
    a value of its own. The root is `*`, or the one text with which every line ends; lines that end in no common text
    get `*`. A line that is too short goes where the other lines of its last node go; if there are none, its leaf stays
    itself for as many levels longer, so that no text comes to name two nodes.
    Raises StewardError if a leaf stands twice with different nodes.
    """
    filled = [line for line in map(_filled, lines) if line and line[0]]
    if filled and _is_header(filled[0], name):
        filled = filled[1:]
    root = _root(filled)
    bodies = [_without_root(line, root) for line in filled]
    height = max(map(len, bodies), default=0)
    after = _after(bodies)
    paths: Paths = {}
    for body in bodies:
        while len(body) < height and (len(body), body[-1]) in after:
            body.append(after[len(body), body[-1]])
        path = (*[body[0]] * (height - len(body)), *body, root)
        if paths.setdefault(body[0], path) != path:
            raise StewardError(name, "a leaf stands twice with different nodes", "keep one line")
    return paths


def _filled(line: Sequence[str]) -> list[str]:
    cells = [cell.strip() for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    for place in range(1, len(cells)):
        cells[place] = cells[place] or cells[place - 1]
    return cells


def _is_header(line: list[str], name: str) -> bool:
    if len(line) < 2:
        return False
    levels = all(cell.lower().startswith("level") for cell in line[1:])
    return levels or (line[0].lower() == name.lower() and line[-1] != TOP)


def _root(lines: list[list[str]]) -> str:
    last = {line[-1] for line in lines if len(line) > 1}
    return TOP if TOP in last or len(last) != 1 else last.pop()


def _without_root(line: list[str], root: str) -> list[str]:
    body = list(line)
    while len(body) > 1 and body[-1] == root:
        body.pop()
    return body


def _after(bodies: list[list[str]]) -> dict[tuple[int, str], str]:
    """Return the node above each node, by its number of levels so far, where all longer lines agree on it."""
    found: dict[tuple[int, str], set[str]] = {}
    for body in bodies:
        for place in range(1, len(body)):
            found.setdefault((place, body[place - 1]), set()).add(body[place])
    return {key: next(iter(nodes)) for key, nodes in found.items() if len(nodes) == 1}
