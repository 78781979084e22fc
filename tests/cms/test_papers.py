"""What is put on paper: tagged, in English, with a title, read in order; and nobody's name is an instruction."""

import datetime as dt
import io
import time

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from cms.papers import qr_code, set_in_type

MADE = dt.datetime(2026, 3, 20, 9, 30, tzinfo=dt.UTC)
ADDRESS = "https://academy.trust.example/certificates/0123456789abcdefghjkmnpqrs/"
TRICKS = (
    "#pagebreak()",
    "$x^2$",
    "\\ #let x",
    '"); #panic("',
    "[*bold*]",
    "<label> @ref",
    "/* not */ // there",
    "`raw`",
)


def certificate(name="Amal Ahmed", what="Everyone"):
    told = {
        "title": f"Certificate of {name}: {what}",
        "heading": "Certificate",
        "trust": "Larkdale",
        "says": "This is to say that",
        "name": name,
        "has": "has reached the level",
        "what": what,
        "days": ["Reached on 1 May 2024.", "It does not lapse."],
        "issued": "Issued by Larkdale on 20 March 2026.",
        "check": "Is it still valid?",
        "scan": "Scan the code.",
        "alt": "QR code of the address beside it",
        "address": ADDRESS,
        "qr": qr_code(ADDRESS),
    }
    return set_in_type("certificate", told, made_at=MADE)


def record(rows):
    part = {"heading": "What I was given", "none": "Nothing.", "heads": ["Day", "Activity", "Gave", "By"]}
    held = {"heading": "What I hold", "none": "Nothing is held.", "heads": ["Level"], "rows": []}
    told = {"title": "Learning record", "heading": "My learning record", "trust": "Larkdale", "name": "Amal"}
    told |= {"made": "As of today.", "foot": "page", "held": held, "given": part | {"rows": rows}}
    return set_in_type("record", told, made_at=MADE)


def read(pdf):
    return PdfReader(io.BytesIO(pdf))


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def tags_of(pdf):
    """The structure as a screen reader walks it: each tag with what it says beside its text."""
    found = []

    def walk(node):
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            for one in node:
                walk(one)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append((node["/S"], node.get("/Alt")))
            walk(node.get("/K", ArrayObject()))

    walk(read(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found


def test_a_certificate_is_pdf_ua_1_tagged_titled_and_in_british_english():
    pdf = read(certificate())
    root, metadata = pdf.trailer["/Root"], pdf.trailer["/Root"]["/Metadata"].get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Certificate of Amal Ahmed: Everyone"
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_its_qr_code_is_a_figure_with_words_and_its_address_a_link():
    tags = tags_of(certificate())

    assert [alt for tag, alt in tags if tag == "/Figure"] == ["QR code of the address beside it"]
    assert [tag for tag, _ in tags].count("/Link") == 1
    assert "/H1" in [tag for tag, _ in tags]


def test_its_words_can_be_selected():
    words = words_of(certificate())

    assert "Amal Ahmed" in words
    assert "Reached on 1 May 2024." in words
    assert ADDRESS.replace("-", "") in words.replace(" ", "").replace("-", "")


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_is_printed_as_it_is_whatever_is_in_it(name):
    pdf = certificate(name=f"Amal {name}", what=f"Level {name}")

    assert len(read(pdf).pages) == 1
    assert f"Amal {name}".replace(" ", "") in words_of(pdf).replace(" ", "")
    assert read(pdf).metadata.title == f"Certificate of Amal {name}: Level {name}"


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Nguyễn Thị Hằng", "Γιώργος", "Zoë O’Neill-Ng"])
def test_names_keep_their_accents(name):
    assert name.replace(" ", "") in words_of(certificate(name=name)).replace(" ", "")


@pytest.mark.parametrize("name", ["A\u0001mal", "A\u202emal", "A\u200bmal", "A\u2066mal"])
def test_what_cannot_be_seen_does_not_turn_a_name_round(name):
    assert "Amal" in words_of(certificate(name=name))


def test_a_letter_that_no_font_here_has_is_a_box_and_the_rest_is_there():
    words = words_of(certificate(name="Amal \U0001f642\U00012000"))

    assert "Amal □□" in words


def test_the_same_words_make_the_same_paper():
    assert certificate() == certificate()


def test_a_record_is_a_table_whose_heads_are_heads():
    tags = [tag for tag, _ in tags_of(record([["1 May 2024", "Reading a chart", "Charts", "you"]] * 3))]

    assert (tags.count("/TH"), tags.count("/TR"), tags.count("/TD")) == (4, 4, 12)


def test_a_record_without_a_row_says_so():
    assert "Nothing." in words_of(record([]))


def test_the_heads_of_a_long_record_stand_on_each_page_and_the_pages_are_numbered():
    pdf = read(record([["1 May 2024", f"Lesson {n}", "Charts, “aware”, 10 minutes", "you"] for n in range(120)]))

    assert len(pdf.pages) > 2
    assert all("Activity" in page.extract_text() for page in pdf.pages)
    assert f"page 2 / {len(pdf.pages)}" in pdf.pages[1].extract_text()


def test_a_paper_is_made_in_a_moment():
    certificate()
    began = time.perf_counter()
    certificate()
    record([["1 May 2024", f"Lesson {n}", "Charts", "you"] for n in range(100)])

    assert time.perf_counter() - began < 1
