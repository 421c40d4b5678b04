"""The drafted notice tells of every purpose, every class of data and every recipient, in both languages."""

import pytest

from steward.classification import load_entities
from steward.notice.draft import draft
from steward.policy import load_policy
from steward.project import Project
from tests.python.conftest import ROOT

PROJECT = Project(ROOT, {})
CLAUSES = {
    "zh": ("收集", "使用", "控制", "保护", "执行与修订", "联系"),
    "en": ("collect", "use", "control", "protect", "Execution and revision", "Contact"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_that_the_warehouse_does_is_missing(language: str) -> None:
    policy = load_policy(PROJECT)
    text = draft(PROJECT, language, "v9", "2026-12-01")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert all(word in heading for word, heading in zip(CLAUSES[language], headings, strict=True))
    assert "v9" in text and "2026-12-01" in text
    for purpose in policy.purposes.values():
        assert f"**{getattr(purpose, f'name_{language}')}**" in text
    for recipient in policy.recipients.values():
        assert getattr(recipient, f"name_{language}") in text
    collected = text.split("## ")[1]
    for entity in load_entities(PROJECT, policy).values():
        for column in entity.columns:
            attribute = column.attribute
            if attribute.privacy_class != "operational" and attribute.handling != "must_not_load":
                assert getattr(attribute, f"name_{language}") in collected, attribute.name


def test_a_new_recipient_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = load_policy(PROJECT)
    known = next(iter(policy.recipients.values()))
    more = known.model_copy(update={"recipient_id": "newcomer", "name_en": "Newcomer (invented)"})
    monkeypatch.setitem(policy.recipients, "newcomer", more)
    monkeypatch.setattr("steward.notice.draft.load_policy", lambda _: policy)
    assert "Newcomer (invented)" in draft(PROJECT, "en", "v9", "2026-12-01")
