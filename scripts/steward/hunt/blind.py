"""The test of the hunter's eyes: a planted value in a file of each kind that is read must be found there."""

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from steward.engines.duckdb import literal
from steward.errors import StewardError
from steward.hunt.encodings import encodings
from steward.hunt.matches import Needles
from steward.hunt.places import database_places, file_pieces


def blind_readers(needles: Needles) -> None:
    """Write a planted value in every form into files of each kind, and find it again.

    Raises StewardError naming the first kind or form in which it is not found.
    """
    if not needles.planted:
        raise StewardError("the hunt", "there is nothing to look for", "give a file with --values")
    one = max(needles.planted, key=lambda planted: len(planted.value.encode()))
    with tempfile.TemporaryDirectory() as folder:
        for kind, write in WRITERS.items():
            path = Path(folder) / kind
            write(path, one.value)
            if not any(
                match.planted == one for piece in file_pieces(path) for match in needles.in_text(piece)
            ):
                raise StewardError("the hunt", f"it does not see into a file of kind {kind}", "report this")
        _database(Path(folder) / "planted.duckdb", needles, one.value)
    for form, texts in encodings(one.value).items():
        if not any(match.form == form for text in texts for match in needles.in_text(b" " + text + b" ")):
            raise StewardError("the hunt", f"it does not see a value {form}", "report this")


def _database(path: Path, needles: Needles, value: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"create table planted as select 'x' as first_column, {literal(value)} as held")
        found = [
            match.column
            for place in database_places(connection, "planted", "planted", "")
            for match in needles.in_place(place)
        ]
    if "held" not in found:
        raise StewardError("the hunt", "it does not see into a DuckDB file", "report this")


def _text(path: Path, value: str) -> None:
    path.write_text(f"<p>{value}</p>", encoding="utf-8")


def _archive(path: Path, value: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{value}</t>")


def _parquet(path: Path, value: str) -> None:
    with duckdb.connect() as connection:
        target = f"{literal(str(path))} (format parquet)"
        connection.execute(f"copy (select 'x' as first_column, {literal(value)} as held) to {target}")


WRITERS: dict[str, Callable[[Path, str], None]] = {"text": _text, "archive": _archive, "parquet": _parquet}
