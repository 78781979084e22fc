"""Manifests as tools write them are read; those that mean harm, or nothing, are refused with a sentence."""

import pytest

from curriculum.calc.manifest import Piece, read_manifest
from curriculum.calc.unpacking import NotSound
from tests.factories.packages import manifest


def test_pieces_come_in_the_order_of_the_manifest_with_what_opens_them():
    told = read_manifest(
        manifest([("A", "a.html"), ("B", "b/start%20here.htm?x=1", "asset"), ("C", "c.html")]).encode()
    )

    assert told.title == "Safer handovers"
    assert [(one.key, one.address, one.query, one.tells) for one in told.pieces] == [
        ("A", "a.html", "", True),
        ("B", "b/start here.htm", "x=1", False),
        ("C", "c.html", "", True),
    ]


def test_a_score_to_master_and_what_is_handed_over_come_along():
    more = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>ward=3</adlcp:datafromlms>"
    [piece] = read_manifest(manifest([("A", "a.html", "sco", more)]).encode()).pieces

    assert (piece.mastery, piece.launch_data) == ("80", "ward=3")


def test_names_without_prefixes_and_a_folder_of_the_resources_are_read():
    text = b"""<manifest><organizations><organization><item identifier="I" identifierref="R" parameters="?m=2">
    <title>One</title></item></organization></organizations>
    <resources xml:base="content/"><resource identifier="R" href="go.html"/></resources></manifest>"""

    assert read_manifest(text).pieces == (Piece("I", "One", "content/go.html", "m=2"),)


def test_groups_that_open_nothing_are_no_pieces():
    inner = '<item identifier="G"><title>Group</title><item identifier="I" identifierref="R-A"/></item>'
    text = manifest([("A", "a.html")]).replace("</organization>", inner + "</organization>")

    assert [one.key for one in read_manifest(text.encode()).pieces] == ["A", "I"]


HARM = {
    "entities": '<!DOCTYPE m [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><manifest>&b;</manifest>',
    "a file of the server": '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><manifest>&a;</manifest>',
    "a page elsewhere": manifest([("A", "https://elsewhere.example/a.html")]),
    "a page above": manifest([("A", "../a.html")]),
    "a script for a page": manifest([("A", "javascript:alert(1)")]),
    "nothing to open": manifest([]),
    "not whole": "<manifest><organizations>",
    "another standard": manifest([("A", "a.html")]).replace("1.2</schema", "2004 3rd Edition</schema"),
    "the same twice": manifest([("A", "a.html"), ("A", "b.html")]),
    "something not named": manifest([("A", "a.html")]).replace('identifier="R-A"', 'identifier="R-B"'),
}


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_what_means_harm_or_nothing_is_refused_with_a_sentence(text):
    with pytest.raises(NotSound, match=r"^[A-Z“].*[.]$"):
        read_manifest(text.encode())
