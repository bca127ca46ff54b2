"""Commands that make, serve and check the stores."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command

from comity.access.actions import create_account
from comity.access.actors import Role, local_operator
from comity.access.queries import audit_break, has_accounts, moment
from comity.cli.answers import Json, console, now, show
from comity.cli.serving import serve_site
from comity.register.loading.pack import PackLoaded, load_pack
from comity.releases.queries import releases
from comity.releases.verifying import verify
from comity.submissions.queries import counted, damaged_originals, ledger

FIRST_ACCOUNT = "admin"
PASSWORD_BYTES = 12

Port = Annotated[int, typer.Option(min=1, max=65535, help="On 127.0.0.1.")]


@dataclass(frozen=True, slots=True)
class Account:
    """An account with the password that is shown this once."""

    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Initialised:
    """What initialising did."""

    home: str
    reference_pack: PackLoaded
    account: Account | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking the stores found; ok where nothing is wrong."""

    ok: bool
    sequence: int
    findings: tuple[str, ...]


def init(as_json: Json = False) -> None:
    """Create or upgrade the stores and load the reference pack."""
    show(initialise(), as_json, show_initialised)


def serve(port: Port = 8000) -> None:
    """Serve the website, the desk and the API on this machine."""
    serve_site(port)


def check(as_json: Json = False) -> None:
    """Check that the stores are whole."""
    findings = list(_findings())
    checked = Checked(not findings, moment().sequence, tuple(findings))
    show(checked, as_json, _show_checked)
    if findings:
        raise typer.Exit(1)


def _findings() -> Iterator[str]:
    """What is wrong with the register, the ledger and the releases, in sentences."""
    by = local_operator()
    broken = audit_break()
    if broken is not None:
        yield f"The audit trail is broken at sequence {broken}."
    yield from (
        f"Ledger, {found.subject}: {found.says}" for found in ledger().check(counted())
    )
    yield from (
        f"The file received as {sha256[:12]}… is missing or was altered."
        for sha256 in damaged_originals()
    )
    for release in releases(by=by):
        if release.withdrawn_at is None:
            yield from (
                f"Release {release.name}, {found.kind}: {found.subject}"
                for found in verify(release.name, by=by).findings
            )


def initialise() -> Initialised:
    """Bring the stores in the home to this version; harmless when repeated."""
    settings.ENVIRONMENT.prepare_home()
    call_command("migrate", verbosity=0, interactive=False)
    loaded = load_pack(by=local_operator(), at=now())
    account = None
    if not has_accounts():
        account = Account(FIRST_ACCOUNT, secrets.token_urlsafe(PASSWORD_BYTES))
        create_account(
            account.username,
            account.password,
            role=Role.ADMINISTRATOR,
            by=local_operator(),
            at=now(),
        )
    return Initialised(str(settings.COMITY_HOME), loaded, account)


def show_initialised(done: Initialised) -> None:
    """Say what initialising did, and the password of a new account, once."""
    pack = done.reference_pack
    console.print(f"The stores are in {done.home}.")
    console.print(
        f"Reference pack: {pack.claims:,} claims, {pack.recorded:,} new, "
        f"{pack.retracted:,} no longer in it."
    )
    if done.account:
        console.print(
            f"Sign in at the desk as [bold]{done.account.username}[/] with the password "
            f"[bold]{done.account.password}[/] (shown only now)."
        )


def _show_checked(checked: Checked) -> None:
    for finding in checked.findings:
        console.print(f"[bold red]{finding}[/]")
    if checked.ok:
        console.print(f"The stores are whole, up to sequence {checked.sequence:,}.")
