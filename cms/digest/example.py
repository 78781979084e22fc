"""A letter to nobody, as administrators look at it before any goes out."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from cms.presenters.figure import day_words

from .content import Line, Said


def example(*, site: str, on: dt.date) -> Said:
    days = {"soon": day_words(on + dt.timedelta(days=20)), "later": day_words(on + dt.timedelta(days=60))}
    return Said(
        name=_("Amal"),
        site=site,
        due=[
            _("“Everyone” is due before %(soon)s.") % days,
            _("“Improvers” fades: renew it before %(later)s.") % days,
        ],
        next=Line(_("What a small test of change is, 10 minutes: then you hold 5 of 6 skills."), site),
        others=_("1 notice that you have not read (Reminder: 1)."),
        people=[Line(_("Ward A: 3 people are overdue, 2 people fade."), site)],
    )
