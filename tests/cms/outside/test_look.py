"""Another site is asked for its head, then whole; what it says is taken for what a reader would meet there."""

import datetime as dt
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cms.models import Outcome
from cms.outside import look
from cms.outside.guard import Guard
from cms.outside.look import look_at


def test_its_head_is_enough_where_it_answers(site):
    assert look_at(site.at("/page?a=b"), site.guard) == Outcome.ANSWERED
    assert site.asked == [("HEAD", "/page?a=b", f"127.0.0.1:{site.port}")]


@pytest.mark.parametrize("refusal", [403, 404, 405, 501])
def test_a_site_that_refuses_its_head_is_asked_whole(site, refusal):
    site.answers = {("HEAD", "/"): (refusal, "")}

    assert look_at(site.at(), site.guard) == Outcome.ANSWERED
    assert [method for method, *_rest in site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (401, Outcome.ANSWERED),
        (403, Outcome.ANSWERED),
        (429, Outcome.ANSWERED),
        (500, Outcome.NO_ANSWER),
        (503, Outcome.NO_ANSWER),
    ],
)
def test_who_asks_for_a_password_is_there_and_who_has_no_such_page_says_so(site, status, outcome):
    site.answers = {(method, "/"): (status, "") for method in ("HEAD", "GET")}

    assert look_at(site.at(), site.guard) == outcome


def test_a_redirect_is_followed_and_judged_by_where_it_ends(site):
    site.answers = {("HEAD", "/old"): (301, "/new"), ("HEAD", "/lost"): (302, "/gone")}
    site.answers |= {("GET", "/lost"): (302, "/gone"), ("HEAD", "/gone"): (404, ""), ("GET", "/gone"): (404, "")}

    assert look_at(site.at("/old"), site.guard) == Outcome.ANSWERED
    assert look_at(site.at("/lost"), site.guard) == Outcome.GONE


def test_a_site_that_leads_in_circles_does_not_answer(site):
    site.answers = {(method, "/"): (302, "/") for method in ("HEAD", "GET")}

    assert look_at(site.at(), site.guard) == Outcome.NO_ANSWER
    assert len(site.asked) <= 2 * (look.MOST_REDIRECTS + 1)


@pytest.mark.parametrize("inside", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "file:///etc/passwd"])
def test_a_redirect_into_a_network_is_not_followed(site, inside):
    site.answers = {(method, "/"): (302, inside) for method in ("HEAD", "GET")}
    only_this = Guard(ports={site.port, 80}, allows=lambda number: str(number) == "127.0.0.1")

    assert look_at(site.at(), only_this) == Outcome.INSIDE
    assert len(site.asked) == 1


def test_a_private_address_is_never_asked(site):
    assert look_at(site.at(), Guard(ports={site.port})) == Outcome.INSIDE
    assert site.asked == []


def test_what_is_no_web_site_does_not_answer(site):
    site.answers = {(method, "/"): (None, "") for method in ("HEAD", "GET")}

    assert look_at(site.at(), site.guard) == Outcome.NO_ANSWER


def test_where_nobody_listens_there_is_no_answer(site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    guard = Guard(ports={port}, allows=lambda number: True)
    assert look_at(f"http://127.0.0.1:{port}/", guard) == Outcome.NO_ANSWER


@pytest.fixture
def listening():
    """A server whose talk the test brings along."""
    server = socket.create_server(("127.0.0.1", 0))
    yield server
    server.close()


def talk(server, say):
    def serve():
        try:
            while True:
                wire, _who = server.accept()
                with wire:
                    say(wire)
        except OSError:
            pass  # the test is over, or the other side went away

    threading.Thread(target=serve, daemon=True).start()
    port = server.getsockname()[1]
    return f"http://127.0.0.1:{port}/", Guard(ports={port}, allows=lambda number: True)


def test_a_site_that_says_nothing_is_waited_for_no_longer_than_patience_lasts(listening, monkeypatch):
    monkeypatch.setattr(look, "PATIENCE", 0.2)
    address, guard = talk(listening, lambda wire: time.sleep(5))

    began = time.monotonic()

    assert look_at(address, guard) == Outcome.NO_ANSWER
    assert time.monotonic() - began < 2


def test_nor_is_one_that_drips(listening, monkeypatch):
    monkeypatch.setattr(look, "PATIENCE_IN_ALL", 0.4)

    def drips(wire):
        wire.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(50):
            wire.sendall(b"X")
            time.sleep(0.1)

    address, guard = talk(listening, drips)
    began = time.monotonic()

    assert look_at(address, guard) == Outcome.NO_ANSWER
    assert time.monotonic() - began < 3


def test_a_site_whose_certificate_nobody_vouches_for_does_not_answer(listening, tmp_path):
    key, certificate = certificate_of_nobody(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def secretly(wire):
        context.wrap_socket(wire, server_side=True)

    address, guard = talk(listening, secretly)

    assert look_at(address.replace("http://", "https://"), guard) == Outcome.NO_ANSWER


def certificate_of_nobody(folder):
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody")])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + dt.timedelta(days=1))
    paths = folder / "key.pem", folder / "certificate.pem"
    told = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    paths[0].write_bytes(key.private_bytes(*told))
    paths[1].write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return paths
