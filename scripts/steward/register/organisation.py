"""Who runs the warehouse: the row that the cover, the notice and the records of processing name."""

import csv

from steward.errors import StewardError
from steward.project import Project

FILE = ("seeds", "register", "organisation.csv")


def organisation(project: Project) -> dict[str, str]:
    """Return the organisation's row.

    Raises StewardError if none is registered.
    """
    path = project.path(*FILE)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        row = next(csv.DictReader(lines), None)
    if row is None:
        where = project.relative(path)
        raise StewardError(where, "no organisation is registered", "write its name, officer and contact")
    return row
