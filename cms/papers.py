"""Words on paper: a template of ours (templates/papers) and values, set as PDF/UA-1, which is read aloud in order.

Values reach a template as data, never as markup: nobody's name can be an instruction.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
import typst
from django.http import HttpResponse

PAPERS = Path(__file__).parent / "templates" / "papers"
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # control characters, among them those that turn a line round
JOINERS = "\u200c\u200d"  # the unseen that some scripts cannot be written without
IN_NO_FONT = re.compile("[^\u0020-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac]")
A_BOX = "\u25a1"


def as_pdf(name: str, paper: str, told: Mapping[str, Any], *, made_at: dt.datetime) -> HttpResponse:
    """To be kept: a browser saves it under the name."""
    answer = HttpResponse(set_in_type(paper, told, made_at=made_at), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def set_in_type(paper: str, told: Mapping[str, Any], *, made_at: dt.datetime) -> bytes:
    """A letter that no font of this machine has stands as a box: better than no paper at all."""
    words = json.dumps(_seen(told), ensure_ascii=False)
    try:
        return _compiled(paper, words, made_at)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    return _compiled(paper, IN_NO_FONT.sub(A_BOX, words), made_at)


def qr_code(address: str) -> str:
    """As SVG."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", xmldecl=False, border=4)
    return out.getvalue().decode()


def _compiled(paper: str, words: str, made_at: dt.datetime) -> bytes:
    return bytes(
        typst.compile(
            str(PAPERS / f"{paper}.typ"),
            root=str(PAPERS),
            font_paths=_fonts(),
            sys_inputs={"told": words},
            pdf_standards=["ua-1"],
            timestamp=made_at.replace(microsecond=0),
        )
    )


@functools.cache
def _fonts() -> Any:
    """Those of the machine and those that come with it, looked for once a process."""
    return typst.Fonts(include_system_fonts=True)


def _seen(value: Any) -> Any:
    match value:
        case str():
            return "".join(_letter(letter) for letter in value)
        case Mapping():
            return {key: _seen(one) for key, one in value.items()}
        case list() | tuple():
            return [_seen(one) for one in value]
    return value


def _letter(letter: str) -> str:
    if letter in JOINERS:
        return letter
    return " " if letter.isspace() else "" if unicodedata.category(letter) in UNSEEN else letter
