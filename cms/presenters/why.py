"""Why this number? Its rule, its people, what was left out, how old its facts are: in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.calc.coverage import State
from curriculum.queries.why import Opened

from .figure import day_words

STATES = {
    State.OVERDUE: gettext_lazy("Overdue"),
    State.IN_TIME: gettext_lazy("In time"),
    State.MET: gettext_lazy("Met"),
    State.AWAY: gettext_lazy("Away"),
    State.EXEMPT: gettext_lazy("Exempt"),
}
TAGS = {
    State.OVERDUE: "red",
    State.IN_TIME: "blue",
    State.MET: "green",
    State.AWAY: "grey",
    State.EXEMPT: "grey",
}


@dataclass(frozen=True, slots=True)
class OpenedView:
    name: str
    href: str
    state: str
    tag: str
    began: str
    until: str


def opened_view(one: Opened) -> OpenedView:
    return OpenedView(
        name=str(one.person),
        href=reverse("person", args=[one.person.uuid]),
        state=str(STATES[one.state]),
        tag=f"nhsuk-tag--{TAGS[one.state]}",
        began=day_words(one.began),
        until=until_words(one),
    )


def until_words(one: Opened) -> str:
    if one.until is None:
        return {State.MET: _("does not lapse"), State.OVERDUE: ""}.get(one.state, _("no end known"))
    words = {
        State.MET: _("held until %(day)s"),
        State.IN_TIME: _("overdue from %(day)s"),
        State.AWAY: _("counted again from %(day)s"),
        State.EXEMPT: _("counted again from %(day)s"),
    }
    return words.get(one.state, "%(day)s") % {"day": day_words(one.until)}


def seen_words(*, all_of_them: int, seen: int) -> str:
    if seen == all_of_them:
        return _("You may see all %(n)s of them by name.") % {"n": intcomma(all_of_them)}
    return _("You may see %(seen)s of the %(n)s by name.") % {"seen": seen, "n": all_of_them}


def time_words(at: dt.datetime | None) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}" if at else ""


def tabs(
    counts: Sequence[tuple[State, int]], chosen: State | None, address: Callable[[str | None], str]
) -> list[dict[str, object]]:
    """Everybody, and each state with its number."""
    tab = {"words": _("Everybody"), "n": sum(n for _state, n in counts), "href": address(None), "chosen": not chosen}
    each = [
        {"words": STATES[state], "n": n, "href": address(state.value), "chosen": state == chosen} for state, n in counts
    ]
    return [tab, *each]
