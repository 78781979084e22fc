"""What a unit needs, in words: which activity how many people need, how long that is, and what it saves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from cms.pages import addresses_of
from cms.templatetags.academy_page import duration
from curriculum.calc.asks import Ask, AskedPractice, AskedTarget
from curriculum.enums import ActivityKind
from curriculum.models import ActivityVersion, Skill
from curriculum.queries.prescription import Prescriber
from curriculum.queries.prescription_unit import UnitPrescription

from .prescription import beyond_words


@dataclass(frozen=True, slots=True)
class UnitLine:
    """`minutes`: of all of them together."""

    title: str
    address: str
    kind: str
    people: int
    times: int
    minutes_each: int
    uuid: UUID
    is_classroom: bool = False
    sessions: int = 0

    @property
    def minutes(self) -> int:
        return self.minutes_each * self.times

    @property
    def time(self) -> str:
        return duration(self.minutes) if self.minutes else ""

    @property
    def time_each(self) -> str:
        return duration(self.minutes_each) if self.minutes_each else ""


@dataclass(frozen=True, slots=True)
class UnitView:
    """Times are words. `is_too_many`: it was not worked out, for so many people."""

    people: int
    is_too_many: bool = False
    in_need: int = 0
    lines: list[UnitLine] = field(default_factory=list)
    beyond: list[tuple[str, int, str]] = field(default_factory=list)
    time: str = ""
    everything: str = ""
    saved: str = ""
    by: dt.date | None = None


def unit_view(told: UnitPrescription, prescriber: Prescriber, sessions: Mapping[int, int]) -> UnitView:
    """What most people need first. `sessions`: by activity, how many are to come."""
    versions = {activity: prescriber.versions[activity] for activity in told.people}
    addresses = addresses_of(prescriber.trust.pk, versions.values())
    lines = [
        _line(version, addresses[activity], told, sessions.get(activity, 0)) for activity, version in versions.items()
    ]
    skills = names_of(told.beyond)
    return UnitView(
        people=told.of_all,
        in_need=told.in_need,
        lines=sorted(lines, key=lambda line: (-line.people, -line.minutes, line.title)),
        beyond=[(beyond_words(ask, skills), n, code_of(ask)) for ask, n in told.beyond.most_common()],
        time=hours(told.minutes),
        everything=hours(told.everything),
        saved=hours(told.saved) if told.saved else "",
        by=prescriber.window.by,
    )


def _line(version: ActivityVersion, address: str, told: UnitPrescription, sessions: int) -> UnitLine:
    activity = version.activity
    return UnitLine(
        title=activity.title,
        address=address,
        kind=activity.get_kind_display(),
        people=told.people[activity.pk],
        times=told.times[activity.pk],
        minutes_each=version.minutes,
        uuid=activity.uuid,
        is_classroom=activity.kind == ActivityKind.CLASSROOM,
        sessions=sessions,
    )


def code_of(ask: Ask) -> str:
    """How an address says what nothing on offer brings."""
    match ask:
        case AskedTarget(target):
            return f"skill-{target.skill}-{target.depth}"
        case AskedPractice(practice):
            return f"practice-{practice.kind}"
    return "minutes"


def names_of(asks: Iterable[Ask]) -> dict[int, str]:
    skills = [ask.target.skill for ask in asks if isinstance(ask, AskedTarget)]
    return dict(Skill.objects.filter(pk__in=skills).values_list("pk", "name"))


def hours(minutes: int) -> str:
    """Of many people together nobody wants to know the minutes."""
    if minutes < 600:
        return duration(minutes)
    return _("%(n)s hours") % {"n": f"{round(minutes / 60):,}"}
