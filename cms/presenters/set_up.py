"""Academies, licences and programmes in words, as whoever sets them up reads them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.models import Academy, Licence, ProgrammeVersion


def academy_row(academy: Academy, licence: Licence | None, coaches: int) -> dict[str, Any]:
    return {
        "row": academy,
        "licence": licence_words(licence) if licence else "",
        "coaches": ngettext("%(n)s coach", "%(n)s coaches", coaches) % {"n": coaches},
    }


def licence_words(licence: Licence) -> str:
    """With the last day, not the day after it."""
    told = {"central": licence.central, "since": f"{licence.since:%-d %B %Y}"}
    if licence.until is None:
        words = _("Licence of %(central)s since %(since)s") % told
    else:
        last = licence.until - dt.timedelta(days=1)
        words = _("Licence of %(central)s from %(since)s to %(last)s") % (told | {"last": f"{last:%-d %B %Y}"})
    return f"{words}: {licence.terms}" if licence.terms else words


def version_row(version: ProgrammeVersion) -> dict[str, Any]:
    return {"row": version, "programme": version.programme, "words": version_words(version)}


def version_words(version: ProgrammeVersion) -> str:
    told = {"n": version.number, "months": version.months, "by": version.programme.get_coached_display()}
    return _("Version %(n)s. %(months)s months. %(by)s.") % told
