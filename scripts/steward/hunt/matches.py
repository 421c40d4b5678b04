"""Needles made of planted values, and the matches that count."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from steward.hunt.encodings import encodings
from steward.hunt.places import CELL, ROW, Place
from steward.hunt.scanner import PREFIX, Scanner
from steward.hunt.values import SHORTEST, Planted

PLAIN = "as it is"
IN_A_NUMBER = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-@")


@dataclass(frozen=True)
class Match:
    """A value found: whose and what, in which form, and in which column of a relation."""

    planted: Planted
    form: str
    column: str


@dataclass(frozen=True)
class _Needle:
    planted: Planted
    form: str
    text: bytes = field(repr=False)


class Needles:
    """Everything that is looked for."""

    def __init__(self, planted: list[Planted]) -> None:
        self.planted = planted
        self._needles = [
            _Needle(one, form, text)
            for one in planted
            for form, texts in encodings(one.value).items()
            for text in texts
            if len(text) >= PREFIX
        ]
        self._scanner = Scanner([needle.text for needle in self._needles])

    @property
    def count(self) -> int:
        """How many byte strings are looked for."""
        return len(self._needles)

    def in_place(self, place: Place) -> Iterator[Match]:
        """Yield every match of a place."""
        for piece in place.pieces():
            yield from self.in_text(piece, place.columns)

    def in_text(self, text: bytes, columns: tuple[str, ...] = ()) -> Iterator[Match]:
        """Yield every match of a text; with columns it is rows of cells."""
        for position, number in self._scanner.find(text):
            needle = self._needles[number]
            end = position + len(needle.text)
            before, after = text[position - 1 : position], text[end : end + 1]
            if not columns and len(needle.text) < SHORTEST:
                continue
            if len(needle.text) < SHORTEST and not (before in (ROW, CELL) and after in (ROW, CELL)):
                continue
            if needle.planted.is_key and _goes_on(before, after):
                continue
            yield Match(needle.planted, needle.form, _column(text, position, columns))


def _goes_on(before: bytes, after: bytes) -> bool:
    """Tell whether a number of the house is only a part of a longer one."""
    return any(side and side[0] in IN_A_NUMBER for side in (before, after))


def _column(text: bytes, position: int, columns: tuple[str, ...]) -> str:
    if not columns:
        return ""
    start = text.rfind(ROW, 0, position)
    return columns[min(text.count(CELL, start + 1, position), len(columns) - 1)]
