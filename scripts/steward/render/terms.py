"""The disclosure terms as a model, so that the company's own rows reach the due list too."""

from pathlib import Path

from steward.policy import Policy, load_policy
from steward.project import Project
from steward.render.families.selectively_anonymised import KINDS

MODEL = Path("models", "audit", "aud_disclosure_term.sql")
SEEDS = "seeds/policy/recipients.csv and disclosure_terms.csv"
MARK = f"Rendered by `make views` from {SEEDS}: change those."
SQL = """\
-- {mark}
{{{{ config(materialized='view') }}}}

select
    terms.recipient_id,
    terms.attribute,
    terms.level
from (
    values
{values}
) as terms (recipient_id, attribute, level)
where terms.recipient_id <> ''
"""
YAML = """\
# {mark}
version: 2

models:
  - name: aud_disclosure_term
    description: >-
      One row per recipient with a relation and attribute that may go to it at most;
      a recipient without terms has one row without an attribute.
      / 每行一个有数据关系的接收方及其至多可获得的一个信息项；无条款的接收方有一行空信息项。
    columns:
      - name: recipient_id
        data_type: text
        description: "Number of the recipient. / 接收方编号。"
        config: {{meta: {{privacy: {{attribute: recipient_id}}}}}}
      - name: attribute
        data_type: text
        description: "Attribute, empty where there are no terms. / 信息项；无条款时为空。"
        config: {{meta: {{privacy: {{attribute: agreement_term}}}}}}
      - name: level
        data_type: text
        description: "anonymous_only or identified. / 提供程度：仅匿名、可识别。"
        config: {{meta: {{privacy: {{attribute: agreement_term}}}}}}
"""


def render_terms(project: Project) -> dict[Path, str]:
    """Return the SQL and YAML of the model by path relative to the project."""
    # Both engines need a row to know the columns by; the filter takes it out.
    rows = _rows(load_policy(project)) or ["('', '', '')"]
    values = ",\n".join(f"        {row}" for row in rows)
    return {MODEL: SQL.format(mark=MARK, values=values), MODEL.with_suffix(".yml"): YAML.format(mark=MARK)}


def _rows(policy: Policy) -> list[str]:
    rows = []
    for recipient in sorted(own.recipient_id for own in policy.recipients.values() if own.kind in KINDS):
        terms = sorted(policy.terms_of(recipient).values(), key=lambda term: term.attribute)
        rows += [f"('{recipient}', '{term.attribute}', '{term.level}')" for term in terms]
        if not terms:
            rows.append(f"('{recipient}', null, null)")
    return rows
