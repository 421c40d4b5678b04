"""The forms in which a value may hide: as it is, spelled otherwise, encoded, or hashed without a key."""

import base64
import hashlib
import html
import json
from urllib.parse import quote

# Full-width forms stand at a fixed distance from ASCII (Unicode, Halfwidth and Fullwidth Forms).
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
DIGESTS = ("md5", "sha1", "sha256", "sha512")


def encodings(value: str) -> dict[str, tuple[bytes, ...]]:
    """Return the byte strings to look for by the name of the form; equal ones stay under the first name."""
    spelled = {
        "as it is": (value,),
        "lower or upper case": (value.lower(), value.upper()),
        "reversed": (value[::-1],),
        "without spaces": ("".join(value.split()),),
        "full width": (value.translate(FULL_WIDTH),),
    }
    forms = {name: tuple(text.encode() for text in texts) for name, texts in spelled.items()}
    raw = value.encode()
    forms["hex"] = _both_cases(raw.hex())
    forms["base64"] = tuple(code(raw).rstrip(b"=") for code in (base64.b64encode, base64.urlsafe_b64encode))
    for digest in DIGESTS:
        texts = {value, value.lower(), value.upper()}
        forms[digest] = tuple(
            form for text in sorted(texts) for form in _both_cases(_digest(digest, text.encode()))
        )
    # How JSON, HTML and addresses write what is not ASCII.
    forms["escaped"] = tuple(
        text.encode()
        for text in (
            json.dumps(value)[1:-1],
            json.dumps(value)[1:-1].upper().replace("\\U", "\\u"),
            html.escape(value),
            value.encode("ascii", "xmlcharrefreplace").decode(),
            quote(value, safe=""),
        )
    )
    return _first_of_equals(forms)


def _digest(name: str, raw: bytes) -> str:
    return hashlib.new(name, raw, usedforsecurity=False).hexdigest()


def _both_cases(text: str) -> tuple[bytes, ...]:
    return text.lower().encode(), text.upper().encode()


def _first_of_equals(forms: dict[str, tuple[bytes, ...]]) -> dict[str, tuple[bytes, ...]]:
    seen: set[bytes] = set()
    kept: dict[str, tuple[bytes, ...]] = {}
    for name, found in forms.items():
        new = tuple(dict.fromkeys(form for form in found if form not in seen))
        seen.update(new)
        if new:
            kept[name] = new
    return kept
