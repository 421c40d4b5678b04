"""The scopes of the pseudonym map as a model, so that the company's own rows and recipients reach it too."""

from pathlib import Path

from steward.policy import load_policy
from steward.project import Project

MODEL = Path("models", "vault", "vlt_pseudonym_scope.sql")
SEEDS = "seeds/policy/pseudonym_scopes.csv and recipients.csv"
MARK = f"Rendered by `make views` from {SEEDS}: change those."
SQL = """\
-- {mark}
{{{{ config(materialized='view') }}}}

select scopes.scope
from (
    values
{values}
) as scopes (scope)
"""
YAML = """\
# {mark}
version: 2

models:
  - name: vlt_pseudonym_scope
    description: >-
      One row per scope of pseudonyms; those of two scopes cannot be linked.
      / 每行一个假名范围，不同范围的假名互不可联。
    columns:
      - name: scope
        data_type: text
        description: internal, or recipient and its number. / internal，或 recipient 及接收方编号。
"""


def render_scopes(project: Project) -> dict[Path, str]:
    """Return the SQL and YAML of the model by path relative to the project."""
    scopes = sorted(row.scope for row in load_policy(project).pseudonym_scopes)
    values = ",\n".join(f"        ('{scope}')" for scope in scopes)
    return {
        MODEL: SQL.format(mark=MARK, values=values),
        MODEL.with_suffix(".yml"): YAML.format(mark=MARK),
    }
