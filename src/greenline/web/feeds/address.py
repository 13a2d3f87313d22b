"""Where feeds come in, as the mission and the command line ask, held to what is safe before anything listens."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...core.errors import Invalid, Issue
from ...core.handling import MISSION, Audience
from ...mission import Mission, Tracking

MOST_DRONES = 8


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: `kind` is tcp, tls or udp."""

    kind: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.kind}://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The feeds that are to be served."""

    tak: tuple[Address, ...]
    drones: tuple[Address, ...]
    audience: Audience
    tls: ssl.SSLContext | None
    warnings: tuple[str, ...] = ()
    keep_streams: bool = False

    def __bool__(self) -> bool:
        return bool(self.tak or self.drones)


def asked(mission: Mission, told: Tracking, keep_streams: bool = False) -> Asked:
    """What is asked for, checked. Raises Invalid with everything that is wrong with it."""
    issues: list[Issue] = []
    tak = [
        address for kind, text in (("tcp", told.tak), ("tls", told.tak_tls), ("udp", told.tak_udp))
        if text and (address := _address(f"{kind}://{text}", f"tak_{kind}", issues))
    ]  # fmt: skip
    drones = [address for text in told.drone if (address := _address(text, "drone", issues))]
    if len(drones) > MOST_DRONES:
        issues.append(Issue("drone", "too_many", f"At most {MOST_DRONES} drones are taken at once."))
    warnings = list(_beyond([*tak, *drones], told.anywhere, issues))
    audience = mission.audiences.get(told.audience)
    if audience is None:
        words = f"There is no audience {told.audience!r}; this mission has {', '.join(mission.audiences)}."
        issues.append(Issue("audience", "no_audience", words))
    tls = _context(mission.folder, told, issues) if told.tak_tls else None
    if issues:
        raise Invalid("The feeds cannot be served as asked.", issues)
    return Asked(tuple(tak), tuple(drones), audience or MISSION, tls, tuple(warnings), keep_streams)


def _address(text: str, name: str, issues: list[Issue]) -> Address | None:
    kind, _, rest = text.partition("://")
    host, _, port = rest.rpartition(":")
    host = host.strip("[]")
    if kind in ("tcp", "tls", "udp") and host and port.isdecimal() and int(port) <= 65_535:
        return Address(kind, host, int(port))
    form = "udp://127.0.0.1:5000" if name == "drone" else "127.0.0.1:8087"
    issues.append(Issue(name, "bad_address", f"{text[:80]!r} is no address such as {form}."))
    return None


def _beyond(addresses: Iterable[Address], anywhere: bool, issues: list[Issue]) -> Iterable[str]:
    """Addresses without encryption beyond this machine: refused, or warned of where they are allowed."""
    for one in addresses:
        if one.kind == "tls" or _loopback(one.host):
            continue
        if anywhere:
            yield f"{one} is not encrypted: whoever is on the way reads and forges positions there."
        else:
            words = f"{one} is reached from other machines without encryption. Use TLS, or allow it: anywhere = true."
            issues.append(Issue("anywhere", "no_tls", words))


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _context(folder: Path, told: Tracking, issues: list[Issue]) -> ssl.SSLContext | None:
    """TLS 1.2 or newer by the given files; with an authority clients must show a certificate of it."""
    if not (told.certificate and told.private_key):
        issues.append(Issue("tak_tls", "missing", "TLS needs a certificate and its private_key (PEM files)."))
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(folder / told.certificate, folder / told.private_key)
        if told.authority:
            context.load_verify_locations(folder / told.authority)
            context.verify_mode = ssl.CERT_REQUIRED
    except ssl.SSLError:
        issues.append(Issue("certificate", "no_certificate", "The files cannot be read as PEM, or are not of a pair."))
    except OSError as error:
        issues.append(Issue("certificate", "unreadable", f"The TLS files cannot be read: {error.strerror}."))
    return context
