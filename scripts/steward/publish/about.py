"""The table `about` of a published file: what each relation is, in Chinese and English, and until when."""

import re
from dataclasses import dataclass
from datetime import date, datetime

import yaml

from steward.classification import TWO_LANGUAGES
from steward.project import Project
from steward.publish.plan import PlannedRelation

COLUMNS = (
    "relation text, sentence_en text, sentence_zh text, people_released bigint, people_suppressed bigint, "
    "column_meanings text, as_of date, valid_until timestamptz, contact text"
)
COMMENTS = {
    "": "What each relation of this file is. / 本文件各关系的说明。",
    "relation": "Schema and name. / 模式与名称。",
    "sentence_en": "What it holds, in English. / 内容说明（英文）。",
    "sentence_zh": "What it holds, in Chinese. / 内容说明（中文）。",
    "people_released": "Distinct people in it; empty where rows do not tell. / 涉及人数；无法得知时为空。",
    "people_suppressed": "People of the entity who are not in it. / 未包含的人数。",
    "column_meanings": "One line per column. / 每个字段一行。",
    "as_of": "The day whose state it shows. / 数据截止日期。",
    "valid_until": "Do not use it after this moment. / 有效期至。",
    "contact": "Whom to ask. / 联系方式。",
}
# After the Chinese opening of an opt-out relation the entity's own description follows, in English.
BACK_TO_ENGLISH = re.compile(r"[.。]\s+[A-Za-z].*$", re.DOTALL)


@dataclass(frozen=True)
class Facts:
    """What holds for every relation of a release."""

    as_of: date
    valid_until: datetime
    contact: str


def about_row(
    planned: PlannedRelation, people: int | None, suppressed: int | None, facts: Facts
) -> tuple[str | int | date | datetime | None, ...]:
    """Return the row of `about` for a relation, in the order of COLUMNS."""
    english, chinese = sentences(planned.relation.comment)
    meanings = "\n".join(f"{column.name}: {column.comment}" for column in planned.relation.columns)
    return (
        planned.label,
        english,
        chinese,
        people,
        suppressed,
        meanings,
        facts.as_of,
        facts.valid_until,
        facts.contact,
    )


def sentences(description: str) -> tuple[str, str]:
    """Return the English and the Chinese sentence of a description `English / 中文`."""
    parts = [part.strip() for part in description.split(TWO_LANGUAGES)]
    if len(parts) == 1:
        return parts[0], ""
    chinese = BACK_TO_ENGLISH.sub("", parts[1])
    return _closed(parts[0], "."), _closed(chinese, "。")


def _closed(sentence: str, stop: str) -> str:
    return sentence if not sentence or sentence[-1] in ".。" else sentence + stop


def contact(project: Project) -> str:
    """Return whom a reader asks: the owner of the group `custody`."""
    groups = yaml.safe_load(project.path("models", "_groups.yml").read_text(encoding="utf-8")).get(
        "groups", []
    )
    for group in groups:
        if group.get("name") == "custody":
            owner = group.get("owner") or {}
            return f"{owner.get('name', '')} <{owner.get('email', '')}>".strip()
    return ""
