"""The renderer: what it writes for a toy project, what it refuses, what it leaves alone."""

import os
import re
import shutil
from pathlib import Path

import pytest

from steward.errors import StewardError
from steward.project import Project
from steward.render.files import compare, write
from steward.render.law import render_law
from steward.render.views import render_views
from tests.python.conftest import ROOT, run

GOLDEN = ROOT / "tests" / "python" / "golden"
LOGICAL = Path("models", "logical", "ldm_customer.yml")
STANDARD = Path("models", "views", "standard", "customer__standard.sql")


@pytest.fixture
def toy(tmp_path: Path) -> Project:
    """A project of one main entity and one other, in a folder of the test's own."""
    shutil.copytree(GOLDEN / "project", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "macros" / "techniques", tmp_path / "macros" / "techniques")
    shutil.copytree(ROOT / "seeds" / "legal", tmp_path / "seeds" / "legal")
    return Project.find(tmp_path)


def change(project: Project, path: Path | str, old: str, new: str) -> None:
    file = project.path(str(path))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def refused(project: Project) -> str:
    with pytest.raises(StewardError) as error:
        render_views(project)
    return str(error.value)


def test_the_toy_renders_as_committed(toy: Project) -> None:
    rendered = render_views(toy)
    if os.environ.get("RENEW_GOLDEN"):
        shutil.rmtree(GOLDEN / "expected", ignore_errors=True)
        write(Project(GOLDEN / "expected", {}), rendered)
    files = [path for path in (GOLDEN / "expected").rglob("*") if path.is_file()]
    expected = {path.relative_to(GOLDEN / "expected"): path.read_text(encoding="utf-8") for path in files}
    assert rendered.keys() == expected.keys()
    for path, text in expected.items():
        assert rendered[path] == text, path


def test_rendering_twice_changes_nothing(toy: Project) -> None:
    first = render_views(toy)
    assert sorted(write(toy, first)) == sorted(first)
    assert write(toy, render_views(toy)) == []
    assert compare(toy, render_views(toy)) == []


def test_an_unclassified_column_is_refused(toy: Project) -> None:
    change(toy, LOGICAL, "        config: {meta: {privacy: {attribute: gender}}}\n", "")
    message = refused(toy)
    assert "ldm_customer.yml" in message and "gender" in message and "not classified" in message


def test_an_attribute_without_a_policy_row_is_refused(toy: Project) -> None:
    change(toy, "seeds/policy/treatments.csv", "standard,personal,quasi,,suppress\n", "")
    message = refused(toy)
    assert "seeds/policy/treatments.csv" in message and "standard" in message and "gender" in message


@pytest.mark.parametrize(
    ("row", "other", "words"),
    [
        ("mask_name", "mask_nmae", ("attributes.csv", "full_name", "mask_nmae")),
        (",leaf,", ",laef,", ("attributes.csv", "gender", "generalise_laef")),
    ],
)
def test_a_macro_that_is_not_there_is_refused(
    toy: Project, row: str, other: str, words: tuple[str, ...]
) -> None:
    change(toy, "seeds/policy/attributes.csv", row, other)
    message = refused(toy)
    assert all(word in message for word in words)


def test_a_top_code_needs_a_bound(toy: Project) -> None:
    change(
        toy,
        "seeds/policy/treatments.csv",
        "anonymised,sensitive,none,,generalise",
        "anonymised,sensitive,none,,top_code",
    )
    assert "up_to_<number>" in refused(toy)
    change(toy, "seeds/policy/attributes.csv", "finance,,normal,,,", "finance,,normal,,up_to_500000,")
    sql = render_views(toy)[Path("models", "views", "anonymised", "customer__anonymised.sql")]
    assert "{{ top_code('customer.annual_income', 500000, 'decimal(18,2)') }} as annual_income" in sql


def test_a_pseudonym_does_not_make_anonymous(toy: Project) -> None:
    change(
        toy,
        "seeds/policy/treatments.csv",
        "\nanonymised,identity,direct,,suppress",
        "\nanonymised,identity,direct,,pseudonymise",
    )
    assert "does not make a value anonymous" in refused(toy)


def test_a_mask_of_something_that_is_no_text_is_withheld(toy: Project) -> None:
    change(
        toy,
        "seeds/policy/treatments.csv",
        "standard,personal,quasi,,suppress",
        "standard,personal,quasi,,mask",
    )
    sql = render_views(toy)[STANDARD]
    assert "{{ suppress('date') }} as birth_date" in sql and "{{ suppress('text') }} as gender" in sql


def test_a_processor_gets_no_relation(toy: Project) -> None:
    assert not [path for path in render_views(toy) if "parcel_mailing" in path.name]


def test_a_purpose_that_needs_nothing_of_an_entity_gets_no_relation(toy: Project) -> None:
    change(toy, "seeds/policy/purpose_attributes.csv", "direct_marketing,", "legal_obligation,")
    assert not [path for path in render_views(toy) if "opt_out" in path.name]


def test_check_finds_changed_missing_and_stale_files(toy: Project) -> None:
    rendered = render_views(toy)
    write(toy, rendered)
    change(toy, STANDARD, "mask_name", "generalise_leaf")
    toy.path(str(STANDARD.with_suffix(".yml"))).unlink()
    stale = STANDARD.with_name("product__standard.sql")
    toy.path(str(stale)).write_text("-- Rendered by `make views`\nselect 1\n", encoding="utf-8")
    assert {finding.where for finding in compare(toy, rendered)} == {
        str(STANDARD),
        str(STANDARD.with_suffix(".yml")),
        str(stale),
    }
    assert all(finding.stops for finding in compare(toy, rendered))


def test_writing_deletes_stale_files_and_no_hand_written_one(toy: Project) -> None:
    write(toy, render_views(toy))
    stale, own = STANDARD.with_name("product__standard.sql"), STANDARD.with_name("_standard__unit_tests.yml")
    toy.path(str(stale)).write_text("-- Rendered by `make views`\nselect 1\n", encoding="utf-8")
    toy.path(str(own)).write_text("version: 2\n", encoding="utf-8")
    assert write(toy, render_views(toy)) == [stale]
    assert not toy.path(str(stale)).exists()
    assert toy.path(str(own)).read_text(encoding="utf-8") == "version: 2\n"
    assert toy.path(str(LOGICAL)).exists()


def test_a_hand_written_file_in_the_place_of_a_rendered_one_stops(toy: Project) -> None:
    rendered = render_views(toy)
    toy.path(str(STANDARD)).parent.mkdir(parents=True)
    toy.path(str(STANDARD)).write_text("select 1\n", encoding="utf-8")
    with pytest.raises(StewardError, match="hand-written"):
        write(toy, rendered)
    assert toy.path(str(STANDARD)).read_text(encoding="utf-8") == "select 1\n"
    assert not toy.path("models", "views", "anonymised").exists()


def test_the_command_writes_checks_and_refuses_in_one_line(toy: Project) -> None:
    sources = Path("models", "staging", "_sources.yml")
    toy.path(str(sources)).parent.mkdir(parents=True)
    shutil.copy(ROOT / sources, toy.path(str(sources)))
    for described in render_law(toy):
        beside = described.with_suffix(".yml")
        # The toy's policy knows few attributes.
        text = re.sub(r"attribute: \w+", "attribute: lifecycle_status", (ROOT / beside).read_text("utf-8"))
        toy.path(str(beside)).write_text(text, encoding="utf-8")
    env = dict(os.environ)
    assert run("steward", "render", "--check", env=env, cwd=toy.root).returncode == 1
    assert run("steward", "render", env=env, cwd=toy.root).returncode == 0
    assert run("steward", "render", "--check", env=env, cwd=toy.root).returncode == 0
    change(toy, LOGICAL, "attribute: gender", "attribute: gendre")
    for arguments in ([], ["--check"]):
        result = run("steward", "render", *arguments, env=env, cwd=toy.root)
        assert result.returncode == 1
        assert result.stderr.count("\n") == 1 and "Traceback" not in result.stderr
        assert "ldm_customer.yml" in result.stderr and "did you mean `gender`?" in result.stderr


def test_the_committed_files_are_what_is_rendered() -> None:
    result = run("steward", "render", "--check", env=dict(os.environ))
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("turned", ["where {flag}", "where not {flag}\n    or true"])
def test_an_opt_out_filter_turned_round_is_not_what_is_rendered(toy: Project, turned: str) -> None:
    rendered = render_views(toy)
    write(toy, rendered)
    assert compare(toy, rendered) == []
    ways = [path for path in rendered if path.suffix == ".sql" and "opt_out" in path.parts]
    assert ways
    for path in ways:
        flag = path.stem.rpartition("__")[2]
        change(toy, path, f"where not {flag}", turned.format(flag=flag))
    assert [finding.where for finding in compare(toy, rendered) if finding.stops] == sorted(map(str, ways))
