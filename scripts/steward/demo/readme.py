"""Writes the page that says where demo numbers come from and what each named case tells."""

from pathlib import Path

from steward.demo.cases import Case

TEMPLATE = Path(__file__).parent / "readme.md"


def write_readme(path: Path, cases: list[Case]) -> None:
    """Write the page from its template and the cases."""
    text = TEMPLATE.read_text(encoding="utf-8")
    path.write_text(text.replace("{cases}", case_table(cases)), encoding="utf-8")


def case_table(cases: list[Case]) -> str:
    """Return one table row a case: its name, the customers to look for, and the story."""
    lines = ["| case | customers | what it tells |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {case.name} | {_customers(case)} | {case.tells} |" for case in cases)])


def _customers(case: Case) -> str:
    return ", ".join(f"`{customer_id}`" for customer_id in case.customer_ids if customer_id)
