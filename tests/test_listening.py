"""By which ways a server may be reached, and what is told when one is not safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from certified import certificate

from greenline.cli.listening import LOOPBACK, Way, certified_names, the_way_in
from greenline.core.errors import Invalid


@pytest.mark.parametrize("host", LOOPBACK)
def test_on_this_machine_nothing_is_asked(host: str) -> None:
    way = the_way_in(host, (), None, None, False)
    assert way == Way()
    assert not way.secure
    assert not way.outside


def test_behind_a_proxy() -> None:
    way = the_way_in("127.0.0.1", (" Ops.example.org ",), None, None, True)
    assert (way.names, way.proxy, way.secure, way.outside) == (("ops.example.org",), True, True, True)


def test_over_tls_the_names_are_the_certificates(tmp_path: Path) -> None:
    cert, key = (Path(file) for file in certificate(tmp_path))
    way = the_way_in("0.0.0.0", (), cert, key, False)
    assert (way.names, way.proxy, way.secure, way.outside) == (("localhost", "ops.example.org"), False, True, True)
    assert the_way_in("::", ("other.example",), cert, key, False).names == ("other.example",)
    assert certified_names(cert) == ("localhost", "ops.example.org")


def test_what_is_not_safe(tmp_path: Path) -> None:
    cert, key = (Path(file) for file in certificate(tmp_path))
    none = tmp_path / "none"
    for given, codes in (
        (("0.0.0.0", (), None, None, False), ["no_tls"]), (("192.0.2.1", (), None, None, False), ["no_tls"]),
        (("::", (), None, None, False), ["no_tls"]), (("127.0.0.2", (), None, None, False), ["no_tls"]),
        (("0.0.0.0", ("x",), None, None, False), ["no_tls", "no_tls"]),
        (("127.0.0.1", ("x",), None, None, False), ["no_tls"]), (("127.0.0.1", (), None, None, True), ["missing"]),
        (("127.0.0.1", (), cert, None, False), ["missing"]), (("127.0.0.1", (), None, key, False), ["missing"]),
        (("127.0.0.1", ("x",), cert, key, True), ["twice"]), (("0.0.0.0", (), key, cert, False), ["no_certificate"]),
        (("0.0.0.0", (), none, key, False), ["unreadable"]), (("0.0.0.0", (), cert, none, False), ["unreadable"]),
    ):  # fmt: skip
        with pytest.raises(Invalid) as told:
            the_way_in(*given)
        assert [issue.code for issue in told.value.issues] == codes, given
        assert all(issue.sentence.endswith(".") for issue in told.value.issues)
