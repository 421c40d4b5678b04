"""A pack on disk: written beside its place and renamed into it, so that a half-written pack is never met."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from steward.errors import StewardError
from steward.files import write_whole
from steward.pack import changes
from steward.pack import manifest as listing
from steward.pack.annexes import annexes
from steward.pack.measure import measure
from steward.pack.pages import Page, load_pages
from steward.pack.queries import recount_sql, report_sql
from steward.pack.render import Renderer
from steward.pack.scan import refuse_people
from steward.pack.source import open_source
from steward.pack.verdict import Verdict
from steward.privacy_log.checkpoints import read_private_key
from steward.project import Project

POINTER = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>隐私审计包 Privacy audit pack</title>'
    '<meta http-equiv="refresh" content="0; url={name}/index.html"><p><a href="{name}/index.html">'
    "隐私审计包 Privacy audit pack</a></p></html>\n"
)


@dataclass(frozen=True)
class Pack:
    """A pack that was written: its folder, its verdict and the number of its files."""

    folder: Path
    verdict: Verdict
    files: int


def write_pack(
    project: Project,
    language: str = "both",
    pdf: bool = False,
    out: Path | None = None,
    key: Path | None = None,
) -> Pack:
    """Write the pack of the newest build and return it.

    Raises StewardError if there is no build, a page holds a person's value, or the folder cannot be written.
    """
    private_key = read_private_key(key) if key else None
    measure(project)
    parent = out or project.home / "audit"
    with open_source(project) as source:
        pages = load_pages()
        renderer = Renderer(source, pages, language, report_sql(project, _reports(pages)))
        began = changes.in_utc(source.build.started_at)
        earlier = changes.earlier_pack(parent, began)
        annex = changes.compare(source, pages, renderer.verdict.is_signable, earlier)
        files = _texts(renderer, annex) | {
            "sql/recount.sql": recount_sql(source.catalogue, source.build.prefix).encode(),
            "verify_pack.py": (Path(__file__).parent / "verify_pack.py").read_bytes(),
        }
    if pdf:
        from steward.pack.pdf import to_pdf

        files["pack.pdf"] = to_pdf(files["print.html"].decode(), files["style.css"].decode(), renderer.facts)
    listed = listing.manifest(files, renderer.facts, renderer.verdict, language, began, earlier)
    files[listing.NAME] = listed
    if private_key:
        files |= listing.signature_files(listed, private_key)
    folder = parent / f"{renderer.facts.as_of}-{renderer.facts.invocation[:8]}"
    place(parent, folder, files)
    return Pack(folder, renderer.verdict, len(files))


def _reports(pages: Sequence[Page]) -> set[str]:
    return {section.report for page in pages for section in page.sections} | {"rpt_control"}


def _texts(renderer: Renderer, comparison: bytes) -> dict[str, bytes]:
    """Return pages, annexes and the SQL behind them, once nobody was found in them."""
    texts = renderer.html()
    annex = annexes(renderer, renderer.pages) | {changes.ANNEX: comparison}
    organisation = renderer.source.report("rpt_organisation").rows
    contacts = [str(row["contact"]) for row in organisation if row.get("contact")]
    read = {name: content.decode() for name, content in annex.items() if name.endswith(".json")}
    refuse_people(renderer.source, {**texts, **read}, contacts)
    files = {name: text.encode() for name, text in texts.items()} | annex
    return files | {f"sql/{name}.sql": text.encode() for name, text in renderer.sql.items()}


def place(parent: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the folder as a whole, and let the parent's index point at it.

    Raises StewardError if the folder cannot be written.
    """
    try:
        if not parent.is_dir():
            parent.mkdir(parents=True)
            # Whatever the umask: the officer's group reaches the pack through this folder.
            parent.chmod(0o750)
        made = Path(tempfile.mkdtemp(dir=parent, prefix="."))
    except OSError:
        raise StewardError(str(parent), "the folder cannot be written", "name another with --out") from None
    try:
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(exist_ok=True)
            path.parent.chmod(0o750)
            path.write_bytes(content)
            path.chmod(0o640)
        made.chmod(0o750)
        if folder.exists():
            old = folder.with_name(f".{folder.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            folder.rename(old)
            made.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            made.rename(folder)
        _point(parent, folder.name)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _point(parent: Path, name: str) -> None:
    write_whole(parent / "index.html", POINTER.format(name=name), 0o640)
