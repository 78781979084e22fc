"""Links to other sites that have not led anywhere lately, with the pages to mend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.models import Outcome, OutsideLink
from cms.outside.addresses import pages_by_address
from workforce.models import Trust

from .figure import day_words

SILENT_AT_LEAST = 3  # days: a site may be mended, or down, for one


@dataclass(frozen=True, slots=True)
class OutsideView:
    address: str
    why: str
    pages: list[Page]


def outside_views(trust: Trust, pages: Iterable[Page]) -> list[OutsideView]:
    """What is gone, and what was silent for some days running; as far as pages still link to it."""
    linked = pages_by_address(pages)
    failing = OutsideLink.objects.filter(trust=trust, failed_days__gte=1).order_by("address")
    told = [link for link in failing if link.outcome == Outcome.GONE or link.failed_days >= SILENT_AT_LEAST]
    return [OutsideView(link.address, why_words(link), linked[link.address]) for link in told if link.address in linked]


def why_words(link: OutsideLink) -> str:
    said = {"n": link.failed_days, "day": day_words(link.failed_since_date)} if link.failed_since_date else {}
    if link.outcome == Outcome.GONE:
        return _("It says that there is no such page, since %(day)s.") % said
    words = ngettext(
        "It did not answer on %(n)s day, on %(day)s.",
        "It did not answer on %(n)s days running, since %(day)s.",
        link.failed_days,
    )
    return words % said


def last_looked(trust: Trust) -> dt.date | None:
    found: dt.date | None = OutsideLink.objects.filter(trust=trust).aggregate(last=Max("looked_date"))["last"]
    return found
