"""Lines of a pgaudit log, written by hand: what happened is told here, what is found must follow."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


@dataclass
class LogBook:
    """A jsonlog that grows by calls; the clock moves by a minute a line."""

    at: datetime = START
    lines: list[dict[str, Any]] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _statements: dict[str, int] = field(default_factory=dict)

    def add(self, user: str, message: str, **more: Any) -> dict[str, Any]:
        """Add a line of the session of `user`."""
        self.at += timedelta(minutes=1)
        self._numbers[user] = self._numbers.get(user, 0) + 1
        line = {
            "timestamp": f"{self.at:%Y-%m-%d %H:%M:%S.000} UTC", "user": user, "dbname": "dw",
            "session_id": f"session.{user}", "line_num": self._numbers[user], "ps": "SELECT",
            "error_severity": "LOG", "message": message, **more,
        }  # fmt: skip
        self.lines.append(line)
        return line

    def read(self, user: str, name: str, text: str = "", kind: str = "TABLE", **more: Any) -> None:
        """A read that pgaudit logged."""
        number = self._statements[user] = self._statements.get(user, 0) + 1
        text = text or f"select count(*) from {name} where full_name = '王五'"
        self.add(user, f'AUDIT: SESSION,{number},1,READ,SELECT,{kind},{name},"{text}",<not logged>', **more)

    def denied(self, user: str, name: str) -> None:
        """A read that the server refused."""
        relation = name.rpartition(".")[2]
        self.add(
            user, f"permission denied for table {relation}", error_severity="ERROR", state_code="42501",
            statement=f"select * from {name} where id_number = '110101'",
        )  # fmt: skip

    def statement(self, user: str, kind: str, command: str, text: str) -> None:
        """Another statement that pgaudit logged."""
        number = self._statements[user] = self._statements.get(user, 0) + 1
        self.add(user, f'AUDIT: SESSION,{number},1,{kind},{command},,,"{text}",<not logged>', ps=command)

    def wait(self, **span: float) -> None:
        """Let time pass without a line."""
        self.at += timedelta(**span)

    def write(self, path: Path) -> Path:
        """Write the log."""
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines), "utf-8")
        return path
