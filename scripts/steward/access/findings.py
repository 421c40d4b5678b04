"""What can be found when events are held against what is declared, and how it is told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from steward.findings import Finding


class AccessKind(StrEnum):
    """What a finding is about."""

    UNKNOWN_ROLE = "unknown_role"
    PURPOSE_NOT_SERVED = "purpose_not_served"
    BASE_READ = "base_read"
    UNLOGGED_READ = "personal_read_without_entry"
    UNUSED_ENTRY = "entry_without_read"
    EXPIRED_GRANT = "expired_grant"
    DENIED_BURST = "denied_burst"
    EXPORT = "export"
    EXPLAIN = "explain"
    LOG_GAP = "log_gap"
    LOGGING_OFF = "logging_off"
    LOG_STALE = "log_older_than_build"
    GRANT_UNUSED = "grant_unused"
    EXPOSURE_UNSEEN = "exposure_unseen"
    UNPARSED = "unparsed_share"
    PRIVACY_LOG = "privacy_log_broken"


SENTENCES: dict[AccessKind, tuple[str, str]] = {
    AccessKind.UNKNOWN_ROLE: (
        "read by a login role that no application, person or service is declared for",
        "declare it in seeds/register/login_roles.csv (and its exposure), or take its grants away",
    ),
    AccessKind.PURPOSE_NOT_SERVED: (
        "read for a purpose that its audience does not serve",
        "take the grant away, or change seeds/policy/audiences.csv",
    ),
    AccessKind.BASE_READ: (
        "base relation read past the views",
        "take the grant away; ask what was read and why",
    ),
    AccessKind.UNLOGGED_READ: (
        "personal data read without an entry in the privacy log",
        "ask for the reason; open such reads with `steward open-personal`",
    ),
    AccessKind.UNUSED_ENTRY: (
        "an entry opens personal data and no read followed",
        "ask what the reads were made with, or why they were not needed",
    ),
    AccessKind.EXPIRED_GRANT: ("read under a grant that is not in force", "take the grant away"),
    AccessKind.DENIED_BURST: ("many denied reads in a short time", "ask who tried, and what for"),
    AccessKind.EXPORT: (
        "rows exported by COPY or a cursor",
        "ask where the rows went; publish a file instead",
    ),
    AccessKind.EXPLAIN: (
        "plan of a protected relation asked by a reader, which can tell whether a row exists",
        "ask what for; make the relation a table",
    ),
    AccessKind.LOG_GAP: ("the log has a gap", "find the missing lines, or say why there are none"),
    AccessKind.LOGGING_OFF: ("a part of the log was switched off", "switch it on again; ask who and why"),
    AccessKind.LOG_STALE: ("the log ends before the newest build", "bring the newest log"),
    AccessKind.GRANT_UNUSED: ("a grant that nobody used", "ask whether it is still needed, or end it"),
    AccessKind.EXPOSURE_UNSEEN: ("an application that never read", "ask whether it still runs, or remove it"),
    AccessKind.UNPARSED: (
        "too many statements could not be read",
        "turn pgaudit.log_relation on, or mend the log",
    ),
    AccessKind.PRIVACY_LOG: ("the privacy log does not verify", "run `steward log verify`"),
}


@dataclass
class AccessFinding:
    """A finding: who, on what, how often, from when to when; `detail` says what the sentence leaves open."""

    kind: AccessKind
    login_role: str = ""
    object: str = ""
    events: int = 0
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    detail: str = ""

    def see(self, at: datetime) -> None:
        """Count an event."""
        self.events += 1
        self.first_seen = at if self.first_seen is None else min(self.first_seen, at)
        self.last_seen = at if self.last_seen is None else max(self.last_seen, at)

    @property
    def sentence(self) -> str:
        """What is wrong."""
        what = SENTENCES[self.kind][0]
        return f"{what} ({self.detail})" if self.detail else what

    @property
    def remedy(self) -> str:
        """What to do."""
        return SENTENCES[self.kind][1]

    @property
    def finding(self) -> Finding:
        """The finding as every command prints it."""
        who = " ".join(filter(None, (self.login_role, self.object))) or "log"
        when = ""
        if self.first_seen and self.last_seen:
            span = f"{self.first_seen:%Y-%m-%d %H:%M:%S}"
            if self.last_seen != self.first_seen:
                span += f" to {self.last_seen:%Y-%m-%d %H:%M:%S}"
            when = f", {self.events}x, {span}"
        return Finding(f"{self.kind}: {who}", f"{self.sentence}{when}", self.remedy)
