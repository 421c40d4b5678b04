"""The privacy log under attack, after a crash, and with several writers: what shows, and what does not."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.errors import StewardError
from steward.privacy_log import Kind, PrivacyLog
from steward.privacy_log.canonical import canonical, read_canonical
from steward.privacy_log.checkpoints import (
    Checkpoint,
    make_key,
    read_checkpoint,
    read_public_key,
    write_checkpoint,
)
from steward.privacy_log.entries import Entry, commitment, genesis, make_entry, read_entry
from steward.privacy_log.erasure import erase
from steward.privacy_log.verify import Verified, verify
from tests.python.conftest import ROOT, environment, run

SECRET = "a reason that only the payload holds"


@pytest.fixture
def log(tmp_path: Path) -> PrivacyLog:
    """Six entries."""
    made = PrivacyLog(tmp_path / "log")
    for number in range(6):
        made.append(Kind.PRIVILEGED_READ if number % 2 else Kind.PUBLISH, {"number": number, "why": SECRET})
    return made


@pytest.fixture
def signed(log: PrivacyLog, tmp_path: Path) -> Checkpoint:
    """A checkpoint over seven entries (the sixth is followed by the key's), kept elsewhere; two more follow."""
    public = make_key(tmp_path / "key")
    write_checkpoint(log, tmp_path / "key", tmp_path / "checkpoint.json")
    log.append(Kind.HEARTBEAT, {})
    log.append(Kind.HEARTBEAT, {})
    return read_checkpoint(tmp_path / "checkpoint.json", read_public_key(public))


def lines(log: PrivacyLog) -> list[bytes]:
    return log.segments()[0].read_bytes().splitlines(keepends=True)


def put(log: PrivacyLog, changed: list[bytes]) -> None:
    log.segments()[0].write_bytes(b"".join(changed))


def chained_anew(log: PrivacyLog, facts: dict[int, dict[str, object]] | None = None) -> None:
    """Write the whole log again with honest hashes, as a keeper can who wants another past."""
    last, entries, payloads = genesis(log.origin()), [], []
    for entry, payload in list(log.entries()):
        assert payload is not None
        said = (facts or {}).get(entry.n, payload.facts)
        made = make_entry(entry.n, entry.t, Kind(entry.kind), commitment(payload.salt, said), last)
        payloads.append(canonical({"c": made.c, "salt": payload.salt, "payload": said}) + b"\n")
        entries.append(made.line)
        last = made.h
    segment = log.segments()[0]
    segment.write_bytes(b"".join(entries))
    log.payload_file(segment).write_bytes(b"".join(payloads))


def test_a_whole_log_and_its_files(log: PrivacyLog) -> None:
    found = verify(log, [])
    assert (found.entries, found.first_bad, found.findings) == (6, None, [])
    files = [path for path in log.folder.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    chain = log.segments()[0].read_text(encoding="utf-8")
    assert (
        SECRET not in chain
        and '"why"' not in chain
        and SECRET in log.payload_file(log.segments()[0]).read_text(encoding="utf-8")
    )


def edited(log: PrivacyLog) -> None:
    changed = lines(log)
    changed[2] = changed[2].replace(b'"kind":"publish"', b'"kind":"heartbeat"')
    put(log, changed)


def edited_with_its_hash(log: PrivacyLog) -> None:
    changed = lines(log)
    own = Entry(**json.loads(changed[2]))
    changed[2] = make_entry(own.n, own.t, Kind.HEARTBEAT, own.c, own.prev).line
    put(log, changed)


def deleted(log: PrivacyLog) -> None:
    put(log, [line for number, line in enumerate(lines(log)) if number != 2])


def inserted(log: PrivacyLog) -> None:
    changed = lines(log)
    before = Entry(**json.loads(changed[1]))
    put(log, [*changed[:2], make_entry(3, before.t, Kind.PUBLISH, "0" * 64, before.h).line, *changed[2:]])


def reordered(log: PrivacyLog) -> None:
    changed = lines(log)
    changed[2], changed[3] = changed[3], changed[2]
    put(log, changed)


def payload_edited(log: PrivacyLog) -> None:
    path = log.payload_file(log.segments()[0])
    path.write_bytes(path.read_bytes().replace(b'"number":2', b'"number":9'))


def payload_dropped(log: PrivacyLog) -> None:
    path = log.payload_file(log.segments()[0])
    kept = [line for line in path.read_bytes().splitlines(keepends=True) if b'"number":2' not in line]
    path.write_bytes(b"".join(kept))


def respelled(log: PrivacyLog) -> None:
    changed = lines(log)
    changed[2] = changed[2].replace(b'{"c"', b'{ "c"')
    put(log, changed)


@pytest.mark.parametrize(
    ("attack", "first"),
    [
        (edited, 3),
        (edited_with_its_hash, 4),
        (deleted, 3),
        (inserted, 3),
        (reordered, 3),
        (payload_edited, 3),
        (payload_dropped, 3),
        (respelled, 3),
    ],
)
def test_the_chain_alone_shows(log: PrivacyLog, attack: Callable[[PrivacyLog], None], first: int) -> None:
    attack(log)
    found = verify(log, [])
    assert found.first_bad == first, found.findings
    assert f"entry {first}" in str(found.findings[0])


def truncated(log: PrivacyLog) -> None:
    put(log, lines(log)[:4])


def written_anew(log: PrivacyLog) -> None:
    chained_anew(log, {3: {"actor": "root", "number": 2, "why": "another past"}})


@pytest.mark.parametrize(("attack", "first"), [(truncated, 5), (written_anew, 1)])
def test_only_a_checkpoint_shows(
    log: PrivacyLog, signed: Checkpoint, attack: Callable[[PrivacyLog], None], first: int
) -> None:
    attack(log)
    assert verify(log, []).first_bad is None
    assert verify(log, [signed]).first_bad == first


def test_an_old_copy_shows_against_a_checkpoint(log: PrivacyLog, tmp_path: Path) -> None:
    shutil.copytree(log.folder, tmp_path / "old")
    public = make_key(tmp_path / "key")
    write_checkpoint(log, tmp_path / "key", tmp_path / "cp")
    checkpoint = read_checkpoint(tmp_path / "cp", read_public_key(public))
    old = PrivacyLog(tmp_path / "old")
    assert verify(old, []).first_bad is None
    assert verify(old, [checkpoint]).first_bad == 7


def test_the_honest_limit_is_the_last_checkpoint(log: PrivacyLog, signed: Checkpoint) -> None:
    """Entries 8 and 9 came after it: dropped, nobody sees; and the report says so."""
    put(log, lines(log)[: signed.size])
    found = verify(log, [signed])
    assert found.first_bad is None
    assert any("after the last checkpoint" in note for note in found.notes)


def test_two_checkpoints_say_where_the_past_differs(
    log: PrivacyLog, signed: Checkpoint, tmp_path: Path
) -> None:
    write_checkpoint(log, tmp_path / "key", tmp_path / "second")
    second = read_checkpoint(tmp_path / "second", read_public_key(tmp_path / "key.pub"))
    assert second.prev_cp == signed.digest
    chained_anew(log, {9: {"actor": "root", "late": True}})
    assert verify(log, [second]).first_bad == 1
    assert verify(log, [second, signed]).first_bad == signed.size + 1


def test_a_forged_checkpoint(log: PrivacyLog, signed: Checkpoint, tmp_path: Path) -> None:
    other = make_key(tmp_path / "other")
    with pytest.raises(StewardError, match="not that of the public key"):
        read_checkpoint(tmp_path / "checkpoint.json", read_public_key(other))
    forged = asdict(signed) | {"size": 4}
    (tmp_path / "forged").write_text(json.dumps(forged))
    with pytest.raises(StewardError, match="not that of the public key"):
        read_checkpoint(tmp_path / "forged", read_public_key(tmp_path / "key.pub"))


def test_a_checkpoint_of_another_log(log: PrivacyLog, signed: Checkpoint, tmp_path: Path) -> None:
    other = PrivacyLog(tmp_path / "another")
    other.append(Kind.HEARTBEAT, {})
    assert "another log" in str(verify(other, [signed]).findings[0])


def test_keys_change_by_an_entry(log: PrivacyLog, signed: Checkpoint, tmp_path: Path) -> None:
    make_key(tmp_path / "next")
    write_checkpoint(log, tmp_path / "next", tmp_path / "cp2")
    rotations = [
        payload.facts for entry, payload in log.entries() if entry.kind == "key_rotation" and payload
    ]
    assert [own["replaces"] for own in rotations] == ["", rotations[0]["public_key"]]
    assert (tmp_path / "next").stat().st_mode & 0o777 == 0o600


def test_an_erased_payload_leaves_the_chain_whole(log: PrivacyLog, signed: Checkpoint) -> None:
    chain = log.segments()[0].read_bytes()
    note = erase(log, 2, "asked to be forgotten")
    assert log.segments()[0].read_bytes().startswith(chain)
    assert verify(log, [signed]).first_bad is None
    texts = {entry.n: payload for entry, payload in log.entries()}
    assert texts[2] is None and texts[1] is not None and note.kind == "erasure"
    for n, says in ((2, "erased already"), (note.n, "explains the log"), (99, "no such entry")):
        with pytest.raises(StewardError, match=says):
            erase(log, n, "again")
    with pytest.raises(StewardError, match="empty"):
        erase(log, 1, " ")


def test_an_erasure_that_was_undone_shows(log: PrivacyLog) -> None:
    path = log.payload_file(log.segments()[0])
    before = path.read_bytes()
    erase(log, 2, "asked")
    path.write_bytes(path.read_bytes() + before.splitlines(keepends=True)[1])
    assert verify(log, []).first_bad == 2


def test_a_line_torn_anywhere_is_reported_and_set_aside(
    log: PrivacyLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash may stop the writer at any byte: at each, the log says so, and goes on."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    segment = log.segments()[0]
    payload_file = log.payload_file(segment)
    chain, payloads = segment.read_bytes(), payload_file.read_bytes()
    start = len(b"".join(lines(log)[:4]))
    ends = {len(b"".join(lines(log)[:count])) for count in (4, 5, 6)}
    for cut in range(start, len(chain)):
        segment.write_bytes(chain[:cut])
        payload_file.write_bytes(payloads)
        whole = cut in ends
        found = verify(log, [])
        assert (found.first_bad is None) == whole
        assert whole or "torn" in str(found.findings[0])
        entry = log.append(Kind.HEARTBEAT, {})
        kept = chain[:cut].count(b"\n")
        assert entry.n == kept + (1 if whole else 2)
        after = verify(log, [])
        assert after.first_bad is None and (whole or any("set aside" in note for note in after.notes))


def test_a_payload_torn_anywhere_has_no_entry(log: PrivacyLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    segment = log.segments()[0]
    payload_file = log.payload_file(segment)
    payloads = payload_file.read_bytes()
    chain = b"".join(lines(log)[:5])
    last = len(b"".join(payloads.splitlines(keepends=True)[:5]))
    for cut in range(last, len(payloads) + 1):
        segment.write_bytes(chain)
        payload_file.write_bytes(payloads[:cut])
        assert verify(log, []).first_bad is None
        assert log.append(Kind.HEARTBEAT, {}).n == 6
        assert verify(log, []).first_bad is None


WRITER = """
import sys
from pathlib import Path
from steward.privacy_log import Kind, PrivacyLog
log = PrivacyLog(Path(sys.argv[1]))
for number in range(25):
    log.append(Kind.CHOICE, {"writer": sys.argv[2], "number": number})
"""


def test_several_writers_make_one_chain(tmp_path: Path) -> None:
    log = PrivacyLog(tmp_path / "log")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, "-c", WRITER, str(log.folder)]
    writers = [subprocess.Popen([*command, str(number)], env=env) for number in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    found = verify(log, [])
    assert (found.entries, found.first_bad) == (100, None)
    said = [payload.facts for _, payload in log.entries() if payload]
    for number in range(4):
        own = [facts["number"] for facts in said if facts["writer"] == str(number)]
        assert own == list(range(25))


def test_a_clock_that_goes_back_keeps_the_order(log: PrivacyLog, monkeypatch: pytest.MonkeyPatch) -> None:
    from steward.privacy_log import store

    monkeypatch.setattr(store, "moment", lambda at: "2001-01-01T00:00:00.000000Z")
    log.append(Kind.HEARTBEAT, {})
    entry, payload = list(log.entries())[-1]
    assert payload is not None and payload.facts["clock"].startswith("2001")
    assert entry.t > "2020" and verify(log, []).first_bad is None


def test_old_segments_may_go_behind_a_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from steward.privacy_log import checkpoints, store

    log, months = PrivacyLog(tmp_path / "log"), iter(("2030-01", "2030-01", "2030-02", "2030-02"))
    monkeypatch.setattr(checkpoints, "moment", lambda at: "2030-01-31T00:00:00.000000Z")
    monkeypatch.setattr(store, "moment", lambda at: f"{next(months)}-09T00:00:00.000000Z")
    log.append(Kind.HEARTBEAT, {})
    public = make_key(tmp_path / "key")
    write_checkpoint(log, tmp_path / "key", tmp_path / "cp")
    checkpoint = read_checkpoint(tmp_path / "cp", read_public_key(public))
    log.append(Kind.HEARTBEAT, {})
    log.append(Kind.HEARTBEAT, {})
    assert [path.stem for path in log.segments()] == ["2030-01", "2030-02"]
    assert verify(log, [checkpoint]).first_bad is None
    log.segments()[0].unlink()
    assert verify(log, []).first_bad is not None
    assert verify(log, [checkpoint]).first_bad is None


def test_nothing_is_chained_to_a_changed_entry(log: PrivacyLog) -> None:
    changed = lines(log)
    changed[-1] = changed[-1].replace(b'"kind":"privileged_read"', b'"kind":"heartbeat"')
    put(log, changed)
    with pytest.raises(StewardError, match="its last entry is not whole"):
        log.append(Kind.HEARTBEAT, {})


@pytest.mark.parametrize(
    "facts", [{"x": 1.5}, {"x": {1: "a"}}, {"x": 2**60}, {"x": object()}, {"x": "\ud800"}]
)
def test_what_has_no_canonical_form_is_refused_and_leaves_nothing(
    log: PrivacyLog, facts: dict[str, object]
) -> None:
    before = [path.read_bytes() for path in sorted(log.folder.rglob("*.jsonl"))]
    with pytest.raises(StewardError, match="the facts hold"):
        log.append(Kind.CHOICE, facts)
    assert [path.read_bytes() for path in sorted(log.folder.rglob("*.jsonl"))] == before


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), plain, max_size=4))
def test_one_value_has_one_encoding(value: dict[str, object]) -> None:
    encoded = canonical(value)
    assert read_canonical(encoded) == value and b"\n" not in encoded
    assert canonical(dict(reversed(list(value.items())))) == encoded
    assert read_canonical(encoded + b" ") is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_no_line_stops_the_reader(line: bytes) -> None:
    assert read_entry(line) is None


def test_the_commands(tmp_path: Path) -> None:
    env = environment(tmp_path)
    key, checkpoint = tmp_path / "key", tmp_path / "cp.json"
    assert run("steward", "log", "verify", env=env).returncode == 1
    assert run("steward", "log", "heartbeat", env=env).returncode == 0
    assert run("steward", "log", "keygen", "--out", key, env=env).returncode == 0
    made = run("steward", "log", "checkpoint", "--key", key, "--out", checkpoint, env=env)
    assert made.returncode == 0, made.stderr
    against = ("log", "verify", "--checkpoint", checkpoint, "--public-key", f"{key}.pub")
    assert run("steward", *against, env=env).returncode == 0
    assert "key_rotation" in run("steward", "log", "show", env=env).stdout
    log = PrivacyLog(tmp_path / "home" / "privacy_log")
    put(log, lines(log)[:1])
    result = run("steward", *against, env=env)
    assert result.returncode == 1 and "the first bad entry is 2" in result.stdout


def test_a_verdict_names_the_lowest_entry() -> None:
    found = Verified()
    found.bad(5, "x")
    found.bad(3, "y")
    assert found.first_bad == 3
