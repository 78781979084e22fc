"""Whom a level of a draft reaches: rules over posts, and-ed inside, or-ed between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from workforce.models import Account, Site, Unit
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import AudienceRule, LevelDose
from ..queries.mark import mark_of_rule
from .dose import must_be_draft
from .meanwhile import must_be_as_seen


class CannotChangeAudience(Refused):
    """The rule names something that this trust does not have. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """Conditions of one rule. An empty one asks nothing; empty `kinds` means the kinds that carry requirements."""

    kinds: Sequence[str] = ()
    staff_groups: Sequence[str] = ()
    bands: Sequence[str] = ()
    job_roles: Sequence[str] = ()
    flags: Sequence[str] = ()
    units: Sequence[int] = ()
    sites: Sequence[int] = ()


@transaction.atomic
def add_rule(*, dose: LevelDose, asked: RuleAsked, by: Account | None) -> AudienceRule:
    must_be_draft(dose.version)
    _must_be_of_the_trust(dose, asked)
    rule = AudienceRule.objects.create(trust=dose.trust, dose=dose, **_values(asked))
    note(by=by, did="added an audience rule", to=rule, trust=dose.trust, level=dose.level.code)
    return rule


@transaction.atomic
def change_rule(*, rule: AudienceRule, asked: RuleAsked, by: Account | None, seen: str | None = None) -> AudienceRule:
    must_be_draft(rule.dose.version)
    if (now := AudienceRule.objects.filter(pk=rule.pk).first()) is None:
        raise CannotChangeAudience("Somebody took this rule out meanwhile. Add it as a new one if it is still wanted.")
    must_be_as_seen(now=mark_of_rule(now), seen=seen)
    _must_be_of_the_trust(rule.dose, asked)
    for name, value in _values(asked).items():
        setattr(rule, name, value)
    rule.save()
    note(by=by, did="changed an audience rule", to=rule, trust=rule.trust, level=rule.dose.level.code)
    return rule


@transaction.atomic
def drop_rule(*, rule: AudienceRule, by: Account | None) -> None:
    must_be_draft(rule.dose.version)
    note(by=by, did="dropped an audience rule", to=rule, trust=rule.trust, level=rule.dose.level.code)
    rule.delete()


def _must_be_of_the_trust(dose: LevelDose, asked: RuleAsked) -> None:
    if Unit.objects.filter(trust=dose.trust, pk__in=asked.units).count() < len(set(asked.units)):
        raise CannotChangeAudience("A unit of this rule is not in this trust.")
    if Site.objects.filter(trust=dose.trust, pk__in=asked.sites).count() < len(set(asked.sites)):
        raise CannotChangeAudience("A site of this rule is not in this trust.")


def _values(asked: RuleAsked) -> dict[str, Any]:
    return {field.name: list(getattr(asked, field.name)) for field in fields(asked)}
