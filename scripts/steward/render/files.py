"""Rendered files on disk: written where they changed, deleted where nothing renders them any more."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from steward.errors import StewardError
from steward.findings import Finding
from steward.project import Project

MARKS = ("-- Rendered ", "# Rendered ")
FOLDERS = ("models", "seeds")
SUFFIXES = (".sql", ".yml")
RENDER = "run `make views` and commit what it writes"


def write(project: Project, rendered: Mapping[Path, str]) -> list[Path]:
    """Bring the files to what is rendered and return those that were written or deleted.

    A hand-written file is never touched. Raises StewardError where one stands in a rendered file's place.
    """
    _refuse_hand_written(project, rendered)
    touched = []
    for path, text in rendered.items():
        target = project.path(path.as_posix())
        if _read(target) != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            touched.append(path)
    for path in _stale(project, rendered):
        project.path(path.as_posix()).unlink()
        touched.append(path)
    return sorted(touched)


def compare(project: Project, rendered: Mapping[Path, str]) -> list[Finding]:
    """Return a finding for each file that differs from what is rendered, is missing, or is stale."""
    findings = []
    for path, text in rendered.items():
        found = _read(project.path(path.as_posix()))
        if found is None:
            findings.append(Finding(str(path), "the rendered file is missing", RENDER))
        elif _is_hand_written(path, found):
            findings.append(_hand_written(path))
        elif found != text:
            what = "the file differs from what the classification and the policy render"
            findings.append(Finding(str(path), what, RENDER))
    for path in _stale(project, rendered):
        findings.append(Finding(str(path), "nothing renders this file any more", RENDER))
    return sorted(findings)


def combine(*parts: Mapping[Path, str]) -> dict[Path, str]:
    """Return the files of several renderers, ordered by path; raises StewardError on a file of two."""
    files: dict[Path, str] = {}
    for part in parts:
        for path, text in part.items():
            if path in files:
                raise StewardError(str(path), "two renderers write this file", "rename one of the two models")
            files[path] = text
    return dict(sorted(files.items()))


def _refuse_hand_written(project: Project, rendered: Mapping[Path, str]) -> None:
    for path in rendered:
        found = _read(project.path(path.as_posix()))
        if found is not None and _is_hand_written(path, found):
            finding = _hand_written(path)
            raise StewardError(finding.where, finding.what, finding.do)


def _is_hand_written(path: Path, text: str) -> bool:
    # A CSV has no comments, so a register bears no mark; its name alone says that it is rendered.
    return path.suffix in SUFFIXES and not text.startswith(MARKS)


def _hand_written(path: Path) -> Finding:
    return Finding(str(path), "a hand-written file stands where one is rendered", "rename or delete it")


def _stale(project: Project, rendered: Mapping[Path, str]) -> Iterator[Path]:
    for folder in FOLDERS:
        for found in sorted(project.path(folder).rglob("*")):
            path = found.relative_to(project.root)
            if found.suffix in SUFFIXES and path not in rendered and (_read(found) or "").startswith(MARKS):
                yield path


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else None
    except OSError:
        raise StewardError(
            str(path), "the file cannot be read", "give the builder the right to read it"
        ) from None
