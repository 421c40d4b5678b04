"""The company's own rows: each file of `seeds/site` must lie over a seed that is there."""

from collections.abc import Iterator

from steward.findings import Finding
from steward.policy import PolicyRow
from steward.project import Project
from steward.vocabulary import did_you_mean


def check_site_rows(project: Project) -> Iterator[Finding]:
    """Yield the files of `seeds/site` that lie over no policy seed, and so would be read by nobody."""
    known = {kind.seed for kind in PolicyRow.__subclasses__()}
    for path in sorted(project.path("seeds", "site").glob("*.csv")):
        if path.stem not in known:
            what = f"no policy seed is called `{path.stem}`"
            otherwise = "call the file as the seed that it lies over"
            yield Finding(project.relative(path), what, did_you_mean(path.stem, known, otherwise))
