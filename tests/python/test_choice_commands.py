"""`steward choices`, `why`, `who-was-in`, `refusals`, `import-choices`, on the published demo."""

import csv
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.checks.collection import COLLECTION, check_collection
from steward.choices.legacy import read_legacy
from steward.choices.moments import read_moment
from steward.errors import StewardError
from steward.policy import load_policy
from steward.privacy_log import PrivacyLog
from steward.project import Project
from tests.python.conftest import ROOT, Build, run
from tests.python.support.small_project import small_project

PURPOSES = ("direct_marketing", "third_party_disclosure", "automated_decisions", "sensitive_data")
MARKETING = "opt_out_direct_marketing.customer"
FLAGS = """customer_id,purpose,flag,evidence,date
demo-x,direct_marketing,opt_in,paper form,2024-05-01
demo-x,sensitive_data,opt_out,,2024-05-01
demo-y,Direct_Marketing,OPT_IN,call record,2025-01-02T09:00
"""


def steward(build: Build, *arguments: str | Path, env: Mapping[str, str] | None = None) -> str:
    result = run("steward", *arguments, env=env or build.env)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def matrix(build: Build, customer: str, *options: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the answers about a customer by purpose, part and scope."""
    found = json.loads(steward(build, "choices", "--customer", customer, "--json", *options))
    return {(own["purpose"], own["part"], own["scope"]): own for own in found["answers"]}


def release_of(build: Build) -> str:
    return Path(os.readlink(build.home / "published/marketing/current.duckdb")).stem


@pytest.fixture(scope="module")
def copied(demo_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The build with a withdrawal loaded after the release: the copy may be written to."""
    home = tmp_path_factory.mktemp("refused") / "home"
    shutil.copytree(demo_build.home, home, symlinks=True)
    connection = duckdb.connect(str(home / "warehouse.duckdb"))
    connection.execute(
        "insert into raw_demo.raw_choice_events by name "
        "select 'evt-late' as event_id, 'demo-persona-0000' as customer_id, 'direct_marketing' as purpose, "
        "'opt_out' as choice, 'sms' as channel, now() as occurred_at, now() as recorded_at, "
        "now() as loaded_at"
    )
    connection.close()
    return Build(home, demo_build.target, {**demo_build.env, "DW_HOME": str(home)}, "")


def test_choices_are_the_flags_of_the_build(demo_build: Build) -> None:
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        flags = connection.execute(
            f"select {', '.join(f'opt_out_{name}' for name in PURPOSES)} from logical.ldm_customer "
            "where customer_id = 'demo-persona-0101'"
        ).fetchone()
        built = connection.execute(
            "select purpose, part, coalesce(scope, ''), allowed, why, decided_by_event, decided_by_provision "
            "from logical.ldm_customer_choice_matrix where customer_id = 'demo-persona-0101' order by all"
        ).fetchall()
    answers = matrix(demo_build, "demo-persona-0101")
    assert flags == tuple(not answers[name, "purpose", ""]["allowed"] for name in PURPOSES)
    asked = [
        (*key, own["allowed"], own["why"], own["event"] or None, own["provision"] or None)
        for key, own in sorted(answers.items())
    ]
    assert asked == built
    assert {part for _, part, _ in answers} == {"purpose", "channel", "recipient", "data_category"}
    assert answers["contract", "purpose", ""]["state"] == "overridden_by_law"


@pytest.mark.parametrize(
    ("at", "known_at", "allowed"),
    [
        ("2026-06-15", "2026-06-15", True),
        ("2026-06-21", "2026-06-30", True),
        ("2026-06-21", "2026-07-26", False),
        ("2026-08-01", "", False),
    ],
)
def test_two_clocks(demo_build: Build, at: str, known_at: str, allowed: bool) -> None:
    """The withdrawal of 20 June was recorded on 25 July: what was known then differs from what was chosen."""
    answers = matrix(demo_build, "demo-recorded-late", "--at", at, "--known-at", known_at)
    assert answers["direct_marketing", "purpose", ""]["allowed"] is allowed


def test_a_moment_without_an_offset_is_of_shanghai(demo_build: Build) -> None:
    """Chosen at 10:00 in Shanghai."""
    before, after = (
        matrix(demo_build, "demo-persona-0000", "--at", f"2026-07-01T{time}")
        for time in ("09:59:59", "10:00")
    )
    assert not before["direct_marketing", "purpose", ""]["allowed"]
    assert after["direct_marketing", "purpose", ""]["event"] == "evt-persona-0000-c1"
    text = steward(demo_build, "choices", "--customer", "demo-persona-0000", "--at", "2026-07-01T10:00")
    assert "chosen by / 选择截至: 2026-07-01 10:00:00 (+08:00)" in text
    assert "《中华人民共和国消费者权益保护法》第29条" in text
    assert "Consumer Rights Protection Law, Art. 29" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("choices", "--customer", "demo-nobody"), "no customer record of the newest build has this id"),
        (("choices", "--customer", "demo-nobody", "--at", "yesterday"), "--at: no moment"),
        (("choices", "--customer", "demo-nobody", "--at", "2999-01-01"), "--at: the moment has not come yet"),
        (
            ("why", "--customer", "demo-nobody", "--relation", "logical.ldm_customer"),
            "no audience reads such",
        ),
        (("why", "--customer", "demo-nobody", "--relation", MARKETING), "no customer record"),
        (("who-was-in", "--release", "../releases"), "no such release is on record"),
        (("refusals", "--since", "20010101T0000Z"), "no such release is on record"),
    ],
)
def test_a_mistake_is_one_line_without_the_id(
    demo_build: Build, arguments: tuple[str, ...], says: str
) -> None:
    result = run("steward", *arguments, env=demo_build.env)
    assert (result.returncode, result.stdout) == (1, "")
    assert says in result.stderr and result.stderr.count("\n") == 1
    assert "demo-nobody" not in result.stderr


def test_why_somebody_is_in(demo_build: Build) -> None:
    text = steward(demo_build, "why", "--customer", "demo-persona-0000", "--relation", MARKETING)
    assert text.startswith(f"IN: {MARKETING}") and f"\n在内：{MARKETING}" in text
    for word in ("evt-persona-0000-c1", "CN-CPL-29", release_of(demo_build)):
        assert text.count(word) >= 2


def test_why_somebody_is_out(demo_build: Build) -> None:
    text = steward(demo_build, "why", "--customer", "demo-persona-1000", "--relation", MARKETING)
    assert text.startswith("OUT") and "evt-persona-1000-c1: opt_out" in text and "不在内" in text
    early = steward(
        demo_build, "why", "--customer", "demo-persona-0000", "--relation", MARKETING, "--at", "2026-07-02"
    )
    assert early.startswith("OUT") and "No release of this relation was current then." in early


def test_why_for_a_recipient_and_where_no_choice_decides(demo_build: Build) -> None:
    relation = "selectively_anonymised.customer__delta_research"
    text = steward(demo_build, "why", "--customer", "demo-by-recipient", "--relation", relation)
    assert text.startswith("OUT") and "the latest choice refuses" in text
    text = steward(
        demo_build, "why", "--customer", "demo-persona-1111", "--relation", "personal_data.customer"
    )
    assert text.startswith("IN") and "nobody can leave" in text and "CN-PIPL-13" in text
    text = steward(demo_build, "why", "--customer", "demo-persona-1111", "--relation", "anonymised.customer")
    assert text.startswith("No row of this relation carries a key")


def test_who_was_in(demo_build: Build, tmp_path: Path) -> None:
    release = release_of(demo_build)
    text = steward(demo_build, "who-was-in", "--release", release, "--audience", "marketing")
    with duckdb.connect(
        str(demo_build.home / "published/marketing/current.duckdb"), read_only=True
    ) as connection:
        published = {row[0] for row in connection.execute(f"select customer_id from {MARKETING}").fetchall()}
    listed = {line.split("\t")[0] for line in text.splitlines() if f"marketing:{MARKETING}" in line}
    assert listed == published
    assert "mobile number" in text and "手机号码" in text and "identity / 显示身份" in text
    steward(demo_build, "who-was-in", "--release", release, "--out", tmp_path / "breach")
    path = tmp_path / "breach" / "who_was_in.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert {row["customer_id"] for row in rows if row["relation"] == MARKETING} == published
    assert {"anonymised.customer"} & {row["relation"] for row in rows} == set()
    # The build log is described as a source, and no column of it is about a customer.
    assert {row["relation"] for row in rows if "unknown" in row["classes"]} == set()


def test_no_refusal_since_the_release(demo_build: Build, tmp_path: Path) -> None:
    steward(demo_build, "refusals", "--since", release_of(demo_build), "--out", tmp_path)
    assert (tmp_path / "refusals.csv").read_text(encoding="utf-8") == "customer_id,channel\n"


def test_refusals_since_the_release(copied: Build, tmp_path: Path) -> None:
    """One channel was refused: that alone is in the delta, and the log counts it without the customer."""
    out = tmp_path / "out"
    text = steward(copied, "refusals", "--since", release_of(copied), "--out", out)
    assert (out / "refusals.csv").read_text(
        encoding="utf-8"
    ) == "customer_id,channel\ndemo-persona-0000,sms\n"
    assert (out / "refusals.csv").stat().st_mode & 0o777 == 0o600
    assert "sms: 1" in text
    log = PrivacyLog(copied.home / "privacy_log")
    entry, payload = list(log.entries())[-1]
    assert payload is not None and entry.kind == "refusals"
    assert (payload.facts["command"], payload.facts["channels"]) == ("refusals", {"sms": 1})
    for path in (log.segments()[-1], log.payload_file(log.segments()[-1])):
        assert path.stat().st_mode & 0o777 == 0o600 and "demo-persona" not in path.read_text(encoding="utf-8")


@pytest.fixture
def flags(tmp_path: Path) -> Path:
    path = tmp_path / "flags.csv"
    path.write_text(FLAGS, encoding="utf-8")
    return path


def imported(env: Mapping[str, str], file: Path, out: Path, *options: str) -> list[dict[str, str]]:
    result = run("steward", "import-choices", file, "--out", out, *options, env=env)
    assert result.returncode == 0, result.stderr
    return list(csv.DictReader((out / "choice_events.csv").read_text(encoding="utf-8").splitlines()))


def test_an_import_is_idempotent_and_unsigned_opt_ins_have_no_notice(tmp_path: Path, flags: Path) -> None:
    env = {**os.environ, "DW_HOME": str(tmp_path / "home")}
    first = imported(env, flags, tmp_path / "one")
    again = imported(env, flags, tmp_path / "two", "--signed-by", "王官", "--signed-on", "2026-09-01")
    same = [{name: row[name] for name in row if name != "loaded_at"} for row in first]
    assert same == [{name: row[name] for name in row if name != "loaded_at"} for row in again]
    assert len({row["event_id"] for row in first}) == 3
    assert {row["notice_version"] for row in first} == {"legacy"}
    assert first[0]["occurred_at"] == "2024-05-01T00:00:00+08:00"
    assert not (tmp_path / "one" / "privacy_notices.csv").exists()
    notices = list(csv.DictReader((tmp_path / "two" / "privacy_notices.csv").open(encoding="utf-8")))
    assert {row["language"] for row in notices} == {"zh", "en"}
    assert {(row["effective_from"], row["purposes"]) for row in notices} == {
        ("2024-05-01", "direct_marketing")
    }
    assert all("王官" in row["body"] and "2026-09-01" in row["body"] for row in notices)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (tmp_path / "two").iterdir())
    log = PrivacyLog(tmp_path / "home" / "privacy_log")
    payloads = [payload for entry, payload in log.entries() if entry.kind == "import"]
    assert len(payloads) == 2 and "demo-x" not in str(payloads)


def test_an_import_as_parquet_has_the_types_of_the_raw_tables(tmp_path: Path, flags: Path) -> None:
    env = {**os.environ, "DW_HOME": str(tmp_path / "home")}
    signed = ("--signed-by", "W", "--signed-on", "2026-09-01", "--parquet")
    assert (
        run("steward", "import-choices", flags, "--out", tmp_path / "out", *signed, env=env).returncode == 0
    )
    types = {
        row[0]: row[1]
        for row in duckdb.sql(f"describe from '{tmp_path}/out/choice_events.parquet'").fetchall()
    }
    assert (types["event_id"], types["occurred_at"]) == ("VARCHAR", "TIMESTAMP WITH TIME ZONE")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("demo-z,newsletter,opt_in,form,2024-05-01", "line 2: column purpose"),
        ("demo-z,direct_marketing,true,form,2024-05-01", "line 2: column flag"),
        ("demo-z,direct_marketing,opt_in,,2024-05-01", "line 2: column evidence is empty"),
        ("demo-z,direct_marketing,opt_in,form,2024-02-30", "line 2, column date: no moment"),
        ("demo-z,direct_marketing,opt_in,form,2999-01-01", "column date: the moment has not come yet"),
        (",direct_marketing,opt_in,form,2024-05-01", "line 2: column customer_id is empty"),
        ("demo-z,direct_marketing,opt_in,form", "line 2: not five cells"),
        (
            "demo-z,direct_marketing,opt_in,form,2024-05-01\ndemo-z,direct_marketing,opt_out,,2024-05-01",
            "line 3: column flag: another line says otherwise",
        ),
        ("", "holds no line"),
    ],
)
def test_a_line_that_cannot_be_imported(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "flags.csv"
    path.write_text(f"customer_id,purpose,flag,evidence,date\n{line}\n", encoding="utf-8")
    with pytest.raises(StewardError) as error:
        read_legacy(path, load_policy(Project(ROOT, {})))
    assert says in str(error.value) and "demo-z" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "the file cannot be read"),
        (b"", "the header is not the expected one"),
        (
            b"customer_id,purpose,flag\ndemo-z,direct_marketing,opt_out\n",
            "the header is not the expected one",
        ),
        ("customer_id,purpose,flag,evidence,date\n\u738b".encode("gbk"), "the file is no CSV in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_imported_is_one_line(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "flags.csv"
    if content is not None:
        path.write_bytes(content)
    env = {**os.environ, "DW_HOME": str(tmp_path / "home")}
    result = run("steward", "import-choices", path, "--out", tmp_path / "out", env=env)
    assert (result.returncode, result.stdout) == (1, "")
    assert says in result.stderr and result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("choices", "--customer", "demo-z"),
        ("why", "--customer", "demo-z", "--relation", MARKETING),
        ("why", "--customer", "demo-z", "--relation", MARKETING, "--at", "31.12.2025"),
        ("why", "--customer", "demo-z", "--relation", "no_such_thing"),
        ("choices", "--customer", "demo-z", "--known-at", "soon"),
        ("who-was-in", "--release", "20260101T0000Z"),
        ("refusals", "--since", "20260101T0000Z"),
    ],
)
def test_without_a_build_each_is_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    env = {**os.environ, "DW_HOME": str(tmp_path / "home")}
    result = run("steward", *arguments, env=env)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1 and "Traceback" not in result.stderr
    assert "demo-z" not in result.stderr and list(tmp_path.iterdir()) == []


def test_moments() -> None:
    assert read_moment("2025-03-01T10:00", "--at").isoformat() == "2025-03-01T10:00:00+08:00"
    assert read_moment("2025-03-01", "--at").isoformat() == "2025-03-01T00:00:00+08:00"
    assert read_moment("2025-03-01T10:00Z", "--at").isoformat() == "2025-03-01T10:00:00+00:00"


def test_each_personal_attribute_is_collected_for_something(tmp_path: Path) -> None:
    policy = load_policy(Project(ROOT, {}))
    assert list(check_collection(Project(ROOT, {}), policy)) == []
    project = small_project(tmp_path)
    path = project.path(COLLECTION)
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = (ROOT / COLLECTION).read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("mobile,")]
    kept = [
        row.replace("contract,collection", "contract,colection") if row.startswith("email,") else row
        for row in kept
    ]
    path.write_text("\n".join(kept), encoding="utf-8")
    assert [str(finding) for finding in check_collection(project, policy)] == [
        f"{COLLECTION}, row email, column notice_topic: unknown word `colection`; did you mean `collection`?",
        f"{COLLECTION}: no row for `mobile`, so nobody is told why and how it is collected; "
        "add it with purpose, notice_topic and collection_channel",
    ]
