"""A reminder in words: to the person it is for, and to whoever looks at the list of their people."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cms.templatetags.academy_page import duration
from curriculum.queries.capability import capability_of
from curriculum.queries.offer import giving_versions
from curriculum.services.reminder import who
from workforce.models import Account, Notice, Person

from .my_next import next_view

LONGEST = 500


def reminder_of(person: Person, *, by: Account, on: dt.date) -> tuple[str, str]:
    """Its words, and the page on which to begin."""
    mine = capability_of(person, on=on)
    names = ", ".join(f"“{level.level.name}”" for level in mine.levels if level.needs_something)
    words = _("%(who)s reminds you of what your work asks of you: %(levels)s.")
    words %= {"who": by.person or by.get_full_name() or by, "levels": names}
    step = next_view(mine, giving_versions(person.trust_id))
    if step is None:
        return words[:LONGEST], reverse("my")
    title = f"{step.title}, {duration(step.minutes)}" if step.minutes else step.title
    return _("%(words)s Next: %(title)s.") % {"words": words, "title": title}, step.address or reverse("my")


def reminded_words(notice: Notice) -> str:
    day = formats.date_format(timezone.localdate(notice.told_at), "j F")
    return _("Reminded on %(day)s by %(who)s") % {"day": day, "who": who(notice)}
