"""My capability in words: my levels and why they are mine, what I hold and until when, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.templatetags.academy_page import duration
from curriculum.calc.coverage import State
from curriculum.calc.reason import Reason, hit
from curriculum.enums import PracticeKind
from curriculum.queries.capability import Capability, MyLevel, MyTarget
from workforce.enums import PostFlag, PostKind, StaffGroup
from workforce.models import PostStretch, Site, UnitPlace

from .figure import day_words
from .left import left_words, once_more_words
from .my_ways import Way, Ways
from .why import TAGS

STATES = {
    State.OVERDUE: gettext_lazy("Overdue"),
    State.IN_TIME: gettext_lazy("In time"),
    State.MET: gettext_lazy("You have it"),
    State.AWAY: gettext_lazy("Away"),
    State.EXEMPT: gettext_lazy("Exempt"),
}


CALM = {State.OVERDUE: "orange"}  # to oneself no red: it is an offer, and no alarm


@dataclass(frozen=True, slots=True)
class TargetLine:
    skill: str
    description: str
    depth: str
    state: str
    tag: str
    days: str
    left: str
    way: Way | None
    is_open: bool
    """Not held, or about to lapse."""


@dataclass(frozen=True, slots=True)
class LevelView:
    code: str
    name: str
    description: str
    state: str
    tag: str
    words: str
    since: str
    reasons: list[str]
    held: int
    all: int
    essential: list[TargetLine]
    beside: list[TargetLine]
    whole: list[str]
    certificate: str
    """The uuid of the level, where it is held and so can be certified."""

    @property
    def open(self) -> list[TargetLine]:
        return [one for one in self.essential if one.is_open]

    @property
    def kept(self) -> list[TargetLine]:
        return [one for one in self.essential if not one.is_open]


@dataclass(frozen=True, slots=True)
class Names:
    """What posts and places are called, by their ids."""

    posts: Mapping[int, str]
    units: Mapping[int, str]
    sites: Mapping[int, str]


def names_for(mine: Capability) -> Names:
    """In three questions, for however many posts and levels."""
    because = [reason for level in mine.levels for reason in level.reasons]
    posts = PostStretch.objects.filter(trust=mine.person.trust_id, person=mine.person).on(mine.on)
    places = UnitPlace.objects.filter(trust=mine.person.trust_id, unit__in=_units(mine, because)).on(mine.on)
    sites = Site.objects.filter(pk__in={reason.post.site for reason in because if reason.post.site})
    return Names(
        posts={post.post_id: post.title or post.job_role for post in posts},
        units=dict(places.values_list("unit", "name")),
        sites=dict(sites.values_list("pk", "name")),
    )


def _units(mine: Capability, because: Iterable[Reason]) -> set[int]:
    return {unit for reason in because for unit in mine.above.get(reason.post.unit, ())}


def level_views(mine: Capability, names: Names, ways: Ways) -> list[LevelView]:
    return [level_view(level, mine, names, ways) for level in mine.levels]


def beside_wanted(mine: Capability) -> set[int]:
    """Of the skills that are not essential, those not held, and those about to lapse."""
    targets = (one for level in mine.levels for one in level.targets if not one.target.essential)
    return {one.target.skill_id for one in targets if is_wanted(one)}


def is_wanted(mine: MyTarget) -> bool:
    return mine.held is None or mine.is_fading


def level_view(mine: MyLevel, whose: Capability, names: Names, ways: Ways) -> LevelView:
    level = mine.level.dose.level
    return LevelView(
        code=level.code,
        name=level.name,
        description=level.description,
        state=str(STATES[mine.state]) if not _is_fading(mine) else _("Fading"),
        tag=f"nhsuk-tag--{'yellow' if _is_fading(mine) else CALM.get(mine.state) or TAGS[mine.state]}",
        words=state_words(mine),
        since=day_words(mine.began),
        reasons=[reason_words(reason, whose.above[reason.post.unit], names) for reason in mine.reasons],
        held=mine.essential_held,
        all=len(mine.essential),
        essential=[target_line(one, ways) for one in mine.essential],
        beside=[target_line(one, ways) for one in mine.targets if not one.target.essential],
        whole=[*whole_words(mine)],
        certificate=str(level.uuid) if mine.progress.held else "",
    )


def _is_fading(mine: MyLevel) -> bool:
    return mine.lapses_soon or (mine.state == State.MET and bool(mine.fading))


def state_words(mine: MyLevel) -> str:
    day = day_words(mine.until) if mine.until else ""
    match mine.state:
        case State.MET:
            return _("until %(day)s") % {"day": day} if day else _("and it does not lapse")
        case State.IN_TIME:
            return _("there is time until %(day)s") % {"day": day} if day else ""
        case State.AWAY | State.EXEMPT:
            return _("you are not counted until %(day)s") % {"day": day} if day else _("you are not counted for now")
    return _("the time given for it is over; nothing is lost, go on when you can")


def reason_words(reason: Reason, above: list[int], names: Names) -> str:
    told = {"post": names.posts.get(reason.post.post) or _("your post"), "unit": names.units.get(reason.post.unit, "")}
    if reason.rule is None:
        return _("You are named for it, as %(post)s in %(unit)s.") % told
    facts = [*_facts(reason, above, names)]
    if not facts:
        return _("Your post: %(post)s in %(unit)s. It is asked of everybody with such a post.") % told
    return _("Your post: %(post)s in %(unit)s. It is asked because the post is %(facts)s.") % (
        told | {"facts": _(" and ").join(facts)}
    )


def _facts(reason: Reason, above: list[int], names: Names) -> Iterator[str]:
    assert reason.rule is not None  # the caller has asked
    found = hit(reason.rule, reason.post, above)
    if found.flags:
        yield _("marked as “%(flags)s”") % {"flags": ", ".join(str(PostFlag(flag).label) for flag in found.flags)}
    if found.staff_group:
        yield _("in the staff group %(group)s") % {"group": StaffGroup(found.staff_group).label}
    if found.job_role:
        yield _("of the job role %(role)s") % {"role": found.job_role}
    if found.band:
        yield _("of band %(band)s") % {"band": found.band}
    if found.unit:
        yield _("in or below %(unit)s") % {"unit": names.units.get(found.unit, "")}
    if found.site:
        yield _("at %(site)s") % {"site": names.sites.get(found.site, "")}
    if found.kind:
        yield str(PostKind(found.kind).label).lower()


def target_line(mine: MyTarget, ways: Ways) -> TargetLine:
    return TargetLine(
        skill=mine.target.skill.name,
        description=mine.target.skill.depth_words.get(str(mine.target.depth)) or mine.target.skill.description,
        depth=mine.target.get_depth_display(),
        state=_("Fading") if mine.is_fading else _("Held") if mine.held else _("Not yet"),
        tag=f"nhsuk-tag--{'yellow' if mine.is_fading else 'green' if mine.held else 'grey'}",
        days=_days(mine),
        left=_left(mine),
        way=ways.get(mine.target.skill_id) if is_wanted(mine) else None,
        is_open=is_wanted(mine),
    )


def _days(mine: MyTarget) -> str:
    if mine.held is None:
        return ""
    if mine.held.end is None:
        return _("does not lapse")
    return _("until %(day)s") % {"day": day_words(mine.held.end)}


def _left(mine: MyTarget) -> str:
    if mine.held and not mine.is_fading:
        return ""
    if mine.held:
        return _("To keep it: %(what)s") % {"what": left_words(mine.left)}
    return left_words(mine.left)


def whole_words(mine: MyLevel) -> Iterator[str]:
    """What the level asks for as a whole, beside its skills."""
    progress = mine.progress
    if progress.minutes_asked:
        yield _("Time that you have learned: %(done)s of the %(asked)s that this level asks for") % {
            "done": duration(min(progress.minutes, progress.minutes_asked)),
            "asked": duration(progress.minutes_asked),
        }
    for one in progress.practices:
        told = {
            "kind": PracticeKind(one.asked.kind).label,
            "done": min(one.counted, one.asked.count),
            "n": one.asked.count,
            "months": one.asked.months,
        }
        if one.asked.months:
            yield _("%(kind)s: %(done)s of %(n)s within %(months)s months") % told
        else:
            yield _("%(kind)s: %(done)s of %(n)s") % told
    for words in once_more_words(mine.runs_out, mine.until):
        yield _("To keep the level: %(what)s") % {"what": words}
