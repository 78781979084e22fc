"""The shortest way in words: each step, by when and what for; what it saves, and what nothing on offer brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.pages import addresses_of
from cms.templatetags.academy_page import duration
from curriculum.calc.asks import Ask, AskedMinutes, AskedPractice, AskedTarget
from curriculum.calc.days import FOREVER
from curriculum.calc.dose import DEEPEST_BY_DOSE
from curriculum.calc.prescribed import Prescription, Step
from curriculum.enums import ActivityKind, Depth, PracticeKind
from curriculum.models import ActivityVersion
from curriculum.queries.capability import Capability

from .due import due_days, due_of
from .figure import day_words
from .my_next import how_words, test_of


@dataclass(frozen=True, slots=True)
class StepView:
    title: str
    time: str
    kind: str
    times: int
    address: str
    skills: list[str]
    due: str
    is_late: bool
    is_repeat: bool
    how: str
    test: str


@dataclass(frozen=True, slots=True)
class PrescriptionView:
    """Times are words; `saved` is empty where nothing is."""

    steps: list[StepView]
    beyond: list[str]
    time: str
    everything: str
    saved: str


def prescription_view(
    one: Prescription, mine: Capability, versions: Mapping[int, ActivityVersion], offered: Iterable[ActivityVersion]
) -> PrescriptionView:
    """`versions`: those to be done, by activity. `offered`: all that are published, tests among them."""
    telling = _Telling(one, mine, versions, list(offered))
    return PrescriptionView(
        steps=[telling.step(step) for step in telling.in_time()],
        beyond=[beyond_words(ask, telling.skills) for ask in one.beyond],
        time=duration(one.minutes),
        everything=duration(one.everything),
        saved=duration(one.saved) if one.saved else "",
    )


class _Telling:
    """What every step is told from: read once, however many there are."""

    def __init__(
        self,
        one: Prescription,
        mine: Capability,
        versions: Mapping[int, ActivityVersion],
        offered: list[ActivityVersion],
    ) -> None:
        self.steps, self.on, self.versions, self.offered = one.steps, mine.on, versions, offered
        self.skills, self.due = names_of(mine), due_days(mine)
        needed = [versions[step.piece.activity] for step in one.steps]
        self.addresses = addresses_of(mine.person.trust_id, needed)

    def in_time(self) -> list[Step]:
        """What is due first, first; on one day in the order in which it is best done."""
        return sorted(self.steps, key=lambda step: due_of(step, self.due))

    def step(self, step: Step) -> StepView:
        version, first = self.versions[step.piece.activity], due_of(step, self.due)
        activity = version.activity
        return StepView(
            title=activity.title,
            time=duration(step.minutes) if step.minutes else "",
            kind=activity.get_kind_display(),
            times=step.times,
            address=self.addresses[activity.pk],
            skills=[self.skills[skill] for skill in sorted(step.skills) if skill in self.skills],
            due="" if first == FOREVER or first <= self.on else _("before %(day)s") % {"day": day_words(first)},
            is_late=first <= self.on,
            is_repeat=step.piece.is_repeat,
            how=how_words(version),
            test=test_of(version, self.offered) if activity.kind == ActivityKind.LESSON else "",
        )


def names_of(mine: Capability) -> dict[int, str]:
    return {one.target.skill_id: one.target.skill.name for level in mine.levels for one in level.targets}


def beyond_words(ask: Ask, skills: Mapping[int, str]) -> str:
    match ask:
        case AskedTarget(target):
            told = {"skill": skills.get(target.skill, ""), "depth": Depth(target.depth).label}
            if target.depth > DEEPEST_BY_DOSE:
                return _("%(skill)s, to the depth “%(depth)s”: show it to an assessor, who signs it off") % told
            return _("%(skill)s, to the depth “%(depth)s”: nothing that is open to you now gives enough of it") % told
        case AskedPractice(practice):
            return _("Practice: %(kind)s") % {"kind": PracticeKind(practice.kind).label}
        case AskedMinutes(dose):
            return _("%(time)s of learning in all") % {"time": duration(dose.taught_minutes)}
    return ""
