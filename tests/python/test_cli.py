"""A user's mistake is one line on standard error and exit code 1, whatever the command."""

import os
from pathlib import Path

import pytest

from tests.python.conftest import environment, run


@pytest.mark.parametrize("command", ["publish", "build"])
def test_a_warehouse_folder_that_cannot_be_made_is_one_line(tmp_path: Path, command: str) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")
    env = environment(tmp_path, DW_HOME=str(blocked / "home"))
    result = run("steward", command, env=env)
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    errors = [line for line in result.stderr.splitlines() if line]
    assert len(errors) == 1
    assert str(blocked) in errors[0].replace(os.linesep, "")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("export", "--format", "xml"), "'xml' is not one of 'odcs', 'openlineage', 'dpv'"),
        (("import-hierarchy", "x.csv"), "Missing option '--attribute'"),
        (("check", "--bogus"), "No such option: --bogus"),
        (("chekc",), "No such command 'chekc'"),
    ],
)
def test_a_wrong_option_is_one_line_too(tmp_path: Path, command: tuple[str, ...], says: str) -> None:
    result = run("steward", *command, env=environment(tmp_path))
    assert (result.returncode, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("steward: ") and says in line
