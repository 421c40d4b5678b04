"""The command line `steward`: each module of `steward.commands` is one command or a family of them."""

import importlib
import pkgutil
import sys

from steward import commands
from steward.app import app
from steward.errors import StewardError


def main() -> None:
    """Run the command line; a user's mistake is one line on standard error and exit code 1."""
    for module in pkgutil.iter_modules(commands.__path__):
        importlib.import_module(f"{commands.__name__}.{module.name}")
    try:
        app()
    except StewardError as error:
        print(f"steward: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except OSError as error:
        # A folder that is not there, not ours, or full: the system's words name it, and hold no row.
        where = error.filename or "the file system"
        print(
            f"steward: {where}: {error.strerror or 'cannot be used'}; check DW_HOME and its rights",
            file=sys.stderr,
        )
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
