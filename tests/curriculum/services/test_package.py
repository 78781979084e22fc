"""A package is taken in whole or not at all; whoever packed it to do harm does none."""

import io
import struct
import zipfile

import pytest

from curriculum.calc.unpacking import Limits
from curriculum.models import Package, PackageFile
from curriculum.services.package import CannotTakePackage, take_package
from tests.factories.packages import TOP, manifest, one_piece, package_of, packed, page
from tests.factories.workforce import TrustFactory

pytestmark = pytest.mark.django_db
GOOD = {TOP: manifest([("A", "index.html")]), "index.html": page()}


@pytest.fixture(autouse=True)
def store(package_store):
    return package_store


def read(package, path):
    with package.files.get(path=path).open() as opened:
        return opened.read()


def files_in(store):
    return [one for one in store.rglob("*") if one.is_file()]


def test_what_is_in_it_is_kept_under_names_of_our_own(store):
    package = package_of(TrustFactory(), packed({**GOOD, "a b/ü.css": "p{}"}))

    assert {one.path for one in package.files.all()} == {TOP, "index.html", "a b/ü.css"}
    assert sorted(one.name for one in files_in(store)) == ["0", "1", "2"]
    assert read(package, "a b/ü.css") == b"p{}"
    assert package.size == sum(one.stat().st_size for one in files_in(store))


def test_a_package_whose_folder_was_packed_is_read_too(store):
    package = package_of(TrustFactory(), packed({f"Handover v2/{name}": text for name, text in GOOD.items()}))

    assert {one.path for one in package.files.all()} == set(GOOD)


def with_member(info, content=b"x"):
    file = packed(GOOD)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(info, content)
    file.seek(0)
    return file


def link():
    info = zipfile.ZipInfo("secret.html")
    info.external_attr = 0o120777 << 16
    return with_member(info, b"/etc/passwd")


def lying_about_its_size():
    """Its directory says ten bytes; sixty thousand come out."""
    file = packed({**GOOD, "long.txt": "y" * 60_000})
    raw = bytearray(file.getvalue())
    at = raw.rfind(b"long.txt") - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    return io.BytesIO(bytes(raw))


def with_nul():
    raw = packed({**GOOD, "a-b.html": "x"}).getvalue()
    return io.BytesIO(raw.replace(b"a-b.html", b"a\x00b.html"))


def broken():
    raw = bytearray(packed({**GOOD, "noise.bin": bytes(range(256)) * 40}).getvalue())
    at = raw.find(b"noise.bin") + 30
    raw[at : at + 8] = b"\xff" * 8
    return io.BytesIO(bytes(raw))


EVIL = {
    "a name that climbs out": lambda: packed({**GOOD, "../../evil.html": "x"}),
    "a name from the root": lambda: packed({**GOOD, "/etc/cron.d/evil": "x"}),
    "a name of Windows": lambda: packed({**GOOD, "C:evil.html": "x"}),
    "a name with a backslash": lambda: with_member(_named("..\\evil.html")),
    "a name with a nul": with_nul,
    "an empty step": lambda: packed({**GOOD, "a//b.html": "x"}),
    "a very long name": lambda: packed({**GOOD, "n" * 300: "x"}),
    "a link": link,
    "two names that are one": lambda: packed({**GOOD, "INDEX.html": "x"}),
    "too many files": lambda: packed({**GOOD, **{f"{n}.txt": "" for n in range(60)}}),
    "too much of it": lambda: packed({**GOOD, "big.bin": bytes(range(256)) * 3000}, method=zipfile.ZIP_STORED),
    "a bomb": lambda: packed({**GOOD, "zeros.bin": b"\0" * 450_000}),
    "a lie about a size": lying_about_its_size,
    "something broken": broken,
    "no zip file": lambda: io.BytesIO(b"GIF89a, surely"),
    "nothing": lambda: io.BytesIO(b""),
    "no manifest": lambda: packed({"index.html": page()}),
    "a page that is missing": lambda: packed({TOP: GOOD[TOP]}),
}


def _named(name):
    info = zipfile.ZipInfo("x")
    info.filename = name
    return info


@pytest.mark.parametrize("make", EVIL.values(), ids=EVIL)
def test_what_is_not_sound_is_refused_with_a_sentence_and_leaves_nothing(make, store):
    trust = TrustFactory()
    sound = package_of(trust)
    before = files_in(store)

    with pytest.raises(CannotTakePackage, match=r"^[A-Z“].*[.]$"):
        take_package(
            trust=trust, file=make(), file_name="evil.zip", by=None, limits=Limits(files=40, bytes=500_000, ratio=100)
        )

    assert list(Package.objects.all()) == [sound]
    assert PackageFile.objects.count() == len(before)
    assert files_in(store) == before


def test_a_zip_inside_stays_packed(store):
    package = package_of(TrustFactory(), one_piece(**{"more.zip": one_piece().getvalue()}))

    assert read(package, "more.zip")[:2] == b"PK"
