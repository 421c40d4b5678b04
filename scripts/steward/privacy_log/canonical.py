"""One spelling per value: what is hashed must be written the same way by everybody, for ever."""

import json
from hashlib import sha256
from typing import Any

from steward.errors import StewardError

# Beyond 2^53 other readers of JSON round; a float has many spellings, and NaN has none.
LARGEST = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Return the one encoding of a value: JSON in UTF-8, keys in order, no spaces.

    Raises StewardError for floats, other types, keys that are no text, numbers past 2^53 and broken text.
    """
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise _refused("text that is not Unicode") from None


def digest(*parts: bytes) -> str:
    """Return the SHA-256 of the parts one after the other, in hexadecimal digits."""
    return sha256(b"".join(parts)).hexdigest()


def read_canonical(line: bytes) -> dict[str, Any] | None:
    """Return the mapping that a line encodes; None unless the line is its canonical encoding."""
    try:
        value = json.loads(line)
        return value if isinstance(value, dict) and canonical(value) == line else None
    except (ValueError, RecursionError, StewardError):
        return None


def _check(value: Any) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise _refused("a number past 2^53")
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise _refused("a key that is no text")
            _check(item)
    else:
        raise _refused(f"a {type(value).__name__}")


def _refused(what: str) -> StewardError:
    return StewardError("privacy log", f"the facts hold {what}", "write texts and whole numbers only")
