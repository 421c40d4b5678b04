"""Hash every known value without a key and look for the hashes."""

import base64
import hashlib
import zlib

from steward.attacks.victim import Figure, Victim, WeakCopy

READERS = ("analyst", "service_desk", "harbour_insurance", "delta_research")
DIGESTS = ("md5", "sha1", "sha256", "sha512", "blake2b")


def attack(victim: Victim) -> Figure:
    hashes = {code for value in victim.people() for text in _spellings(value) for code in _hashes(text)}
    readers = [name for name in READERS if name in victim.audiences]
    relations = [relation for name in readers for relation in victim.relations(name)]
    return Figure(len(victim.held(relations, hashes)), len(hashes))


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "service_desk",
        "create table standard.token as select md5(lower(email)) from warehouse.logical.ldm_customer",
    )


def _spellings(value: str) -> set[str]:
    return {value, value.strip(), value.lower(), value.upper()}


def _hashes(text: str) -> list[str]:
    raw = text.encode()
    digests = [hashlib.new(name, raw) for name in DIGESTS]
    hexed = [digest.hexdigest() for digest in digests]
    packed = [base64.b64encode(digest.digest()).decode() for digest in digests]
    return [
        *hexed,
        *(code.upper() for code in hexed),
        *packed,
        base64.b64encode(raw).decode(),
        str(zlib.crc32(raw)),
    ]
