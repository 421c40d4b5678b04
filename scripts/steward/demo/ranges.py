"""Check characters, and the ranges that demo numbers are drawn from."""

import re
from datetime import date

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS = "10X98765432"
LICENCE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LICENCE_WEIGHTS = tuple(3**position % 31 for position in range(17))

DEMO_PATTERNS = {
    "resident_id": r"0\d{16}[\dXx]|0\d{14}",
    "business_licence": r"0[0-9A-HJ-NPQRTUWXY]{17}",
    "foreign_permanent_resident": r"900\d{14}[\dX]",
    "passport": r"DEMO\d{7}",
    "hk_macau_permit": r"HDEMO\d{6}",
    "taiwan_permit": r"TDEMO\d{6}",
    "mobile": r"100[6-9]\d{7}",
    "account_number": r"9999\d{15}",
    "email": r"[a-z0-9.-]+@example\.com",
}


def is_demo_number(kind: str, number: str) -> bool:
    """Tell whether `number` lies in the range that demo numbers of this kind are drawn from."""
    return re.fullmatch(DEMO_PATTERNS[kind], number) is not None


def resident_check(body: str) -> str:
    """Return the check digit (ISO 7064, MOD 11-2) of the first 17 digits of a resident id."""
    total = sum(int(digit) * weight for digit, weight in zip(body, RESIDENT_WEIGHTS, strict=True))
    return RESIDENT_CHECKS[total % 11]


def licence_check(body: str) -> str:
    """Return the check character (GB 32100) of the first 17 characters of a unified social credit code."""
    values = (LICENCE_ALPHABET.index(character) for character in body)
    total = sum(value * weight for value, weight in zip(values, LICENCE_WEIGHTS, strict=True))
    return LICENCE_ALPHABET[(31 - total % 31) % 31]


def luhn_check(body: str) -> str:
    """Return the Luhn digit that completes `body`."""
    doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(reversed(body)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def is_resident_id(number: str) -> bool:
    """Tell whether a resident id has a date that exists and, if of 18 digits, the right check digit."""
    number = number.upper()
    if not re.fullmatch(r"\d{15}|\d{17}[\dX]", number):
        return False
    birth = number[6:14] if len(number) == 18 else "19" + number[6:12]
    try:
        date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return False
    return len(number) == 15 or resident_check(number[:17]) == number[17]


def complete(number: str) -> str:
    """Replace a final `?` by the check character: of a card, a resident id, or a code that holds letters."""
    if not number.endswith("?"):
        return number
    body = number[:-1]
    if body.startswith("9999"):
        return body + luhn_check(body)
    return body + (resident_check(body) if body.isdigit() else licence_check(body))
