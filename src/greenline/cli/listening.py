"""How a server may be reached: by whom, by which names, over TLS or behind a proxy that does it."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.errors import Invalid, Issue, Refusal

if TYPE_CHECKING:
    import uvicorn

    from ..desk.desk import Desk

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_UNDER_WAY = 2_000  # requests and streams
PER_ADDRESS = 500  # connections, where askers come by themselves: a whole office may be behind one address


@dataclass(frozen=True, slots=True)
class Way:
    """The way in to a server. `outside`: from other machines, by us or through a proxy."""

    names: tuple[str, ...] = ()
    certificate: Path | None = None
    private_key: Path | None = None
    proxy: bool = False
    outside: bool = False

    @property
    def secure(self) -> bool:
        """Whether what people send is encrypted on its way."""
        return self.certificate is not None or self.proxy


def the_way_in(
    host: str, names: tuple[str, ...], certificate: Path | None, private_key: Path | None, proxy: bool
) -> Way:
    """What the options of `serve` ask for. Raises Invalid with everything that is missing for it to be safe."""
    names = tuple(name.strip().lower() for name in names)
    issues = []
    if (certificate is None) != (private_key is None):
        issues.append(Issue("--certificate", "missing", "Give --certificate and --private-key together."))
    if certificate is not None and private_key is not None:
        issues.extend(_wrong_files(certificate, private_key))
        names = names or (() if issues else certified_names(certificate))
    if proxy and certificate is not None:
        issues.append(Issue("--proxy", "twice", "Either the proxy does TLS (--proxy) or Greenline (--certificate)."))
    if host not in LOOPBACK and not proxy and certificate is None:
        words = (
            f"{host} is no loopback address: what people send there needs TLS. Give --certificate and --private-key, "
            "or listen on 127.0.0.1 behind a proxy that does TLS, with --proxy."
        )
        issues.append(Issue("--host", "no_tls", words))
    if proxy and not names:
        issues.append(Issue("--name", "missing", "Behind a proxy, give the host name that people use: --name."))
    if names and not proxy and certificate is None:
        words = "A name that others use needs --proxy (a proxy does TLS) or --certificate."
        issues.append(Issue("--name", "no_tls", words))
    if issues:
        raise Invalid("The server cannot be started like this.", issues)
    return Way(names, certificate, private_key, proxy, proxy or certificate is not None)


def check_people(desk: Desk, way: Way, demo: bool) -> None:
    """Whether those who may come in are known. Raises Refusal: without people nobody from outside, and no demo of a
    mission that has people, for a demo asks nobody who they are."""
    from ..desk.people.accounts import may_enter
    from ..desk.people.store import People

    people = People(desk.place)
    try:
        if demo and people.exist():
            raise Refusal("People sign in to this mission; a demo would let anybody in. Use `greenline serve`.")
        if way.outside and not may_enter(people, desk.mission):
            raise Refusal(
                "Nobody could sign in, so nobody from outside is let in. Add the first administrator: greenline people "
                f"add ADMIN-1 --role administrator --mission {desk.mission.folder}"
            )
    finally:
        people.close()


def configured(app: Any, way: Way) -> uvicorn.Config:
    """uvicorn's settings for the way in. It believes no header of a proxy by itself; `web/doors.py` does, if told."""
    import uvicorn

    from ..web.patient import patient

    own = way.certificate is not None and not way.proxy
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, proxy_headers=False,
        http=patient(PER_ADDRESS if own else 0), timeout_graceful_shutdown=3, timeout_keep_alive=30,
        limit_concurrency=MOST_UNDER_WAY, ssl_certfile=way.certificate, ssl_keyfile=way.private_key,
        ssl_context_factory=_modern if own else None,
    )  # fmt: skip
    return config


def _modern(_: Any, usual: Any) -> ssl.SSLContext:
    """The usual TLS, and nothing older than 1.2."""
    context: ssl.SSLContext = usual()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _wrong_files(certificate: Path, private_key: Path) -> list[Issue]:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, private_key)
    except ssl.SSLError:
        words = "Certificate and key cannot be read as PEM, or are not of each other."
        return [Issue("--certificate", "no_certificate", words)]
    except OSError as error:
        words = f"{certificate} or {private_key} cannot be read: {error.strerror}."
        return [Issue("--certificate", "unreadable", words)]
    return []


def certified_names(certificate: Path) -> tuple[str, ...]:
    """The host names and addresses that a certificate is made out for; a pattern such as *.example.org names none."""
    from cryptography import x509

    leaf = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    try:
        told = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    names = [name.lower() for name in told.get_values_for_type(x509.DNSName) if "*" not in name]
    for address in told.get_values_for_type(x509.IPAddress):
        names.append(f"[{address}]" if isinstance(address, ipaddress.IPv6Address) else str(address))
    return tuple(names)
