"""Suggesting classes: precision and recall over a labelled corpus, false findings, decisions, and what stays inside."""

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from steward.app import app
from steward.classification import read_logical
from steward.commands import scan as scan_command
from steward.errors import StewardError
from steward.policy import load_policy
from steward.project import Project
from steward.scan.accept import accept, classified_text
from steward.scan.contradict import Looked, contradicts
from steward.scan.names import name_evidence
from steward.scan.propose import wilson_lower
from steward.scan.review import Row, read_review, review_text, rows_of
from steward.scan.run import look, scan
from steward.scan.sample import Table
from tests.python.conftest import ROOT, Build
from tests.python.support.labelled_columns import Corpus, Labelled, labelled_columns, load
from tests.python.support.small_project import small_project

DIRECT = (
    "full_name",
    "related_person_name",
    "id_number",
    "related_person_id_number",
    "mobile",
    "email",
    "street_address",
    "account_number",
    "pseudonym",
    "free_text",
)
assert scan_command


def tables(corpus: list[Labelled]) -> list[Table]:
    names = dict.fromkeys(column.table for column in corpus)
    return [
        Table(
            f"main.{name}",
            name,
            tuple((column.name, "text", "") for column in corpus if column.table == name),
            True,
        )
        for name in names
    ]


def proposed(corpus: list[Labelled]) -> dict[tuple[str, str], Looked]:
    connection = duckdb.connect()
    load(connection, corpus)
    found = look(lambda _: tables(corpus), connection, None, 2000)
    return {(own.proposal.relation.removeprefix("main."), own.proposal.column): own for own in found}


@pytest.fixture(scope="module")
def corpus() -> list[Labelled]:
    return labelled_columns()


@pytest.fixture(scope="module")
def found(corpus: list[Labelled]) -> dict[tuple[str, str], Looked]:
    return proposed(corpus)


def test_precision_and_recall_on_direct_identifiers(
    corpus: list[Labelled],
    found: dict[tuple[str, str], Looked],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(corpus) == 60
    labels = {(column.table, column.name): column.attribute for column in corpus}
    said = {place: own.proposal.attribute for place, own in found.items()}
    wrong = {place: (label, said[place]) for place, label in labels.items() if label != said[place]}
    right = sum(label in DIRECT and said[place] == label for place, label in labels.items())
    precision = right / sum(attribute in DIRECT for attribute in said.values())
    recall = right / sum(label in DIRECT for label in labels.values())
    with capsys.disabled():
        print(f"\nscan: precision {precision:.3f}, recall {recall:.3f} on {len(corpus)} columns")
    assert precision >= 0.95, wrong
    assert recall >= 0.95, wrong


@pytest.fixture(scope="module")
def twisted(corpus: list[Labelled]) -> dict[tuple[str, str], Looked]:
    """Counters whose digits are drawn at random, and resident ids with another check digit."""
    columns = {own.name: own for own in corpus}
    drawer, changed = Corpus(7), []
    for name, kept in (("biz_seq", 4), ("gapped_seq", 4), ("waybill", 1)):
        drawn = [value[:kept] + drawer.digits(len(value) - kept) for value in columns[name].values]
        changed.append(replace(columns[name], values=drawn))
    turned = [value[:-1] + ("0" if value[-1] != "0" else "1") for value in columns["f17"].values]
    return proposed([*changed, replace(columns["f17"], values=turned)])


@pytest.mark.parametrize(
    ("column", "drawn_at_random"), [("biz_seq", "mobile"), ("gapped_seq", "mobile"), ("waybill", "id_number")]
)
def test_numbers_handed_out_in_order_are_nobody_s(
    found: dict[tuple[str, str], Looked],
    twisted: dict[tuple[str, str], Looked],
    column: str,
    drawn_at_random: str,
) -> None:
    assert found["orders", column].proposal.attribute == ""
    assert twisted["orders", column].proposal.attribute == drawn_at_random


def test_an_issuer_s_prefix_without_its_luhn_digit_is_no_card(
    found: dict[tuple[str, str], Looked],
) -> None:
    assert found["orders", "long_ref"].proposal.attribute == ""


def test_a_name_that_asks_for_it_outweighs_the_order(found: dict[tuple[str, str], Looked]) -> None:
    assert found["t_branch", "mobile_no"].proposal.attribute == "mobile"


def test_the_same_values_without_checksum_are_nothing(twisted: dict[tuple[str, str], Looked]) -> None:
    assert twisted["t_base", "f17"].proposal.attribute == ""


def test_no_value_in_reasons_and_review_files(
    corpus: list[Labelled], found: dict[tuple[str, str], Looked], tmp_path: Path
) -> None:
    rows = rows_of([own for own in found.values() if own.proposal.attribute])
    text = review_text(tmp_path / "review.csv", rows) + review_text(tmp_path / "review.yml", rows)
    values = {value for column in corpus if column.attribute in DIRECT for value in column.values}
    assert [value for value in values if len(value) > 3 and value in text] == []


def test_wilson_lower_bound() -> None:
    # Wilson (1927); 8 of 10: 0.4901625 as published for the 95 % score interval.
    assert wilson_lower(8, 10) == pytest.approx(0.49016, abs=1e-4)
    assert wilson_lower(0, 0) == 0
    assert wilson_lower(5, 5) < wilson_lower(500, 500) < 1


@pytest.mark.parametrize(
    ("column", "table", "comment", "attribute"),
    [
        ("khxm", "t1", "", "full_name"),
        ("custMobileNo", "t1", "", "mobile"),
        ("c7", "t1", "客户身份证号码", "id_number"),
        ("name", "customers", "", "full_name"),
        ("name", "companies", "", "organisation_name"),
        ("city_name", "customers", "", "city"),
        ("product_name", "customers", "", "business_text"),
        ("cvv2", "cards", "", "card_security_code"),
        ("payer_id_type", "t1", "", "id_type"),
        ("payer_name", "t1", "", "related_person_name"),
    ],
)
def test_what_a_name_says(column: str, table: str, comment: str, attribute: str) -> None:
    evidence = name_evidence(column, table, comment)
    assert max(evidence.values(), key=lambda own: own.weight).attribute == attribute


@pytest.fixture
def demo(demo_build: Build, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("DW_HOME", str(demo_build.home))
    return Project.find(ROOT)


def test_the_demo_has_no_false_finding_and_a_wrong_class_is_found(demo: Project) -> None:
    result = scan(demo, None, None, 2000)
    assert list(result.findings) == []
    assert [own.proposal.column for own in result.open] == []
    policy, wrong = load_policy(demo), {}
    for own in result.looked:
        for place in own.classified:
            attribute = policy.attributes[place.attribute]
            if attribute.privacy_class == "identity" and own.proposal.n > 30:
                changed = replace(own, classified=(replace(place, attribute="business_text"),))
                wrong[own.proposal.column] = bool(contradicts(policy, changed))
    assert {"full_name", "id_number", "phone", "email", "street_address", "account_number"} <= wrong.keys()
    assert {column for column, is_found in wrong.items() if not is_found} <= {
        "customer_id",
        "source_customer_id",
        "legal_representative",
        "survivor_customer_id",
        "buyer_customer_id",
        "agent_customer_id",
    }


def test_a_class_that_values_contradict_stops_until_it_is_rejected(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    path = next(project.path("models", "logical").glob("ldm_customer*.yml"))
    text = path.read_text(encoding="utf-8")
    entity = next(own for own in read_logical(project, load_policy(project)).models if own.path == path)
    column = entity.columns_holding("full_name")[0].name
    path.write_text(classified_text(text, entity, column, "business_text"), encoding="utf-8")
    file = tmp_path / f"{entity.name}s.csv"
    names = labelled_columns()
    values = next(own.values for own in names if own.name == "f60")
    file.write_text("\n".join([column, *values]), encoding="utf-8")
    result = scan(project, None, file, 2000)
    (finding,) = result.findings
    assert f"column {column}: classified `business_text`" in str(finding)
    assert "attribute: full_name" in finding.do
    assert not any(value in str(finding) for value in values)
    (row,) = rows_of(result.open)
    assert (row.proposed, row.decision) == ("full_name", "defer")
    assert scan(project, None, file, 2000, [row]).findings
    assert not scan(project, None, file, 2000, [replace(row, decision="reject")]).findings


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(old, new) for old, new in pairs if old != new]


def test_only_accepted_rows_change_the_yaml_and_only_their_word(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    policy = load_policy(project)
    logical = read_logical(project, policy)
    entity = logical.entities["customer"]
    first, second, third = [column.name for column in entity.columns[:3]]
    before = entity.path.read_text(encoding="utf-8")
    relation = f"raw.{entity.name}s"
    rows = [
        Row(relation, first, "", "email", decision="accept"),
        Row(relation, second, "", "email", decision="reject"),
        Row(relation, third, "", "email", decision="defer"),
    ]
    assert len(accept(project, policy, logical, rows)) == 1
    ((old, new),) = changed_lines(before, entity.path.read_text(encoding="utf-8"))
    word = entity.columns[0].attribute.name
    assert new == old.replace(f"attribute: {word}", "attribute: email")
    again = read_logical(project, policy).entities["customer"]
    assert [column.attribute.name for column in again.columns[:3]] == [
        "email",
        *(column.attribute.name for column in entity.columns[1:3]),
    ]


@pytest.mark.parametrize(
    ("column", "added"),
    [
        (
            "      - name: reach\n        data_type: text\n        description: >-\n          A. / 甲。\n",
            "        config: {meta: {privacy: {attribute: mobile}}}",
        ),
        (
            '      - {name: reach, data_type: text, description: "A. / 甲。"}\n',
            '"A. / 甲。", config: {meta: {privacy: {attribute: mobile}}}}',
        ),
    ],
)
def test_a_column_without_a_block_gets_one_in_the_style_around_it(
    tmp_path: Path, column: str, added: str
) -> None:
    project = small_project(tmp_path)
    entity = read_logical(project, load_policy(project)).entities["customer"]
    text = (
        f"# kept\nmodels:\n  - name: {entity.model}\n    columns:\n{column}"
        "      - name: other   # kept too\n        data_type: text\n"
    )
    after = classified_text(text, entity, "reach", "mobile")
    assert added in after
    assert after.replace("\n" + added, "").replace(added, '"A. / 甲。"}') == text


def test_what_must_not_be_loaded_and_what_nobody_describes_is_refused(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    policy = load_policy(project)
    logical = read_logical(project, policy)
    name = logical.entities["customer"].columns[0].name
    before = logical.entities["customer"].path.read_text(encoding="utf-8")
    good = Row("raw.customers", name, "", "email", decision="accept")
    for bad, words in (
        (Row("raw.customers", name, "", "card_pin", decision="accept"), "must not be loaded"),
        (Row("raw.customers", "nobody", "", "email", decision="accept"), "no model's YAML describes it"),
        (Row("raw.customers", name, "", "e_mail", decision="accept"), "did you mean `email`?"),
    ):
        with pytest.raises(StewardError, match=words.replace("?", r"\?")):
            accept(project, policy, logical, [good, bad])
        assert logical.entities["customer"].path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("ending", [".csv", ".yml"])
def test_review_files_come_back_and_decisions_stay(
    found: dict[tuple[str, str], Looked], tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"review{ending}"
    looked = [own for own in found.values() if own.proposal.attribute]
    rows = rows_of(looked)
    path.write_text(review_text(path, rows), encoding="utf-8")
    assert read_review(path) == rows
    decided = [replace(rows[0], decision="accept", reviewer="privacy_officer"), *rows[1:]]
    assert rows_of(looked, decided) == decided
    path.write_text(review_text(path, [replace(rows[0], decision="yes")]), encoding="utf-8")
    with pytest.raises(StewardError, match="unknown decision `yes`"):
        read_review(path)


@pytest.fixture
def in_project(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(ROOT)
    return CliRunner()


def test_the_command(in_project: CliRunner, corpus: list[Labelled], tmp_path: Path) -> None:
    file, review = tmp_path / "other.duckdb", tmp_path / "review.csv"
    with duckdb.connect(str(file)) as connection:
        load(connection, [own for own in corpus if own.table in ("khxx", "orders")])
    result = in_project.invoke(app, ["scan", "--file", str(file), "--review", str(review), "--json"])
    assert result.exit_code == 0, result.output
    proposals = json.loads(result.stdout)["proposals"]
    assert {row["column"]: row["proposed"] for row in proposals}["zjhm"] == "id_number"
    assert [row.column for row in read_review(review)] == [row["column"] for row in proposals]
    for arguments in (
        ["--file", str(tmp_path / "no")],
        ["--file", str(review), "--schema", "s"],
        ["--accept", "no.csv"],
    ):
        failed = in_project.invoke(app, ["scan", *arguments])
        assert isinstance(failed.exception, StewardError)
        assert "\n" not in str(failed.exception)
