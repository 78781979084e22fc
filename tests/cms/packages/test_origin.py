"""Packages run on an origin of their own: nothing of the site answers there, and nothing of them on the site."""

import json

import pytest
from django.test import Client

from cms.packages.token import Ticket, sealed
from curriculum.models import Activity, PackageProgress
from tests.factories.packages import TOP, manifest, package_of, packed, page
from tests.factories.workforce import TrustFactory

pytestmark = pytest.mark.django_db
HOST, SITE = "packages.localhost", "http://testserver"


@pytest.fixture
def package():
    files = {TOP: manifest([("A", "index.html")]), "index.html": page(), "film.mp4": b"0123456789", "run.exe": b"MZ"}
    return package_of(TrustFactory(), packed(files))


@pytest.fixture
def there():
    return Client(headers={"host": HOST})


def files(package, path, **ticket):
    return f"/{sealed(Ticket(package.pk, '', SITE))}/files/{path}"


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_file_is_read_with_its_key_and_may_load_and_tell_nothing_elsewhere(there, package):
    answer = there.get(files(package, "index.html"))

    assert b"LMSInitialize" in body(answer)
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    policy = answer["Content-Security-Policy"]
    assert "connect-src 'self' data: blob:;" in policy
    assert f"frame-ancestors 'self' {SITE};" in policy
    assert policy.endswith("sandbox allow-scripts allow-same-origin allow-forms")
    assert (answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == ("nosniff", "no-referrer")
    assert "Set-Cookie" not in answer


def test_what_no_browser_should_run_is_only_downloaded(there, package):
    answer = there.get(files(package, "run.exe"))
    body(answer)

    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("application/octet-stream", "attachment")


@pytest.mark.parametrize(
    ("asked", "told", "status"),
    [
        ("bytes=2-4", b"234", 206),
        ("bytes=7-", b"789", 206),
        ("bytes=-3", b"789", 206),
        ("bytes=5-999", b"56789", 206),
        ("bytes=10-", b"", 416),
        ("bytes=4-2", b"", 416),
        ("bytes=0-1,4-5", b"0123456789", 200),
        ("lines=1-2", b"0123456789", 200),
    ],
)
def test_a_film_is_read_in_parts(there, package, asked, told, status):
    answer = there.get(files(package, "film.mp4"), headers={"range": asked})

    assert (answer.status_code, body(answer)) == (status, told)


@pytest.mark.parametrize("path", ["../../secret", "nothing.html", "INDEX.html", "%2e%2e/0"])
def test_what_is_not_in_the_package_is_not_there(there, package, path):
    assert there.get(files(package, path)).status_code == 404


def test_a_key_opens_its_own_package_for_half_a_day(there, package, clock):
    other = package_of(package.trust, packed({TOP: manifest([("A", "other.html")]), "other.html": "Other"}))
    address = files(package, "index.html")
    assert there.get(address.replace("index", "other")).status_code == 404
    assert there.get("/made-up" + address[address.index("/files") :]).status_code == 404
    clock.shift(12 * 3600 + 1)

    assert there.get(address).status_code == 404
    assert other.files.count() == 2


@pytest.mark.parametrize("path", ["/", "/account/login/", "/my/", "/api/", "/cms/", "/healthz"])
def test_the_site_is_not_there(there, path):
    answer = there.get(path)

    assert answer.status_code == 404
    assert "Set-Cookie" not in answer


def test_on_the_site_no_file_of_a_package_is_there(client, package, learner):
    client.force_login(learner, backend="cms.backends.AccountBackend")

    assert client.get(files(package, "index.html")).status_code == 404


def test_whoever_only_tries_a_package_leaves_nothing(there, package):
    address = f"/{sealed(Ticket(package.pk, '', SITE))}"
    answer = there.get(f"{address}/play/?piece=A")
    told = {"piece": "A", "load": "", "number": 1, "values": {}, "ended": True, "finished": True}

    assert '"credit": "no-credit"' in answer.content.decode().replace("cmi.core.", "")
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert there.post(f"{address}/tell/", json.dumps(told), content_type="text/plain").status_code == 400
    assert not PackageProgress.objects.exists()
    assert not Activity.objects.filter(trust=package.trust).exists()
