"""What the letter of a week says to one person: what is due because of present posts, what comes next, what is new.

Personal in it are a first name and what is due. Notices, which may name somebody else, are a number and the way to
read them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.presenters.figure import day_words
from cms.presenters.my_next import NextView, next_view
from cms.templatetags.academy_page import duration
from curriculum.calc.coverage import State
from curriculum.queries.capability import MyLevel, capability_of
from curriculum.queries.needing import Told
from curriculum.queries.offer import giving_versions
from workforce.models import Account, Notice, UnitPlace
from workforce.queries.digest import to_mention


@dataclass(frozen=True, slots=True)
class Line:
    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """`mentioned`: the notices that it tells of, as a number."""

    name: str
    site: str
    due: Sequence[str] = ()
    next: Line | None = None
    others: str = ""
    people: Sequence[Line] = ()
    mentioned: Sequence[Notice] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.mentioned or self.people)

    @property
    def subject(self) -> str:
        """Plain, and nobody's business on a locked telephone: it names no level."""
        if self.due:
            return _("What is due for you in the Improvement Academy")
        if self.mentioned:
            return _("You have notices in the Improvement Academy")
        return _("Which of your people need something in the Improvement Academy")

    def at(self, path: str) -> str:
        return urljoin(self.site, path)

    @property
    def notices_address(self) -> str:
        return self.at(reverse("my-notices"))


def said_to(account: Account, told: Sequence[Told], places: dict[int, UnitPlace], *, site: str, on: dt.date) -> Said:
    """Straight from the facts of the day, whatever was planned: what has been done since is not asked for."""
    person = account.person
    assert person is not None  # a letter is written to people
    notices = list(to_mention(person.trust).filter(person=person).order_by("-told_at", "-pk"))
    mine = capability_of(person, on=on)
    needing = [level for level in mine.levels if level.needs_something]
    step = next_view(mine, giving_versions(person.trust_id)) if needing else None
    return Said(
        name=person.given_name,
        site=site,
        due=[due_words(level) for level in needing],
        next=next_line(step, site) if step else None,
        others=others_words(notices),
        people=[people_line(one, places[one.unit], site) for one in told if one.unit in places],
        mentioned=notices,
    )


def due_words(level: MyLevel) -> str:
    name = level.level.name
    if level.state == State.OVERDUE:
        return _("“%(level)s” is overdue.") % {"level": name}
    if level.state == State.IN_TIME:
        return _("“%(level)s” is due%(by)s.") % {"level": name, "by": by_words(level.until)}
    return _("“%(level)s” fades: renew it before %(day)s.") % {"level": name, "day": day_words(fades_on(level))}


def by_words(day: dt.date | None) -> str:
    return _(" before %(day)s") % {"day": day_words(day)} if day else ""


def fades_on(level: MyLevel) -> dt.date:
    """The first day on which something of it is held no longer."""
    ends = [one.held.end for one in level.fading if one.held and one.held.end]
    return min([*ends, *([level.until] if level.lapses_soon and level.until else [])])


def next_line(step: NextView, site: str) -> Line:
    title = f"{step.title}, {duration(step.minutes)}" if step.minutes else step.title
    return Line(f"{title}: {step.then}.", urljoin(site, step.address or reverse("my")))


def others_words(notices: Sequence[Notice]) -> str:
    kinds = Counter(str(notice.get_kind_display()) for notice in notices)
    if not kinds:
        return ""
    n = len(notices)
    counted = ", ".join(f"{kind}: {number}" for kind, number in sorted(kinds.items()))
    return ngettext("%(n)d notice that you have not read", "%(n)d notices that you have not read", n) % {"n": n} + (
        f" ({counted})."
    )


def people_line(told: Told, place: UnitPlace, site: str) -> Line:
    overdue, fading = len(told.overdue), len(told.only_fading)
    words = [
        ngettext("%(n)d person is overdue", "%(n)d people are overdue", overdue) % {"n": overdue} if overdue else "",
        ngettext("%(n)d person fades", "%(n)d people fade", fading) % {"n": fading} if fading else "",
    ]
    asked = {"unit": str(place.unit.uuid), "state": "OVERDUE" if overdue else "FADING"}
    address = urljoin(site, f"{reverse('people')}?{urlencode(asked)}")
    return Line(f"{place.name}: {', '.join(word for word in words if word)}.", address)
