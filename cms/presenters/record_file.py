"""One's whole learning record to keep: the same cells in CSV and on paper, in the words of the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from curriculum.enums import PracticeKind
from curriculum.models import DoseEntry
from curriculum.queries.held import Held
from curriculum.queries.record import Given
from workforce.models import Person

from .figure import day_words
from .my_record import GivenView, given_view

GIVEN_HEADS = (
    "date",
    "activity",
    "kind",
    "skill",
    "depth",
    "minutes",
    "practice",
    "practice_count",
    "assessed",
    "expires",
    "counts",
    "recorded_by",
)
HELD_HEADS = ("level", "skill", "depth", "since", "until")


def given_lines(record: Sequence[Given]) -> Iterator[list[object]]:
    """A line an entry: what one source gave in one skill."""
    for given in record:
        view = given_view(given)
        for entry in given.entries:
            yield [given.day, view.title, str(given.kind.label), *_entry_cells(entry), _counts(view), view.by]


def held_lines(held: Sequence[Held]) -> Iterator[list[object]]:
    """The level as a whole has no skill."""
    for one in held:
        skill = [one.target.skill.name, str(one.target.get_depth_display())] if one.target else ["", ""]
        yield [one.level, *skill, one.days.since, one.days.end or ""]


def record_paper(person: Person, held: Sequence[Held], record: Sequence[Given], *, on: dt.date) -> dict[str, Any]:
    """In English whatever the reader reads in: the paper says that it is."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "title": _("Learning record of %(name)s") % {"name": person},
            "heading": _("My learning record"),
            "trust": person.trust.name,
            "name": str(person),
            "made": _("As of %(day)s.") % {"day": day_words(on)},
            "foot": _("Learning record of %(name)s, page") % {"name": person},
            "held": {
                "heading": _("What I hold"),
                "none": _("Nothing is held on this day."),
                "heads": [_("Level"), _("Skill"), _("Depth"), _("Since"), _("Until")],
                "rows": [_held_row(one) for one in held],
            },
            "given": {
                "heading": _("What I was given"),
                "none": _("Nothing has been recorded of you yet."),
                "heads": [_("Day"), _("Activity"), _("What it gave"), _("Recorded by")],
                "rows": [_given_row(given_view(given)) for given in record],
            },
        }


def _entry_cells(entry: DoseEntry) -> list[object]:
    practice = [PracticeKind(entry.practice_kind).label, entry.practice_count] if entry.practice_kind else ["", ""]
    assessed = str(entry.get_assessment_display()) if entry.assessment else ""
    return [entry.skill.name, str(entry.get_depth_display()), entry.minutes, *practice, assessed, entry.expires_date]


def _counts(view: GivenView) -> str:
    return view.void_words if view.is_void else _("Counts")


def _held_row(one: Held) -> list[str]:
    skill = [one.target.skill.name, str(one.target.get_depth_display())] if one.target else [_("The whole level"), ""]
    end = day_words(one.days.end) if one.days.end else _("does not lapse")
    return [one.level, *skill, day_words(one.days.since), end]


def _given_row(view: GivenView) -> list[str]:
    title = f"{view.title} ({view.kind})" if view.kind else view.title
    gave = "\n".join(view.gives)
    return [view.day, title, f"{_('Does not count')}. {view.void_words}: {gave}" if view.is_void else gave, view.by]
