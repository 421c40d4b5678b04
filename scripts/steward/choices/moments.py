"""Moments as a user writes them: a day or a time, in Asia/Shanghai unless it says otherwise."""

from datetime import UTC, datetime

from steward.errors import StewardError
from steward.publish.agreements import SHANGHAI

FORM = "write it as 2025-03-01T10:00, in Asia/Shanghai, or with an offset"


def read_moment(text: str, option: str, now: datetime | None = None) -> datetime:
    """Return the moment that `text` names; a day alone is its beginning, an empty text is now.

    Raises StewardError if it cannot be read or has not come yet.
    """
    now = now or datetime.now(UTC)
    if not text.strip():
        return now
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise StewardError(option, "no moment", FORM) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    if moment > now:
        raise StewardError(option, "the moment has not come yet", "name one that is past")
    return moment


def shown(moment: datetime) -> str:
    """Return a moment as a reader in Shanghai writes it, to the second."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S} (+08:00)"
