"""My record, and who can see what of mine: in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.templatetags.academy_page import duration
from curriculum.enums import PracticeKind
from curriculum.models import DoseEntry
from curriculum.queries.certifiable import NOT_GIVEN_HERE
from curriculum.queries.record import Given
from workforce.enums import Role
from workforce.queries.sight import Seer

from .figure import day_words

SEES = {
    Role.UNIT_MANAGER: gettext_lazy("manages %(unit)s"),
    Role.PROGRAMME_LEAD: gettext_lazy("leads the programme in %(unit)s"),
    Role.ADMINISTRATOR: gettext_lazy("administers %(unit)s"),
}


@dataclass(frozen=True, slots=True)
class GivenView:
    day: str
    title: str
    kind: str
    gives: list[str]
    is_void: bool
    void_words: str
    by: str
    source: str
    can_be_certified: bool


def given_view(given: Given) -> GivenView:
    kind = str(given.kind.label)
    return GivenView(
        day=day_words(given.day),
        title=given.title or kind,
        kind=kind if given.title else "",
        gives=[entry_words(entry) for entry in given.entries],
        is_void=given.is_void,
        void_words=_("Taken away: %(reason)s") % {"reason": given.void_reason}
        if given.void_reason
        else _("Taken away"),
        by=recorder_words(given.entries[0]) if given.entries else "",
        source=str(given.source),
        can_be_certified=not given.is_void and given.kind not in NOT_GIVEN_HERE,
    )


def recorder_words(entry: DoseEntry) -> str:
    by = entry.recorded_by
    if by is None:
        return _("the Improvement Academy")
    if by.person_id == entry.person_id:
        return _("you")
    return str(by.person or by.get_full_name() or by.get_username())


def entry_words(entry: DoseEntry) -> str:
    told = [f"{entry.skill.name}, “{entry.get_depth_display()}”"]
    if entry.minutes:
        told.append(duration(entry.minutes))
    if entry.practice_kind:
        told.append(f"{PracticeKind(entry.practice_kind).label} × {entry.practice_count}")
    if entry.assessment:
        told.append(str(entry.get_assessment_display()).lower())
    if entry.expires_date:
        told.append(_("expires %(day)s") % {"day": day_words(entry.expires_date)})
    return ", ".join(told)


def seer_words(seers: Sequence[Seer]) -> list[str]:
    """One line each; an account without a name is told by its role alone."""
    lines = []
    for seer in seers:
        does = str(SEES[seer.role]) % {"unit": seer.unit}
        lines.append(_("%(name)s, who %(does)s") % {"name": seer.name, "does": does} if seer.name else does)
    return [*dict.fromkeys(lines)]
