"""The shortest way in words: each step, by when and what for; what it saves, and what nothing on offer brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.pages import addresses_of, module_titles
from cms.templatetags.academy_page import duration
from curriculum.calc.asks import Ask, AskedMinutes, AskedPractice, AskedTarget
from curriculum.calc.days import FOREVER
from curriculum.calc.dose import DEEPEST_BY_DOSE
from curriculum.calc.prescribed import Step
from curriculum.enums import ActivityKind, Depth, PracticeKind
from curriculum.models import ActivityVersion
from curriculum.queries.capability import Capability
from curriculum.queries.learning import tests_of
from curriculum.queries.own_way import OwnWay

from .booked import BookedView, booked_views
from .due import due_days, due_of
from .figure import day_words
from .my_next import how_words
from .my_way import steps_in_time, version_of


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
    sessions: str


@dataclass(frozen=True, slots=True)
class TestView:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class WayView:
    """Times are words. `saved` is empty where nothing is; `shorter` where the booked places are no detour."""

    booked: list[BookedView]
    steps: list[StepView]
    all_late: bool
    tests: list[TestView]
    beyond: list[str]
    time: str
    everything: str
    saved: str
    is_kept_for_good: bool
    shorter: str
    shorter_time: str
    without: list[StepView]


def way_view(way: OwnWay, offered: Sequence[ActivityVersion]) -> WayView:
    """`offered`: all that are published, tests among them."""
    telling, one, shorter = _Telling(way), way.beside, way.saves_by_booking_nothing
    steps = telling.steps(one.steps)
    saved = one.saved - way.minutes_booked
    return WayView(
        booked=booked_views(way),
        steps=steps,
        all_late=bool(steps) and all(step.is_late for step in steps),
        tests=tests_on(way, offered),
        beyond=[beyond_words(ask, telling.skills) for ask in one.beyond],
        time=duration(one.minutes),
        everything=duration(one.everything),
        saved=duration(saved) if saved > 0 else "",
        is_kept_for_good=not any(map(telling.lapses, one.steps)),
        shorter=duration(shorter) if shorter > 0 else "",
        shorter_time=duration(way.without.minutes),
        without=telling.steps(way.without.steps) if shorter > 0 else [],
    )


def tests_on(way: OwnWay, offered: Sequence[ActivityVersion]) -> list[TestView]:
    """Of the modules whose lessons are left, once each, as far as they are open to the person."""
    lessons = (version_of(way, step) for step in steps_in_time(way.beside.steps, way.mine))
    codes = dict.fromkeys(one.activity.module_key for one in lessons if one.activity.kind == ActivityKind.LESSON)
    if not codes:
        return []
    tests, titles = tests_of(way.mine.person, on=way.mine.on), module_titles(way.mine.person.trust_id)
    having = {one.activity.module_key for one in offered if one.activity.kind == ActivityKind.TEST}
    return [
        TestView(titles.get(code, code), reverse("test", args=[code]))
        for code in codes
        if code in having and tests.is_open(code)
    ]


class _Telling:
    """What every step is told from: read once, however many there are."""

    def __init__(self, way: OwnWay) -> None:
        self.way, self.on, mine = way, way.mine.on, way.mine
        self.skills, self.due = names_of(mine), due_days(mine)
        every = {step.piece.activity: version_of(way, step) for step in (*way.beside.steps, *way.without.steps)}
        self.addresses = addresses_of(mine.person.trust_id, every.values())
        targets = (one.target for level in mine.levels for one in level.targets)
        self.lapsing = {target.skill_id for target in targets if target.valid_months}

    def steps(self, steps: Iterable[Step]) -> list[StepView]:
        return [self.step(step) for step in steps_in_time(steps, self.way.mine)]

    def lapses(self, step: Step) -> bool:
        """Is there anything that it is for which is not held for good then?"""
        return bool(step.skills & self.lapsing)

    def step(self, step: Step) -> StepView:
        version, first = version_of(self.way, step), due_of(step, self.due)
        activity = version.activity
        in_a_room = activity.kind == ActivityKind.CLASSROOM
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
            sessions=f"{reverse('sessions-to-come')}?activity={activity.uuid}" if in_a_room else "",
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
