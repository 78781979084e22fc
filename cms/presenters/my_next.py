"""The one next thing: what it is, how long it takes, where it is, and what one holds then."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.templatetags.academy_page import duration
from curriculum.calc.next_step import Step, essential_held, minutes_left, next_step
from curriculum.enums import ActivityKind
from curriculum.models import ActivityVersion
from curriculum.queries.capability import Capability, MyLevel, capability_of
from curriculum.queries.offer import as_offers, giving_versions, in_order, open_to
from curriculum.queries.planned_session import Wanted
from workforce.models import Person

from ..models import ModulePage
from ..pages import addresses_of
from .left import level_left_words
from .next_sessions import next_sessions
from .planned_session import SessionView


@dataclass(frozen=True, slots=True)
class NextView:
    """`address` is empty for what is done away from the screen and stands on no page."""

    title: str
    minutes: int
    kind: str
    is_lesson: bool
    address: str
    level: str
    then: str
    how: str
    test: str
    sessions: Sequence[SessionView] | None  # None: it needs none


def next_of(person: Person, *, on: dt.date) -> NextView | None:
    """What every screen that says what comes next says of it."""
    return next_view(capability_of(person, on=on), giving_versions(person.trust_id))


def next_view(mine: Capability, versions: list[ActivityVersion]) -> NextView | None:
    """For the first level that needs something: overdue, then in time, then fading."""
    needing = [one for one in mine.levels if one.needs_something]
    if not needing:
        return None
    still_open = open_to(mine.person, versions, on=mine.on)
    modules = modules_by_level()
    for level in needing:
        offered = in_order(still_open, modules=modules[level.level.pk])
        if step := _step(mine, level, offered):
            version = next(one for one in offered if one.activity_id == step.offer.activity)
            return _view(mine, level, step, version, versions)
    return None


def modules_by_level() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    pages = ModulePage.objects.live().order_by("path").values_list("levels", "code")
    for level, code in pages:
        found[level].append(code)
    return found


def _step(mine: Capability, level: MyLevel, offered: list[ActivityVersion]) -> Step | None:
    renew = {one.target.skill_id for one in level.fading}
    offers = as_offers(offered, on=mine.on)
    return next_step(level.asked, mine.entries, offers, on=mine.on, renew=renew, keep_practice=level.lapses_soon)


def _view(
    mine: Capability, level: MyLevel, step: Step, version: ActivityVersion, versions: list[ActivityVersion]
) -> NextView:
    activity = version.activity
    is_lesson = activity.kind == ActivityKind.LESSON
    return NextView(
        title=activity.title,
        minutes=version.minutes,
        kind=activity.get_kind_display(),
        is_lesson=is_lesson,
        address=addresses_of(version.trust_id, [version])[activity.pk],
        level=level.level.name,
        then=then_words(level, step),
        how=how_words(version),
        test=test_of(version, versions) if is_lesson else "",
        sessions=_sessions(mine.person, version) if activity.kind == ActivityKind.CLASSROOM else None,
    )


def _sessions(person: Person, version: ActivityVersion) -> list[SessionView]:
    return next_sessions(version.trust_id, person.pk, Wanted(activity=version.activity.uuid), now=timezone.now())


def then_words(level: MyLevel, step: Step) -> str:
    (before, _all), (after, of_all) = essential_held(step.before), essential_held(step.after)
    if step.after.held:
        return _("then you have the level") if not step.before.held else _("then you keep the level for longer")
    if after > before:
        told = {"n": after, "all": of_all, "left": "; ".join(level_left_words(step.after))}
        if after == of_all and told["left"]:
            return _("then you hold %(n)d of %(all)d skills. What is left for the level: %(left)s") % told
        return _("then you hold %(n)d of %(all)d skills") % told
    if words := practice_words(step):
        return words
    if left := minutes_left(step.after):
        return _("then %(time)s of learning are left") % {"time": duration(left)}
    return _("it brings you closer to what you have to hold")


def practice_words(step: Step) -> str:
    """Where it adds to practice that is asked for: how far one has come with it then."""
    pairs = zip(step.before.practices, step.after.practices, strict=True)
    grown = next((new for old, new in pairs if new.counted > old.counted), None)
    if grown is None:
        return ""
    told = {"done": grown.counted, "n": grown.asked.count, "months": grown.asked.months}
    if grown.asked.months:
        return _("then you have done it %(done)s of %(n)s times within %(months)s months") % told
    return _("then you have done it %(done)s of %(n)s times") % told


def how_words(version: ActivityVersion) -> str:
    """For what is not done on a screen: how it comes about."""
    match version.activity.kind:
        case ActivityKind.LESSON:
            return ""
        case ActivityKind.CLASSROOM:
            return _("You book a place in a session and come to it; you are recorded there.")
        case ActivityKind.SIGN_OFF:
            return _("You show it to an assessor, who signs it off. Ask your coach or the academy who that is.")
    return _("You do it in your own work. Tell your coach or the academy, who record it.")


def test_of(version: ActivityVersion, versions: list[ActivityVersion]) -> str:
    """Nobody is made to sit through what they can show: the module's test, where it has one."""
    code = version.activity.module_key
    tests = (one for one in versions if one.activity.kind == ActivityKind.TEST and one.activity.module_key == code)
    return reverse("test", args=[code]) if code and any(tests) else ""
