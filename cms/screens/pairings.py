"""Proposals of pairs: of which cohort, how each stands, and a new one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.presenters.pairing import TAGS
from coaching.enums import PairingState
from coaching.models import Cohort, Pairing
from coaching.queries.pairing import latest_of, numbers_waiting
from coaching.services.pairing import begin_pairing

from .asked import uuid_in
from .door import TrustRequest, of_trust

RULE = "coaching.pair_coaches"
SHOWN = 10
LONGEST = 400
FILLED_IN = ("kind", "team", "coach", "other")


@of_trust(RULE)
def pairings(request: TrustRequest) -> HttpResponse:
    """Cohorts with teams that wait first, then those that have had a proposal."""
    cohorts = list(Cohort.objects.filter(trust=request.trust).select_related("academy").order_by("-since", "name"))
    latest = latest_of(cohorts)
    waiting = numbers_waiting(request.trust)
    lines = [_lines(cohort, latest[cohort.pk], waiting.get(cohort.pk, 0)) for cohort in cohorts]
    shown = [line for line in lines if line["waiting"] or line["rows"]]
    shown.sort(key=lambda line: not line["waiting"])
    return render(
        request,
        "screens/coach/pairings.html",
        {"lines": shown, "of_no_cohort": waiting.get(None, 0), "trail": trail()[:1]},
    )


def _lines(cohort: Cohort, rows: list[Pairing], waiting: int) -> dict[str, Any]:
    told = [{"row": one, "tag": TAGS[PairingState(one.state)]} for one in rows[:SHOWN]]
    return {"cohort": cohort, "waiting": waiting, "rows": told}


@require_POST
@of_trust(RULE)
def new_pairing(request: TrustRequest) -> HttpResponse:
    words = _("There is no such cohort in your trust.")
    cohort = get_object_or_404(Cohort, trust=request.trust, uuid=uuid_in(request.POST.get("cohort", ""), words=words))
    return redirect("pairing", begin_pairing(cohort=cohort, by=request.user).uuid)


@require_POST
@of_trust(RULE)
def what_if(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Beside the present one, which stays. What was pressed beside a pair is filled in where decisions are made."""
    before = found_pairing(request, uuid)
    made = begin_pairing(cohort=before.cohort, based_on=before, by=request.user)
    about = _about(request.POST.get("about", ""))
    return redirect(reverse("pairing", args=[made.uuid]) + (f"?{about}#decide" if about else ""))


def _about(text: str) -> str:
    """Only what the form can be filled in with."""
    told = QueryDict(text[:LONGEST])
    return urlencode({name: told[name] for name in FILLED_IN if name in told})


def found_pairing(request: TrustRequest, uuid: UUID) -> Pairing:
    seen = Pairing.objects.visible_to(request.user, on=request.today).filter(trust=request.trust)
    return get_object_or_404(
        seen.select_related(
            "cohort__academy",
            "based_on",
            "job",
            "trust",
            "recorded_by__person",
            "published_by__person",
            "withdrawn_by__person",
        ),
        uuid=uuid,
    )


def trail(pairing: Pairing | None = None) -> list[dict[str, str]]:
    steps = [
        {"words": _("Academy"), "href": reverse("academy")},
        {"words": _("Pairs of coaches"), "href": reverse("pairings")},
    ]
    return [*steps, {"words": str(pairing), "href": reverse("pairing", args=[pairing.uuid])}] if pairing else steps


urlpatterns = [
    path("academy/pairing/", pairings, name="pairings"),
    path("academy/pairing/new/", new_pairing, name="new-pairing"),
    path("academy/pairing/<uuid:uuid>/what-if/", what_if, name="pairing-what-if"),
]
