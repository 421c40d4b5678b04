"""Many byte strings looked for at once: two look-ups per position in numpy, then an exact comparison."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

PREFIX = 6
HEAD_BITS = 24
CHUNK = 8 << 20


class Scanner:
    """Finds needles of at least six bytes in text of any length; a needle's number is its place in the list."""

    def __init__(self, needles: list[bytes]) -> None:
        self._numbers: dict[bytes, list[int]] = defaultdict(list)
        # Of each prefix the lengths, for thousands of values begin alike.
        self._lengths: dict[bytes, set[int]] = defaultdict(set)
        for number, needle in enumerate(needles):
            if len(needle) >= PREFIX:
                self._numbers[needle].append(number)
                self._lengths[needle[:PREFIX]].add(len(needle))
        keys = [int.from_bytes(prefix, "big") for prefix in self._lengths]
        self._keys = np.array(sorted(keys), dtype=np.uint64)
        self._heads = np.zeros(1 << HEAD_BITS, dtype=bool)
        self._heads[(self._keys >> np.uint64(HEAD_BITS)).astype(np.int64)] = True

    def find(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Yield position and needle of every match."""
        if not len(self._keys):
            return
        for start in range(0, max(len(text), 1), CHUNK):
            # The end of one chunk is the beginning of the next, so that no match is cut in two.
            piece = text[start : start + CHUNK + PREFIX - 1]
            for position in self._candidates(piece):
                at = start + int(position)
                for length in self._lengths[text[at : at + PREFIX]]:
                    for number in self._numbers.get(text[at : at + length], ()):
                        yield at, number

    def _candidates(self, piece: bytes) -> Any:
        if len(piece) < PREFIX:
            return ()
        octets = np.frombuffer(piece, dtype=np.uint8).astype(np.uint32)
        triples = (octets[:-2] << 16) | (octets[1:-1] << 8) | octets[2:]
        ends = len(piece) - PREFIX + 1
        likely = np.flatnonzero(self._heads[triples[:ends]])
        keys = (triples[likely].astype(np.uint64) << np.uint64(HEAD_BITS)) | triples[likely + 3]
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return likely[self._keys[places] == keys]
