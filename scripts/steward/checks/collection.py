"""Why and how each personal attribute is collected, and which clause of the privacy notice tells of it."""

from collections.abc import Iterator

from steward.findings import Finding
from steward.policy import Policy
from steward.policy.loader import read_csv
from steward.project import Project
from steward.vocabulary import did_you_mean

COLLECTION = "seeds/register/collection.csv"
HEADER = ("attribute", "purpose", "notice_topic", "collection_channel")
# The clauses that a privacy notice must have.
CLAUSES = ("collection", "use", "control", "security", "execution", "revision")
CHANNELS = ("customer", "document", "use", "house", "third_party")


def check_collection(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield each personal attribute without a row, and each row that says nothing that is known."""
    findings: list[Finding] = []
    rows = read_csv(project.path(*COLLECTION.split("/")), COLLECTION, HEADER, findings)
    yield from findings
    seen: set[str] = set()
    for row in rows:
        attribute = row["attribute"]
        where = f"{COLLECTION}, row {attribute}"
        if attribute in seen:
            yield Finding(where, "the row is there twice", "keep one of them")
        seen.add(attribute)
        for column, known in (
            ("attribute", policy.attributes),
            ("purpose", policy.purposes),
            ("notice_topic", CLAUSES),
            ("collection_channel", CHANNELS),
        ):
            yield from _cell(f"{where}, column {column}", row[column], list(known))
    for name in _personal(policy):
        if name not in seen and not findings:
            what = f"no row for `{name}`, so nobody is told why and how it is collected"
            yield Finding(COLLECTION, what, "add it with purpose, notice_topic and collection_channel")


def _cell(where: str, cell: str, known: list[str]) -> Iterator[Finding]:
    if not cell:
        yield Finding(where, "empty", "write a value")
    elif cell not in known:
        yield Finding(where, f"unknown word `{cell}`", did_you_mean(cell, known))


def _personal(policy: Policy) -> Iterator[str]:
    """Yield the attributes about people that may be loaded at all."""
    for name, row in policy.attributes.items():
        if row.privacy_class != "operational" and row.handling != "must_not_load":
            yield name
