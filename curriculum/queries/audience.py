"""Whom a level reaches on a day: by the rules of one version over posts, and by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from workforce.models import PostStretch, Trust, UnitPlace, UnitReach

from ..calc.audience import CARRY_BY_DEFAULT
from ..models import AudienceRule, LevelDose, Nomination

EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Reached:
    """One person whom a rule reaches, and the post through which it does."""

    name: str
    title: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class AudiencePreview:
    people: int
    posts: int
    examples: list[Reached]


def preview_rule(rule: AudienceRule, *, on: dt.date) -> AudiencePreview:
    """Whom one rule, saved or not, would reach."""
    return _preview(posts_of_rules(rule.trust, [rule], on=on), on)


def preview_level(dose: LevelDose, *, on: dt.date) -> AudiencePreview:
    """Whom the whole level reaches: all of its rules and nominations."""
    return _preview(posts_reached(dose, on=on), on)


def people_reached(dose: LevelDose, *, on: dt.date) -> set[int]:
    return set(posts_reached(dose, on=on).values_list("person", flat=True))


def posts_reached(dose: LevelDose, *, on: dt.date) -> QuerySet[PostStretch]:
    by_rule = posts_of_rules(dose.trust, dose.audience_rules.all(), on=on).values("pk")
    return PostStretch.objects.filter(trust=dose.trust).on(on).filter(Q(pk__in=by_rule) | _named(dose, on))


def posts_of_rules(trust: Trust, rules: Iterable[AudienceRule], *, on: dt.date) -> QuerySet[PostStretch]:
    asked = [_conditions(rule, on) for rule in rules]
    posts = PostStretch.objects.filter(trust=trust).on(on)
    if not asked:
        return posts.none()
    any_of_them = Q()
    for conditions in asked:
        any_of_them |= conditions
    return posts.filter(any_of_them)


def _conditions(rule: AudienceRule, on: dt.date) -> Q:
    """And-ed; an empty one asks nothing, but empty kinds means those that carry by default."""
    asked = Q(kind__in=rule.kinds or CARRY_BY_DEFAULT)
    for field, values in {
        "staff_group__in": rule.staff_groups,
        "band__in": rule.bands,
        "job_role__in": rule.job_roles,
        "flags__overlap": rule.flags,
        "site__in": rule.sites,
    }.items():
        if values:
            asked &= Q(**{field: values})
    if rule.units:
        below = UnitReach.objects.filter(trust=rule.trust, ancestor__in=rule.units).on(on)
        asked &= Q(unit__in=below.values("unit"))
    return asked


def _named(dose: LevelDose, on: dt.date) -> Q:
    """The posts of the nominated, of any kind: the one that is named, or all in the named unit and below."""
    named = Q(pk__in=[])
    for nomination in Nomination.objects.filter(trust=dose.trust, level=dose.level).on(on):
        if nomination.post_id:
            named |= Q(post=nomination.post_id)
        else:
            below = UnitReach.objects.filter(trust=dose.trust, ancestor=nomination.unit_id).on(on)
            named |= Q(person=nomination.person_id, unit__in=below.values("unit"))
    return named


def _preview(posts: QuerySet[PostStretch], on: dt.date) -> AudiencePreview:
    shown = [*posts.select_related("person").order_by("person__family_name", "person__given_name", "pk")[:EXAMPLES]]
    places = UnitPlace.objects.on(on).filter(unit__in=[post.unit_id for post in shown])
    names = dict(places.values_list("unit", "name"))
    return AudiencePreview(
        people=posts.values("person").distinct().count(),
        posts=posts.values("post").distinct().count(),
        examples=[
            Reached(str(post.person), post.title or post.job_role, names.get(post.unit_id, ""), post.get_kind_display())
            for post in shown
        ],
    )
