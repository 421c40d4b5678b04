"""`steward log`: the privacy log, its checkpoints and their keys."""

import json
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.privacy_log import PrivacyLog, log_of
from steward.project import Project

log_app = typer.Typer(no_args_is_help=True, help="The privacy log: verify, checkpoint, erase, show.")
app.add_typer(log_app, name="log")

Folder = Annotated[
    Path | None, typer.Option("--folder", help="The folder of a log, or of a copy; by default DW_HOME's.")
]


@log_app.command("verify")
def verify(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", help="A checkpoint that was kept elsewhere; repeatable."),
    ] = None,
    public_key: Annotated[
        list[Path] | None,
        typer.Option("--public-key", help="The key that signed it; one for all, or one each."),
    ] = None,
    folder: Folder = None,
) -> None:
    """Name the first bad entry, if there is one; exit code 1 then."""
    from steward.privacy_log.checkpoints import read_checkpoint, read_public_key
    from steward.privacy_log.verify import report, verify

    files, keys = checkpoint or [], public_key or []
    if files and len(keys) not in (1, len(files)):
        raise StewardError("--public-key", "one key is needed", "name the key that signed the checkpoint")
    keys = keys * len(files) if len(keys) == 1 else keys
    pairs = zip(files, keys, strict=bool(files))
    found = verify(_log(folder), [read_checkpoint(file, read_public_key(key)) for file, key in pairs])
    typer.echo("\n".join(report(found)))
    raise typer.Exit(0 if found.first_bad is None else 1)


@log_app.command("checkpoint")
def checkpoint(
    key: Annotated[Path, typer.Option("--key", help="The private key; better not on this machine.")],
    out: Annotated[Path, typer.Option("--out", help="The file to hand to somebody else.")],
    folder: Folder = None,
) -> None:
    """Sign what the log is now; keep the file where the log's keeper cannot write."""
    from steward.privacy_log.checkpoints import write_checkpoint

    made = write_checkpoint(_log(folder), key, out)
    typer.echo(
        f"{out}: {made.size} entries; hand it to somebody else: nothing before it can be changed unseen"
    )


@log_app.command("keygen")
def keygen(
    out: Annotated[Path, typer.Option("--out", help="The private key's file; the public one gets `.pub`.")],
) -> None:
    """Make a key pair; the log announces the key by an entry when it first signs."""
    from steward.privacy_log.checkpoints import make_key

    typer.echo(f"{out} (keep it off this machine), {make_key(out)} (give it to whoever verifies)")


@log_app.command("rotate-key")
def rotate_key(
    public_key: Annotated[Path, typer.Option("--public-key", help="The key that signs from now on.")],
) -> None:
    """Add an entry that names the key which signs from now on."""
    from steward.privacy_log.checkpoints import announce_key, read_public_key

    announce_key(_log(None), read_public_key(public_key))
    typer.echo("the key is announced; make a checkpoint with it now")


@log_app.command("erase")
def erase(
    entry: Annotated[int, typer.Option("--entry", help="The number of the entry.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; the reason stays, so it names nobody.")],
) -> None:
    """Erase what an entry says; its hashes stay, and an entry tells why."""
    from steward.privacy_log.erasure import erase

    typer.echo(f"entry {entry} is erased; entry {erase(_log(None), entry, reason).n} says why")


@log_app.command("heartbeat")
def heartbeat() -> None:
    """Add an entry that says that the log is alive: run it daily, so that silence is seen."""
    from steward.privacy_log import Kind, append

    entry = append(Project.find(), Kind.HEARTBEAT, {})
    typer.echo(f"entry {entry.n}")


@log_app.command("show")
def show(
    kind: Annotated[str, typer.Option("--kind", help="Only entries of this kind.")] = "",
    last: Annotated[int, typer.Option("--last", help="Only so many, the newest; 0 for all.")] = 0,
    folder: Folder = None,
) -> None:
    """Print the entries: number, time, kind, what they say."""
    from steward.privacy_log.entries import Kind

    if kind and kind not in set(Kind):
        raise StewardError("--kind", "no kind has this name", f"use one of {', '.join(Kind)}")
    log = _log(folder)
    with log.locked(shared=True):
        chosen = [own for own in log.entries() if kind in ("", own[0].kind)]
    for entry, payload in chosen[-last:]:
        facts = json.dumps(payload.facts, ensure_ascii=False) if payload else "erased / 已删除"
        typer.echo(f"{entry.n}\t{entry.t}\t{entry.kind}\t{facts}")


def _log(folder: Path | None) -> PrivacyLog:
    return PrivacyLog(folder) if folder else log_of(Project.find())
