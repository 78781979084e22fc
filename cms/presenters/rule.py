"""The rules behind a figure, in words: whom a level reaches, and what it asks of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.academy_page import duration
from curriculum.calc.audience import CARRY_BY_DEFAULT
from curriculum.enums import Depth, PracticeKind
from curriculum.models import AudienceRule, LevelDose, PracticeTarget, Target
from workforce.enums import PostFlag, PostKind, StaffGroup

Names = Mapping[int, str]


def rule_words(rule: AudienceRule, *, units: Names, sites: Names) -> str:
    """One rule as a phrase; its conditions hold on one and the same post."""
    parts = [kinds_words(rule.kinds), *conditions(rule, units, sites)]
    return "; ".join(parts)


def kinds_words(kinds: Collection[str]) -> str:
    named = either(PostKind(kind).label for kind in (kinds or sorted(CARRY_BY_DEFAULT)))
    return _("posts of these kinds: %(kinds)s") % {"kinds": named}


def conditions(rule: AudienceRule, units: Names, sites: Names) -> Iterator[str]:
    told = (
        (_("staff group"), [StaffGroup(code).label for code in rule.staff_groups]),
        (_("band"), rule.bands),
        (_("job role"), rule.job_roles),
        (_("marked as"), [PostFlag(code).label for code in rule.flags]),
        (_("in or below"), [units.get(unit, _("a unit that is no more")) for unit in rule.units]),
        (_("at"), [sites.get(site, _("a site that is no more")) for site in rule.sites]),
    )
    for words, values in told:
        if values:
            yield f"{words} {either(values)}"


def either(values: Collection[object] | Iterator[object]) -> str:
    words = [str(value) for value in values]
    if len(words) == 1:
        return words[0]
    return _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def target_words(target: Target) -> str:
    """What holding a skill asks for, how long it is kept and what renews it."""
    parts = [_("depth “%(depth)s”") % {"depth": Depth(target.depth).label}]
    if target.minutes:
        parts.append(_("%(time)s of learning") % {"time": duration(target.minutes)})
    parts.append(
        _("kept for %(months)s months") % {"months": target.valid_months} if target.valid_months else _("never lapses")
    )
    if renewal := renewal_words(target):
        parts.append(_("renewed by %(renewal)s") % {"renewal": renewal})
    return ", ".join(parts)


def renewal_words(target: Target) -> str:
    """The shortest way to keep it; nothing where it never lapses or is reached again in full."""
    if target.renewal_minutes:
        return _("%(time)s of learning") % {"time": duration(target.renewal_minutes)}
    if n := target.renewal_practices:
        return ngettext("practising once", "practising %(n)s times", n) % {"n": n}
    return ""


def level_words(dose: LevelDose, targets: Collection[Target], practice: Collection[PracticeTarget]) -> list[str]:
    """What having a level asks for."""
    essential = [target.skill.name for target in targets if target.essential]
    words = [_("holds every essential skill: %(skills)s") % {"skills": ", ".join(essential)}]
    if dose.taught_minutes:
        time = duration(dose.taught_minutes)
        words.append(_("has had %(time)s of learning in the skills of the level") % {"time": time})
    return [*words, *map(practice_words, practice)]


def practice_words(practice: PracticeTarget) -> str:
    told = {"kind": PracticeKind(practice.kind).label, "n": practice.count, "months": practice.months}
    if practice.months:
        return _("has practised: %(kind)s, %(n)s times within %(months)s months") % told
    return _("has practised: %(kind)s, %(n)s times") % told
