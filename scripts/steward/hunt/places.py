"""The places of a hunt and how their text is read: cells of relations by SQL, files as they lie on disk."""

import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from steward.catalogue import CatalogueRelation
from steward.engines.duckdb import literal, quoted, read_catalogue
from steward.project import Project
from steward.publish.places import POINTER
from steward.vocabulary import CUSTODY_ZONES

ROW, CELL = b"\x1e", b"\x1f"
FETCH = 20_000
# No text of a person fits into these, and a number that is a person's does not look like them.
NO_TEXT = ("date", "timestamptz", "boolean", "timestamp", "time")
Kind = Literal["relation", "file"]


@dataclass(frozen=True)
class Place:
    """Somewhere to look: a label for people, and a way to read it piece by piece.

    A relation is named as policy names it (`zone.name`), with its columns in the order of the cells; a file
    has none.
    """

    label: str
    relation: str
    columns: tuple[str, ...]
    pieces: Callable[[], Iterator[bytes]]
    is_private: bool = False


def database_places(
    connection: duckdb.DuckDBPyConnection, database: str, label: str, prefix: str
) -> Iterator[Place]:
    """Yield every relation of an open DuckDB database, and its definitions and comments as one more place.

    Views of custody are left out: they hold nothing of their own, and what their tables hold is read.
    """
    catalogue = read_catalogue(connection, database)
    for (schema, name), relation in sorted(catalogue.items()):
        columns = tuple(c.name for c in relation.columns if c.data_type not in NO_TEXT)
        zone = schema.removeprefix(prefix)
        if columns and not (relation.kind == "view" and zone in CUSTODY_ZONES):
            yield Place(
                f"{label}: {zone}.{name}",
                f"{zone}.{name}",
                columns,
                _cells(connection, quoted(database, schema, name), columns),
            )
    yield Place(f"{label}: comments and definitions", "", (), lambda: _words(connection, catalogue, database))


def _cells(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...]
) -> Callable[[], Iterator[bytes]]:
    cells = ", ".join(f"coalesce(cast({quoted(column)} as varchar), '')" for column in columns)
    query = f"select concat_ws(chr({CELL[0]}), {cells}, '') from {name}"

    def pieces() -> Iterator[bytes]:
        cursor = connection.cursor().execute(query)
        while rows := cursor.fetchmany(FETCH):
            yield ROW + ROW.join(row[0].encode() for row in rows) + ROW

    return pieces


def _words(
    connection: duckdb.DuckDBPyConnection, catalogue: dict[Any, CatalogueRelation] | Any, database: str
) -> Iterator[bytes]:
    comments = [relation.comment for relation in catalogue.values()]
    comments += [column.comment for relation in catalogue.values() for column in relation.columns]
    views = connection.execute(
        f"select sql from duckdb_views() where database_name = {literal(database)} and not internal"
    ).fetchall()
    yield "\n".join([*comments, *(view[0] or "" for view in views)]).encode()


def published_files(project: Project) -> list[tuple[str, Path]]:
    """Return audience and current file of everything that is published."""
    pointers = sorted(project.published.glob(f"*/{POINTER}"))
    return [(pointer.parent.name, pointer) for pointer in pointers if pointer.exists()]


def artefact_folders(project: Project, before_publish: bool = False) -> dict[str, tuple[Path, ...]]:
    """Return the folders that dbt, and after it the reports, write, by what they are."""
    target = Path(os.environ.get("DBT_TARGET_PATH", "target"))
    logs = Path(os.environ.get("DBT_LOG_PATH", "logs"))
    written: dict[str, tuple[Path, ...]] = {
        "target": (project.root / target,),
        "logs": (project.root / logs,),
    }
    if before_publish:
        return written
    return {**written, "audit pack": (project.home / "audit",), "results": (project.home / "evidence",)}


def custody_folders(project: Project) -> dict[str, tuple[Path, ...]]:
    """Return the folders of custody's own records, which only an erased person may not be in."""
    return {"custody's records": (project.home / "releases", project.home / "disclosures")}


def folder_places(kind: str, folders: tuple[Path, ...], is_private: bool = False) -> Iterator[Place]:
    """Yield every file below the folders; what is packed is unpacked."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                label = f"{kind}: {path.relative_to(folder)}"
                yield Place(label, "", (), lambda path=path: file_pieces(path), is_private)  # type: ignore[misc]


def file_pieces(path: Path) -> Iterator[bytes]:
    """Yield the text of a file: members of an archive, the rows of Parquet, the unpacked streams of a PDF."""
    raw = path.read_bytes()
    if raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(member) for member in archive.namelist())
    elif raw.startswith(b"PAR1"):
        yield from _parquet(path)
    else:
        yield raw
        if raw.startswith(b"%PDF"):
            yield from _pdf_streams(raw)


def _parquet(path: Path) -> Iterator[bytes]:
    with duckdb.connect() as connection:
        cursor = connection.execute(f"select columns(*)::varchar from read_parquet({literal(str(path))})")
        while rows := cursor.fetchmany(FETCH):
            cells = (CELL.join((cell or "").encode() for cell in row) for row in rows)
            yield ROW + ROW.join(cells) + ROW


def _pdf_streams(raw: bytes) -> Iterator[bytes]:
    for part in raw.split(b"stream")[1::2]:
        try:
            yield zlib.decompressobj().decompress(part.lstrip(b"\r\n"))
        except zlib.error:
            continue
