"""The demo's raw tables with other identity values of the same shape, each value changed alike everywhere."""

import csv
from collections.abc import Callable
from pathlib import Path

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
DIGITS = str.maketrans("0123456789", "0987654321")
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "bcdefghijklmnopqrstuvwxyzaBCDEFGHIJKLMNOPQRSTUVWXYZA",
)
NAME, NUMBER, PHONE, TEXT = "name", "number", "phone", "text"
# What shows who somebody is, in every raw table; the numbers of the house and the rest stay as they are.
CHANGED = {
    "customers": {
        "full_name": NAME,
        "id_number": NUMBER,
        "phone": PHONE,
        "email": TEXT,
        "street_address": NAME,
        "legal_representative": NAME,
    },
    "accounts": {"account_number": PHONE},
    "transactions": {"payer_name": NAME, "payer_id_number": NUMBER},
    "identity_documents": {"document_number": NUMBER},
    "beneficial_owners": {"owner_name": NAME},
    "interactions": {"note": NAME},
}


def write_perturbed(demo: Path, folder: Path) -> int:
    """Write every raw table as a CSV file under its own name, and return how many values were changed."""
    changed = 0
    for path in sorted(demo.glob("raw_*.csv")):
        table = path.stem.removeprefix("raw_")
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            rows, header = list(reader), list(reader.fieldnames or [])
        for row in rows:
            for column, kind in CHANGED.get(table, {}).items():
                new = CHANGE[kind](row[column])
                changed += new != row[column]
                row[column] = new
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return changed


def _name(text: str) -> str:
    """Each Chinese character becomes the next one, each letter too; dots and blanks stay."""
    return "".join(chr(ord(c) + 1) if "\u4e00" <= c <= "\u9ffe" else c for c in text).translate(LETTERS)


def _phone(text: str) -> str:
    """The digits behind the fourth are mirrored, so that the range stays nobody's."""
    return text[:4] + text[4:].translate(DIGITS)


def _number(text: str) -> str:
    """The place of a resident id is another, with birth date, sex and a check digit that is as right as before."""
    if len(text) == 18 and text[:17].isdigit():
        was_right = _check(text) == text[17].upper()
        new = text[0] + text[1:6].translate(DIGITS) + text[6:17]
        return new + (_same_case(_check(new), text[17]) if was_right else text[17])
    if len(text) == 15 and text.isdigit():
        return text[0] + text[1:6].translate(DIGITS) + text[6:]
    return text[:-6] + text[-6:].translate(DIGITS) if text else text


def _check(text: str) -> str:
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False)) % 11]


def _same_case(check: str, old: str) -> str:
    return check.lower() if old == "x" else check


def _text(text: str) -> str:
    head, at, tail = text.partition("@")
    return head.translate(LETTERS) + at + tail


CHANGE: dict[str, Callable[[str], str]] = {NAME: _name, NUMBER: _number, PHONE: _phone, TEXT: _text}
