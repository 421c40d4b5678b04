"""`steward approve`: an officer's signature over the policy, legal, KYC and register seeds."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.findings import any_stops, as_text
from steward.project import Project


@app.command("approve")
def approve(
    key: Annotated[
        Path | None, typer.Option("--key", help="The officer's private key (`steward log keygen` makes one).")
    ] = None,
    role: Annotated[str, typer.Option("--by", help="The role in which it is signed.")] = "privacy_officer",
    approver: Annotated[
        str, typer.Option("--approver", help="Name or e-mail as in git; by default whom git names here.")
    ] = "",
    verify: Annotated[bool, typer.Option("--verify", help="Compare the seeds with the approval.")] = False,
    public_key: Annotated[
        Path | None, typer.Option("--public-key", help="The officer's public key; by default DW_HOME's.")
    ] = None,
) -> None:
    """Sign the seeds as they are, or say which are not as they were signed; exit code 1 then."""
    project = Project.find()
    if verify == bool(key):
        raise StewardError("steward approve", "either --key or --verify is needed", "give one of them")
    if verify:
        _verify(project, public_key)
        return
    from steward.approval.keep import keep_key
    from steward.approval.record import FILE
    from steward.approval.record import approve as sign

    assert key is not None
    kept = keep_key(project, key)
    made = sign(project, key, role, approver)
    typer.echo(f"{FILE}: {len(made.files)} files approved as {role}; commit it")
    typer.echo(f"the public key that publish trusts: {kept}")


def _verify(project: Project, public_key: Path | None) -> None:
    from steward.approval.verify import officers_key, unapproved
    from steward.privacy_log.checkpoints import read_public_key

    key = read_public_key(public_key) if public_key else officers_key(project)
    findings = unapproved(project, key)
    stops = any_stops(findings)
    if findings:
        typer.echo(as_text(findings), err=stops)
    if stops:
        raise typer.Exit(1)
    typer.echo("the seeds are as approved")
