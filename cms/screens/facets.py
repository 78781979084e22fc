"""The filters of a screen: staff group, band, site and kind of post."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext as _

from curriculum.calc.audience import Narrow
from workforce.enums import PostKind, StaffGroup
from workforce.models import PostStretch, Site, Trust

from .asked import choices_in

HOUR = 60 * 60


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its name in the address, its words, and what can be chosen."""

    name: str
    words: str
    options: dict[str, str]
    chosen: frozenset[str]

    @property
    def chosen_words(self) -> str:
        return ", ".join(words for code, words in self.options.items() if code in self.chosen)


def facets_in(query: QueryDict, trust: Trust) -> list[Facet]:
    offered = {
        "group": (_("Staff group"), _coded(StaffGroup)),
        "band": (_("Band"), {band: band for band in bands_of(trust)}),
        "site": (_("Site"), sites_of(trust)),
        "kind": (_("Kind of post"), _coded(PostKind)),
    }
    refusal = _("There is no such choice for this filter.")
    return [
        Facet(name, words, options, choices_in(query, name, options, words=refusal))
        for name, (words, options) in offered.items()
    ]


def narrow_of(facets: list[Facet], trust: Trust) -> Narrow | None:
    """None: nothing was chosen."""
    groups, bands, sites, kinds = (facet.chosen for facet in facets)
    if not (groups or bands or sites or kinds):
        return None
    ids = Site.objects.filter(trust=trust, code__in=sites).values_list("pk", flat=True) if sites else ()
    return Narrow(staff_groups=groups, bands=bands, sites=frozenset(ids), kinds=kinds)


def _coded(codes: type[StaffGroup] | type[PostKind]) -> dict[str, str]:
    return {str(code.value): str(code.label) for code in codes}


def sites_of(trust: Trust) -> dict[str, str]:
    return dict(Site.objects.filter(trust=trust).order_by("name").values_list("code", "name"))


def bands_of(trust: Trust) -> list[str]:
    """The bands in use. A new one is offered within the hour."""
    found = cache.get(f"bands:{trust.uuid}")
    if found is None:
        bands = PostStretch.objects.filter(trust=trust).exclude(band="").values_list("band", flat=True).distinct()
        found = sorted(bands)
        cache.set(f"bands:{trust.uuid}", found, HOUR)
    return found
