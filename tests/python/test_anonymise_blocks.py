"""The anonymise block of a logical model: what `make views` and `steward check` refuse, in one line."""

from pathlib import Path

import pytest

from steward.classification import load_logical
from steward.errors import StewardError
from steward.policy import load_policy
from steward.project import Project
from steward.render.views import relations_of
from tests.python.support.label_project import CUSTOMER, label_project

WRONG = [
    ("gender: {hierarchy: gendre}", "unknown hierarchy `gendre`"),
    ("gendre: {hierarchy: gender}", "ldm_customer has no such column"),
    ("gender: {of: ldm_nobody, hierarchy: gender}", "there is no model `ldm_nobody`"),
    ("gender: {hierarchy: gender, lowest: 2}", "levels 2 to 1, but the hierarchy has 0 to 1"),
    ("gender: {hierarchy: gender, top_code: true}", "top_code needs intervals of numbers"),
    ("gender: {hierarchy: age}", "intervals of numbers for a column of type text"),
    ("gender: {hierarchy: gender, levle: 1}", "extra inputs are not permitted"),
    ("customer_id: {}", "named in two places"),
    ("full_name: {}", "attribute full_name may not stand in family anonymised"),
    ("gender: {hierarchy: gender}\nt: 0.3", "`t` is for files"),
    ("gender: {hierarchy: gender}\nlabels: set", "`labels: set` is for files"),
    ("gender: {hierarchy: gender}\nlocal_recoding: true", "name engine: cascade or top_down"),
    ("gender: {hierarchy: gender}\nsensitive: {province: {t: 0.2}}", "`t` is for files"),
    ("gender: {hierarchy: gender}\nl_kind: entropy", "`l_kind: entropy` is for files"),
    ("gender: {hierarchy: gender}\nk: 1", "greater than or equal to 2"),
]


def refused(folder: Path, block: str) -> str:
    with pytest.raises(StewardError) as error:
        label_project(folder, block)
    return str(error.value)


@pytest.mark.parametrize(("line", "words"), WRONG, ids=[words for _, words in WRONG])
def test_a_wrong_block_is_refused_in_one_line(tmp_path: Path, line: str, words: str) -> None:
    column, _, rest = line.partition("\n")
    message = refused(tmp_path, f"record: customer_id\nquasi_identifiers:\n  {column}\n{rest}\n")
    assert words in message and "ldm_customer" in message and "\n" not in message


def test_a_right_block_renders_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    project = Project(label_project(tmp_path, CUSTOMER).root, {})
    policy = load_policy(project)
    logical = load_logical(project, policy)
    relations = relations_of(project, policy, logical.entities["customer"], logical.models)
    (anonymised,) = [own for own in relations if own.family == "anonymised"]
    assert [line.name for line in anonymised.lines] == ["gender", "birth_date", "province", "released_on"]
