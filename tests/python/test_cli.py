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
