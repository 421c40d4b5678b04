"""The SQL behind the figures, and the SQL by which somebody else counts again."""

from collections.abc import Iterable

from steward.pack.source import OWN
from steward.project import Project

FOLDERS = (("models", "audit"), ("models", "kyc", "reports"), ("models", "kyc", "triggers"))
PURPOSES = ("direct_marketing", "third_party_disclosure", "automated_decisions", "sensitive_data")
ENTITIES = ("customer", "account", "transaction", "identity_document", "interaction")
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


def recount_sql(prefix: str = "") -> str:
    """Return plain SQL that counts refused people in every opt-out relation of a build."""
    counts = [_refused(prefix, purpose, entity) for purpose in PURPOSES for entity in ENTITIES]
    return HEAD + "\nunion all\n".join(counts) + "\norder by 1;\n"


def _refused(prefix: str, purpose: str, entity: str) -> str:
    relation = f"{prefix}opt_out_{purpose}.{entity}"
    return f"""\
select '{relation}' as relation, count(*) as refused_people
from (
    select distinct viewed.customer_id
    from {relation} as viewed
    left join {prefix}logical.ldm_customer as customers on viewed.customer_id = customers.customer_id
    where customers.customer_id is null or customers.opt_out_{purpose}
) as refused"""
