"""The command line `steward`: each module of `steward.commands` is one command or a family of them."""

import importlib
import pkgutil
import sys

from typer import Abort
from typer.exceptions import TyperException

from steward import commands
from steward.app import app
from steward.errors import StewardError


def main() -> None:
    """Run the command line; a user's mistake is one line on standard error and exit code 1."""
    for module in pkgutil.iter_modules(commands.__path__):
        importlib.import_module(f"{commands.__name__}.{module.name}")
    try:
        # Told apart here, a wrong option is one line as any other mistake is.
        code = app(standalone_mode=False)
    except StewardError as error:
        print(f"steward: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except TyperException as error:
        # Without a command the help has been shown, and there is nothing to say.
        if said := " ".join(error.format_message().split()).rstrip("."):
            print(f"steward: {said}; `steward --help` lists what there is", file=sys.stderr)
        raise SystemExit(1) from None
    except Abort:
        # Ctrl-C at a question.
        raise SystemExit(1) from None
    except OSError as error:
        # A folder that is not there, not ours, or full: the system's words name it, and hold no row.
        where = error.filename or "the file system"
        print(
            f"steward: {where}: {error.strerror or 'cannot be used'}; check DW_HOME and its rights",
            file=sys.stderr,
        )
        raise SystemExit(1) from None
    raise SystemExit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
