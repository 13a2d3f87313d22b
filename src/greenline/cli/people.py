"""People at the command line: whoever may run it on this data folder is above all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import Invalid, Issue, Refusal
from .common import DataOption, JsonOption, MissionOption, app, err, out, plain, say

if TYPE_CHECKING:
    from ..desk.people.store import People
    from ..mission import Mission

group = typer.Typer(no_args_is_help=True, help="Who may sign in, and by what: accounts, passwords, codes, tokens.")
app.add_typer(group, name="people")

SignArgument = Annotated[str, typer.Argument(metavar="CALL-SIGN", help="A call sign such as OBS-7, never a name.")]
RoleOption = Annotated[list[str] | None, typer.Option("--role", "-r", help="A role; may be given more than once.")]
AudienceOption = Annotated[str | None, typer.Option("--audience", help="The one audience they read as, for outsiders.")]
StdinOption = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input, one line.")]
OnceOption = Annotated[bool, typer.Option("--once", help="It must be changed at the first sign-in.")]


@group.command()
def add(
    call_sign: SignArgument,
    mission: MissionOption,
    role: RoleOption = None,
    audience: AudienceOption = None,
    password_stdin: StdinOption = False,
    no_password: Annotated[bool, typer.Option("--no-password", help="Only OIDC or tokens will let them in.")] = False,
    once: OnceOption = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Add a person; asks for a password twice. From the first person on, everybody has to sign in.

    Example: `greenline people add ADMIN-1 --role administrator --mission ./mission`
    """
    from ..desk.people import accounts

    with _people(mission, data) as (people, settings):
        password = None if no_password else _password(password_stdin)
        account = accounts.add(
            people, settings, call_sign.upper(), role or [], audience, password, must_change=once and not no_password
        )
        manages = any("administrator" in one.roles_in(settings) for one in accounts.everybody(people))
    rights = ", ".join(sorted(account.roles_in(settings))) or f"reads as {account.audience}"
    lines = [f"Added {account.call_sign}: {rights}."]
    if not manages:
        lines.append("Nobody is an administrator yet: people can be managed by this command only.")
    say(account.plain(settings), json_, [plain(line) for line in lines])


@group.command(name="list")
def list_(mission: MissionOption, data: DataOption = None, json_: JsonOption = False) -> None:
    """All accounts, with their rights and their ways to sign in.

    Example: `greenline people list --mission ./mission`
    """
    from ..desk.people import accounts

    with _people(mission, data) as (people, settings):
        told = [one.plain(settings) for one in accounts.everybody(people)]
    lines = [
        f"{one['call_sign']:<24} {', '.join(one['roles']) or '-'}"
        + (f"  reads as {one['audience']}" if one["audience"] else "")
        + f"  [{', '.join(one['ways']) or 'no way to sign in'}]"
        + ("  disabled" if one["disabled"] else "")
        + (f"  last signed in {_day(one['signed_in_at'])}" if one["signed_in_at"] else "")
        for one in told
    ]
    say({"people": told}, json_, [plain(line) for line in lines] or ["Nobody was added yet."])


@group.command()
def roles(
    call_sign: SignArgument,
    mission: MissionOption,
    role: RoleOption = None,
    audience: AudienceOption = None,
    data: DataOption = None,
) -> None:
    """Give other roles and another audience; what is not named is taken away. Roles in people.toml go before.

    Example: `greenline people roles OBS-7 --role observer --role verifier --mission ./mission`
    """
    from ..desk.people import accounts

    with _people(mission, data) as (people, settings):
        accounts.set_rights(people, settings, call_sign.upper(), role or [], audience)
    out.print(f"{plain(call_sign.upper())} has new rights.")


@group.command()
def disable(call_sign: SignArgument, mission: MissionOption, data: DataOption = None) -> None:
    """Let nobody in by this account, session or token any more. Accounts are never deleted: the ledger names them.

    Example: `greenline people disable OBS-7 --mission ./mission`
    """
    _able(call_sign, mission, data, True)


@group.command()
def enable(call_sign: SignArgument, mission: MissionOption, data: DataOption = None) -> None:
    """Let a disabled account in again.

    Example: `greenline people enable OBS-7 --mission ./mission`
    """
    _able(call_sign, mission, data, False)


def _able(call_sign: str, mission: str, data: str | None, disabled: bool) -> None:
    from ..desk.people import accounts

    with _people(mission, data) as (people, settings):
        accounts.disable(people, settings, call_sign.upper(), disabled)
    out.print(f"{plain(call_sign.upper())} is {'disabled' if disabled else 'enabled'}.")


@group.command()
def password(
    call_sign: SignArgument,
    mission: MissionOption,
    password_stdin: StdinOption = False,
    once: OnceOption = False,
    data: DataOption = None,
) -> None:
    """Set a new password; sessions end, and waiting after failed tries is over.

    Example: `greenline people password OBS-7 --once --mission ./mission`
    """
    from ..desk.people import accounts

    with _people(mission, data) as (people, settings):
        accounts.find(people, call_sign.upper())
        accounts.set_password(people, settings, call_sign.upper(), _password(password_stdin), must_change=once)
    out.print(f"{plain(call_sign.upper())} has a new password; their sessions ended.")


@group.command()
def totp(
    call_sign: SignArgument,
    mission: MissionOption,
    remove: Annotated[bool, typer.Option("--remove", help="Ask for no codes any more.")] = False,
    data: DataOption = None,
) -> None:
    """Ask for a code of a phone's authenticator as well: shows what the phone scans, and takes a code before it holds.

    Example: `greenline people totp OBS-7 --mission ./mission`
    """
    from ..desk.people import accounts, rules

    sign = call_sign.upper()
    with _people(mission, data) as (people, settings):
        accounts.find(people, sign)
        if remove:
            accounts.set_totp(people, sign, None)
            out.print(f"{plain(sign)} signs in without a code.")
            return
        secret = rules.new_totp()
        uri = rules.totp_uri(secret, sign, settings.name)
        _show_qr(uri)
        print(uri)
        code = _asked("Code that the phone shows now: ")
        if rules.totp_step(secret, code, people.clock()) is None:
            raise Refusal("This code is not of that secret, or the clocks differ; nothing was changed. Try again.")
        codes = accounts.set_totp(people, sign, secret)
    out.print(
        "From now on a code is asked for. If the phone is lost, each of these lets in once; they are not shown again:"
    )
    for one in codes:
        print(f"  {one}")


@group.command()
def oidc(
    call_sign: SignArgument,
    mission: MissionOption,
    subject: Annotated[
        str | None, typer.Option("--subject", help="The claim's value at the provider: the sub, or the e-mail address.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Tie the account to nobody.")] = False,
    data: DataOption = None,
) -> None:
    """Tie an account to somebody at the mission's OIDC provider; only who is tied can sign in there. Kept as a digest.

    Example: `greenline people oidc OBS-7 --subject 248289761001 --mission ./mission`
    """
    from ..desk.people import accounts, rules

    with _people(mission, data) as (people, settings):
        provider = settings.settings.oidc
        if provider is None:
            raise Refusal("This mission names no OIDC provider; add [oidc] with issuer and client_id to mission.toml.")
        if (subject is None) != remove:
            raise typer.BadParameter("give --subject, or --remove.", param_hint="--subject")
        told = None if subject is None else rules.subject_digest(provider.issuer, provider.claim, subject)
        accounts.set_subject(people, call_sign.upper(), told)
    out.print(
        f"{plain(call_sign.upper())} is tied to {'nobody' if remove else 'that person'} at {plain(provider.issuer)}."
    )


@group.command()
def sessions(
    call_sign: SignArgument, mission: MissionOption, data: DataOption = None, json_: JsonOption = False
) -> None:
    """The sessions of a person that hold.

    Example: `greenline people sessions OBS-7 --mission ./mission`
    """
    from ..desk.people import sessions as held

    with _people(mission, data) as (people, _):
        told = [one.plain() for one in held.of(people, call_sign.upper())]
    lines = [
        f"{one['id']}  by {one['way']}  since {_day(one['made_at'])}  last seen {_day(one['seen_at'])}" for one in told
    ]
    say({"sessions": told}, json_, lines or ["No session."])


@group.command()
def revoke(
    call_sign: SignArgument,
    mission: MissionOption,
    session: Annotated[str | None, typer.Option("--session", help="Only the session of this id.")] = None,
    token_: Annotated[str | None, typer.Option("--token", help="Instead, the token of this id.")] = None,
    data: DataOption = None,
) -> None:
    """End a person's sessions, or one, or take a token back. Running servers hear of it within seconds.

    Example: `greenline people revoke OBS-7 --mission ./mission`
    """
    from ..desk.people import accounts, tokens
    from ..desk.people import sessions as held

    sign = call_sign.upper()
    with _people(mission, data) as (people, _):
        accounts.find(people, sign)
        if token_ is not None:
            tokens.take_back(people, sign, token_)
            out.print("The token is taken back.")
            return
        count = held.revoke(people, sign, session, by=accounts.TERMINAL)
    if session is not None and not count:
        raise Refusal(f"{sign} has no session {session}.")
    out.print(f"Ended {count} session{'s' * (count != 1)} of {plain(sign)}.")


@group.command()
def token(
    call_sign: SignArgument,
    mission: MissionOption,
    scope: Annotated[
        list[str] | None, typer.Option("--scope", help="read, write or export; more than once. Else read.")
    ] = None,
    audience: AudienceOption = None,
    expires: Annotated[
        str | None, typer.Option(help="Last day, such as 2027-01-01; else 90 days, at most 2 years.")
    ] = None,
    name: Annotated[str, typer.Option(help='What it is for, such as "sensor 7".')] = "",
    device: Annotated[
        bool, typer.Option("--device", help="For a thing that reports by this observer's call sign; else scope write.")
    ] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Make a token for a program or a device, shown this once.

    Example: `greenline people token OBS-7 --device --name "sensor 7" --expires 2027-01-01 --mission ./mission`
    """
    from ..desk.people import tokens

    with _people(mission, data) as (people, settings):
        until = tokens.end_of(expires) if expires else None
        secret, made = tokens.make(
            people,
            settings,
            call_sign.upper(),
            scope or (),
            name=name,
            audience=audience,
            until_at=until,
            device=device,
        )
    if not json_:
        err.print(
            f"Token {made.handle}, {', '.join(sorted(made.scopes))}, until {_day(made.until_at)}. Not shown again:"
        )
    say({"token": secret, **made.plain()}, json_, [secret])


@group.command()
def tokens(mission: MissionOption, data: DataOption = None, json_: JsonOption = False) -> None:
    """All tokens that hold, of whom, and when they were used last.

    Example: `greenline people tokens --mission ./mission`
    """
    from ..desk.people import tokens as kept

    with _people(mission, data) as (people, _):
        told = [one.plain() for one in kept.every(people)]
    lines = [
        f"{one['id']}  {one['call_sign']:<24} {'device, ' if one['device'] else ''}{', '.join(one['scopes'])}"
        + (f", as {one['audience']}" if one["audience"] else "")
        + f"  until {_day(one['until_at'])}  {'used ' + _day(one['seen_at']) if one['seen_at'] else 'never used'}"
        + f"  {one['name']}"
        for one in told
    ]
    say({"tokens": told}, json_, [plain(line) for line in lines] or ["No token."])


@group.command()
def log(
    mission: MissionOption,
    most: Annotated[int, typer.Option(help="How many lines.", min=1, max=100_000)] = 100,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Who signed in, and who changed what of whom; newest first.

    Example: `greenline people log --most 20 --mission ./mission`
    """
    from ..desk.people.store import newest_notes

    with _people(mission, data) as (people, _):
        told = newest_notes(people, most)
    say({"log": told}, json_, [plain(f"{_day(n['at'])}  {n['by']} {n['did']} {n['whom']}") for n in told])


# --- shared


@contextmanager
def _people(mission: str, data: str | None) -> Iterator[tuple[People, Mission]]:
    """The people of a mission and its settings."""
    from ..desk.people.store import People
    from ..ledger.store import place_of
    from ..mission import find, load

    read = load(find(mission))
    people = People(place_of(data or read.settings.database or read.data_folder()))
    try:
        yield people, read
    finally:
        people.close()


def _password(from_stdin: bool) -> str:
    """A password from the terminal, twice and without echo, or a line of standard input. Raises Invalid, Refusal."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refusal("A password is asked for on a terminal; a script gives it with --password-stdin.")
    import getpass

    first = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Once more: ") != first:
        raise Invalid("Nothing was changed.", [Issue("password", "differs", "The two passwords differ.")])
    return first


def _asked(words: str) -> str:
    print(words, end="", flush=True)
    return sys.stdin.readline().strip()


def _show_qr(uri: str) -> None:
    """The text as a QR code; black on white whatever the terminal's colours are."""
    import segno

    segno.make(uri, error="l").terminal(compact=True)


def _day(at: Any) -> str:
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%d %H:%M UTC")
