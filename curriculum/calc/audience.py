"""Which posts a level reaches: by rules over what a post is on a day, and by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .days import Interval

# By default bank, placement and rotation posts carry no requirement.
CARRY_BY_DEFAULT = frozenset({"SUBSTANTIVE", "FIXED_TERM", "HONORARY", "PARTNER", "OTHER_EMPLOYER"})
ANY: frozenset[str] = frozenset()
ANYWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PostStretch:
    """What one post of a person was for some days. `fte` is in thousandths; None: not known."""

    post: int
    person: int
    unit: int
    during: Interval
    kind: str = "SUBSTANTIVE"
    staff_group: str = ""
    job_role: str = ""
    band: str = ""
    site: int | None = None
    fte: int | None = None
    flags: frozenset[str] = ANY


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """Conditions are and-ed and an empty one asks nothing; only empty `kinds` means those that carry by default."""

    kinds: frozenset[str] = ANY
    staff_groups: frozenset[str] = ANY
    job_roles: frozenset[str] = ANY
    bands: frozenset[str] = ANY
    flags: frozenset[str] = ANY
    units: frozenset[int] = ANYWHERE
    sites: frozenset[int] = ANYWHERE


@dataclass(frozen=True, slots=True)
class Nomination:
    """A person named for a level for some days: through one post, or through their posts in a unit and below."""

    person: int
    level: int
    during: Interval
    post: int | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Narrow:
    """A filter: it narrows posts before people are made distinct. An empty facet leaves every post in."""

    staff_groups: frozenset[str] = ANY
    bands: frozenset[str] = ANY
    sites: frozenset[int] = ANYWHERE
    kinds: frozenset[str] = ANY

    def keeps(self, stretch: PostStretch) -> bool:
        return (
            (not self.staff_groups or stretch.staff_group in self.staff_groups)
            and (not self.bands or stretch.band in self.bands)
            and (not self.sites or stretch.site in self.sites)
            and (not self.kinds or stretch.kind in self.kinds)
        )


def rule_reaches(rule: AudienceRule, stretch: PostStretch, above: Collection[int]) -> bool:
    """Does the rule reach the post? `above` is the post's unit and all that it lies below on the day."""
    return rule_fits(rule, stretch) and (not rule.units or not rule.units.isdisjoint(above))


def rule_fits(rule: AudienceRule, stretch: PostStretch) -> bool:
    """All that a rule asks of a post, but for its place in the tree."""
    # Reading: of the values of one condition one is enough, also where a post has several (flags).
    return (
        stretch.kind in (rule.kinds or CARRY_BY_DEFAULT)
        and (not rule.staff_groups or stretch.staff_group in rule.staff_groups)
        and (not rule.job_roles or stretch.job_role in rule.job_roles)
        and (not rule.bands or stretch.band in rule.bands)
        and (not rule.flags or not rule.flags.isdisjoint(stretch.flags))
        and (not rule.sites or stretch.site in rule.sites)
    )


def nomination_reaches(nomination: Nomination, stretch: PostStretch, above: Collection[int]) -> bool:
    """Of any kind: who is named is named. The day of the nomination is the caller's to ask for."""
    if nomination.person != stretch.person:
        return False
    if nomination.post is not None:
        return nomination.post == stretch.post
    return nomination.unit in above
