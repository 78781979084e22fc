"""Packages in the shapes in which the tools of the trade pack them: each is taken in, its pieces in their order."""

import pytest

from tests.factories.packages import TOP, manifest, package_of, packed, page
from tests.factories.workforce import TrustFactory

pytestmark = pytest.mark.django_db

ONE_PIECE = """<manifest identifier="M" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">{base}
<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>{title}</title>
<item identifier="I" identifierref="R"{item}><title>{title}</title>{more}</item></organization></organizations>
<resources{resources}><resource identifier="R" type="webcontent" {kind} href="{href}"><file href="{href}"/></resource>
</resources></manifest>"""


def told(**said):
    plain = {"base": "", "version": "1.2", "title": "Sepsis", "item": "", "more": "", "resources": ""}
    return ONE_PIECE.format(**plain | {"kind": 'adlcp:scormtype="sco"', "href": "index.html"} | said)


GOLF = manifest([("A", "shared/launch.html?content=playing"), ("B", "shared/launch.html?content=etiquette")])
SHAPES = {
    "a slide tool: a launcher, its story beside it, a score to master": {
        TOP: "\ufeff<?xml version='1.0' encoding='utf-8'?>"
        + told(href="index_lms.html", more="<adlcp:masteryscore>80</adlcp:masteryscore>"),
        "index_lms.html": page(),
        "story_content/data.js": "x",
        "adlcp_rootv1p2.xsd": "<x/>",
    },
    "a converter of slides: all of it in a folder of its own": {
        TOP: told(href="res/index.html"),
        "res/index.html": page(),
        "res/data/slide1.js": "x",
    },
    "a screen recorder: names with spaces and signs": {
        TOP: told(href="Ward%20round%20(v2).htm"),
        "Ward round (v2).htm": page(),
    },
    "an authoring framework that spells scormType otherwise": {
        TOP: told(kind='adlcp:scormType="sco"'),
        "index.html": page(),
    },
    "a website exporter: bases on the manifest and on its resources": {
        TOP: told(resources=' xml:base="pages/"', href="start.html"),
        "pages/start.html": page(),
    },
    "a driver: one launcher opened with other parameters for each piece": {
        TOP: GOLF,
        "shared/launch.html": page(),
    },
    "an older tool that writes in the signs of Windows": {
        TOP: ('<?xml version="1.0" encoding="windows-1252"?>' + told(title="Père’s fall")).encode("cp1252"),
        "index.html": page(),
    },
    "a tool that writes in UTF-16": {
        TOP: ('<?xml version="1.0" encoding="utf-16"?>' + told()).encode("utf-16"),
        "index.html": page(),
    },
    "a folder that was packed on a Mac": {
        f"Sepsis/{TOP}": told(),
        "Sepsis/index.html": page(),
        "Sepsis/.DS_Store": b"\x00",
        "__MACOSX/Sepsis/._index.html": b"\x00",
    },
    "a packer that parts folders as Windows does": {
        TOP: told(href="content/index.html"),
        "content\\index.html": page(),
    },
}


@pytest.mark.parametrize("files", SHAPES.values(), ids=SHAPES)
def test_a_package_is_taken_in_whatever_tool_packed_it(files, package_store):
    package = package_of(TrustFactory(), packed(files))

    paths = {one.path for one in package.files.all()}
    assert package.pieces
    assert all(piece["address"] in paths and piece["tells"] for piece in package.pieces)
    assert not any("MACOSX" in path or "DS_Store" in path or "\\" in path for path in paths)


def test_what_the_tools_say_of_a_piece_is_kept(package_store):
    of = {name.split(":")[0]: package_of(TrustFactory(), packed(files)) for name, files in SHAPES.items()}

    assert of["a slide tool"].pieces[0]["mastery"] == "80"
    assert [piece["query"] for piece in of["a driver"].pieces] == ["content=playing", "content=etiquette"]
    assert of["an older tool that writes in the signs of Windows"].title == "Père’s fall"
