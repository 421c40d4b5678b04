"""Check an audit pack: python verify_pack.py [FOLDER]

Needs nothing but Python. Re-computes the hash of every file that MANIFEST.json lists, and looks for files that it
does not list. Exit code 0: the pack is whole; 1: it is not, and the lines say where.
"""

import hashlib
import json
import pathlib
import sys

BESIDE = {"MANIFEST.json", "MANIFEST.sig", "public_key.pem"}


def problems(folder: pathlib.Path) -> list[str]:
    """Return one line per file that is missing, changed, or not listed."""
    try:
        listed = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return ["MANIFEST.json: missing or not readable"]
    found = []
    for name, expected in sorted(listed.items()):
        path = folder / name
        if not path.is_file() or folder.resolve() not in path.resolve().parents:
            found.append(f"{name}: missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            found.append(f"{name}: changed")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed and name not in BESIDE:
            found.append(f"{name}: not in the manifest")
    return found


def main() -> int:
    """Print what is wrong, and how to check the signature."""
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    found = problems(folder)
    for line in found:
        print(line)
    if found:
        print(f"{len(found)} of the files are not as they were signed")
        return 1
    print("every file is as the manifest lists it")
    if (folder / "MANIFEST.sig").is_file():
        print("check the signature with the officer's public key, which you must have from the officer:")
        print(
            "  openssl pkeyutl -verify -pubin -inkey PUBLIC_KEY.pem -rawin -in MANIFEST.json -sigfile MANIFEST.sig"
        )
    else:
        print("the pack is not signed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
