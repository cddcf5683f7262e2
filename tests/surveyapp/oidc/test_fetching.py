"""Fetching from servers that are slow with every byte, or whose certificate nobody knows."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socket import create_server, socket
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from surveyapp.oidc import Fetcher, fetching
from surveyapp.oidc.errors import ProviderDownError

SOUND = b'HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{"a": "b"}'


@contextmanager
def answering(says: bytes, pause: float = 0.0, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that answers once, byte by byte where it pauses between them."""
    listener = create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            taken, _ = listener.accept()
            with tls.wrap_socket(taken, server_side=True) if tls else taken as talk:
                talk.recv(4096)
                send(talk, says, pause)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        listener.close()
        thread.join(timeout=5)


def send(talk: socket, says: bytes, pause: float) -> None:
    if not pause:
        talk.sendall(says)
    for each in says if pause else b"":
        talk.sendall(bytes([each]))
        time.sleep(pause)


@pytest.mark.parametrize("says", [SOUND, b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 90 + b"\r\n{}"])
def test_every_byte_in_time_is_not_all_of_it_in_time(says: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST", 0.5)
    began = time.monotonic()
    with answering(says, pause=0.05) as address:
        with pytest.raises(ProviderDownError):
            Fetcher(loopback=True).get(address)
        took = time.monotonic() - began
    assert took < 2


@pytest.mark.parametrize(
    "says", [b"", b"HTTP/1.1", b"nonsense\r\n\r\n", SOUND[:-1] + b"]", b"HTTP/1.1 200 OK\r\n\r\n[]"]
)
def test_what_is_no_answer_is_said_to_be_none(says: bytes) -> None:
    with answering(says) as address, pytest.raises(ProviderDownError):
        Fetcher(loopback=True).get(address)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of this machine, signed by itself, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = builder.add_extension(alternative, critical=False).sign(key, hashes.SHA256())
    path = tmp_path / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + signed.public_bytes(Encoding.PEM))
    return path


@pytest.mark.parametrize("known", [True, False])
def test_a_certificate_that_nobody_knows_is_not_trusted(
    known: bool, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with answering(SOUND, tls=tls) as address:
        if known:
            assert Fetcher().get(address) == {"a": "b"}
        else:
            with pytest.raises(ProviderDownError):
                Fetcher().get(address)
