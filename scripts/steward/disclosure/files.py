"""The files of a disclosure: the rows that the release holds and that may still go out, one file per relation."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from steward.disclosure.columns import DisclosedColumn, RelationColumns
from steward.engines.duckdb import literal, quoted, scalar
from steward.engines.overlay import Overlay
from steward.errors import StewardError
from steward.publish.manifest import digest

Format = Literal["parquet", "csv"]
RELEASE, ROWS = "held_release", "disclosed"
FOLDER_MODE, FILE_MODE = 0o750, 0o440
OPTIONS = {"parquet": "format parquet, compression zstd", "csv": "format csv, header true"}


@dataclass(frozen=True)
class DisclosedFile:
    """A file as it was written; `content` is a digest of its rows without pseudonyms, whatever their order."""

    relation: str
    file: str
    rows: int
    withheld: int
    sha256: str
    content: str
    columns: tuple[DisclosedColumn, ...]
    left_out: tuple[str, ...]

    @property
    def shown(self) -> dict[str, Any]:
        """What the manifest says of it."""
        columns = [asdict(column) for column in self.columns]
        return {
            "relation": self.relation,
            "file": self.file,
            "rows": self.rows,
            "sha256": self.sha256,
            "columns": columns,
        }


def keep_rows(overlay: Overlay, release: Path, relations: Iterable[RelationColumns]) -> dict[str, int]:
    """Keep in memory the rows of the release that the build still gives, and count those it does not.

    Whoever refused since the release is out, and what the release does not hold is never added.
    """
    connection, withheld = overlay.connection, {}
    connection.execute(f"attach {literal(str(release))} as {RELEASE} (read_only)")
    connection.execute(f"attach ':memory:' as {ROWS}")
    for own in relations:
        relation = own.planned.relation
        names = ", ".join(quoted(column.name) for column in relation.columns)
        held = quoted(RELEASE, relation.schema, relation.name)
        now = overlay.name(relation.schema, relation.name)
        target = quoted(ROWS, relation.schema, relation.name)
        connection.execute(f"create schema if not exists {quoted(ROWS, relation.schema)}")
        connection.execute(
            f"create table {target} as select {names} from {held} intersect all select {names} from {now}"
        )
        withheld[own.planned.label] = overlay.count(held) - overlay.count(target)
    connection.execute(f"detach {RELEASE}")
    return withheld


def write_file(
    overlay: Overlay, own: RelationColumns, folder: Path, form: Format, withheld: int
) -> DisclosedFile:
    """Write a relation into its file and read it back.

    Raises StewardError if it does not hold exactly the columns and rows that may go out.
    """
    relation = own.planned.relation
    path = folder / f"{own.planned.entity}.{form}"
    names = ", ".join(quoted(column.name) for column in own.shown)
    source = quoted(ROWS, relation.schema, relation.name)
    overlay.connection.execute(
        f"copy (select {names} from {source} order by all) to {literal(str(path))} ({OPTIONS[form]})"
    )
    rows = overlay.count(source)
    _verify(overlay, own, path, form, rows)
    return DisclosedFile(
        own.planned.label,
        path.name,
        rows,
        withheld,
        digest(path),
        content_digest(overlay.connection, source, content_columns(own.shown)),
        own.shown,
        own.left_out,
    )


def content_columns(columns: Iterable[DisclosedColumn]) -> list[str]:
    """Return the columns that are no pseudonyms, by which a file without pseudonyms is known."""
    return sorted(column.name for column in columns if column.form != "pseudonym")


def content_digest(connection: Any, source: str, columns: list[str]) -> str:
    """Return a digest of the rows of a source in some of its columns: of the set, not of the order or format."""
    parts = " || '|' || ".join(
        f"coalesce('=' || replace(cast({quoted(name)} as text), '|', '||'), '')" for name in columns
    )
    return str(
        scalar(
            connection,
            f"select md5(coalesce(sum(md5_number_lower({parts})::hugeint), 0)::text || '/' || count(*)) "
            f"from {source}",
        )
    )


def _verify(overlay: Overlay, own: RelationColumns, path: Path, form: Format, rows: int) -> None:
    read = reader(path, form)
    found = [row[0] for row in overlay.connection.execute(f"describe select * from {read}").fetchall()]
    if found != [column.name for column in own.shown] or overlay.count(read) != rows:
        raise StewardError(own.planned.label, "the file holds other columns or rows", "disclose again")


def reader(path: Path, form: str) -> str:
    """Return the SQL that reads a file; of CSV every value as text, an empty field being null."""
    if form == "csv":
        return f"read_csv({literal(str(path))}, header = true, all_varchar = true, delim = ',', quote = '\"')"
    return f"read_parquet({literal(str(path))})"


def seal(folder: Path, gid: int) -> None:
    """Give folder and files to a group, readable and no more, and put them on disk.

    Raises StewardError if their group or mode cannot be set.
    """
    try:
        for path in (*sorted(folder.iterdir()), folder):
            if path.stat().st_gid != gid:
                os.chown(path, -1, gid)
            path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
            handle = os.open(path, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
    except PermissionError:
        what = "the group or mode of the files cannot be set by this user"
        raise StewardError(str(folder.parent), what, "be a member of the recipient's group") from None


def write_manifest(folder: Path, content: dict[str, Any]) -> str:
    """Write `manifest.json` beside the files and return its SHA-256."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return digest(path)
