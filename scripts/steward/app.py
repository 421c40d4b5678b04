"""The Typer application that the modules of `steward.commands` hang their commands on."""

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Checks, renders, publishes and audits the privacy warehouse.",
)


@app.callback()
def steward() -> None:
    """Keep every command a named one, also while there is only one."""
