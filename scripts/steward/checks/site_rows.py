"""The company's own rows: each file of `seeds/site` must lie over a seed that is there."""

from collections.abc import Iterator

from steward.findings import Finding
from steward.project import Project
from steward.vocabulary import did_you_mean

SEED_FOLDERS = ("policy", "legal", "kyc", "reference", "register")


def check_site_rows(project: Project) -> Iterator[Finding]:
    """Yield the files of `seeds/site` that lie over no seed, and so would be read by nobody."""
    known = {path.stem for folder in SEED_FOLDERS for path in project.path("seeds", folder).glob("*.csv")}
    for path in sorted(project.path("seeds", "site").glob("*.csv")):
        if path.stem not in known:
            what = f"no seed is called `{path.stem}`"
            otherwise = "call the file as the seed that it lies over"
            yield Finding(project.relative(path), what, did_you_mean(path.stem, known, otherwise))
