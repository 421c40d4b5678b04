"""The SQL behind the figures, and the SQL by which somebody else counts again."""

from collections.abc import Iterable

from steward.catalogue import Catalogue, CatalogueRelation
from steward.pack.source import OWN
from steward.project import Project
from steward.vocabulary import OPT_OUT_PREFIX

FOLDERS = (("models", "audit"), ("models", "kyc", "reports"), ("models", "kyc", "triggers"))
HEAD = """\
-- Counts again, without anything of this project: open the build file read-only and run this.
--   duckdb -readonly warehouse.duckdb < recount.sql
-- Every figure must be 0.
"""


def report_sql(project: Project, reports: Iterable[str]) -> dict[str, str]:
    """Return the SQL of each report that has one, by its name."""
    places = [OWN, *(project.path(*parts) for parts in FOLDERS)]
    found = {}
    for name in sorted(set(reports)):
        path = next((place / f"{name}.sql" for place in places if (place / f"{name}.sql").is_file()), None)
        if path:
            found[name] = path.read_text(encoding="utf-8")
    return found


def opt_out_relations(catalogue: Catalogue, prefix: str = "") -> list[tuple[CatalogueRelation, str]]:
    """Return every relation of people that was made for a purpose, with the purpose, as the catalogue holds it."""
    start = f"{prefix}{OPT_OUT_PREFIX}"
    return [
        (relation, relation.schema.removeprefix(start))
        for _, relation in sorted(catalogue.items())
        if relation.schema.startswith(start) and relation.has("customer_id")
    ]


def refused_people(relation: str, customers: str, purpose: str) -> str:
    """Return the SQL that counts who stands in a relation of a purpose and refused it, or is unknown."""
    return (
        f"select count(distinct viewed.customer_id) as refused_people\nfrom {relation} as viewed\n"
        f"left join {customers} as customers on viewed.customer_id = customers.customer_id\n"
        f"where customers.customer_id is null or customers.opt_out_{purpose}"
    )


def recount_sql(catalogue: Catalogue, prefix: str = "") -> str:
    """Return plain SQL that counts refused people in every opt-out relation of a build."""
    customers = f"{prefix}logical.ldm_customer"
    counts = [
        f"select '{relation.label}' as relation, counted.refused_people\n"
        f"from (\n{refused_people(relation.label, customers, purpose)}\n) as counted"
        for relation, purpose in opt_out_relations(catalogue, prefix)
    ]
    return HEAD + "\nunion all\n".join(counts) + "\norder by 1;\n"
