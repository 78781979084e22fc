"""Pathways, and how long it takes from one site to another: both decide which coaches can take a team."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.set_up import PathwayForm, WaysForm
from coaching.models import Pathway
from coaching.queries.travel import ways_from
from coaching.services.pathway import add_pathway, close_pathway, open_pathway_again, rename_pathway
from coaching.services.travel import tell_ways
from workforce.models import Site

from .academy import RULE
from .asking import ask, data_of
from .door import TrustRequest, of_trust
from .set_up import do


@of_trust(RULE)
def pathways(request: TrustRequest) -> HttpResponse:
    form = PathwayForm(data_of(request))

    def keep() -> None:
        add_pathway(trust=request.trust, by=request.user, **form.cleaned_data)

    rows = Pathway.objects.filter(trust=request.trust).order_by("closed_date", "name")
    told = {"template": "screens/coach/pathways.html", "rows": rows, "done": _("The pathway is added.")}
    return ask(request, form, keep, about=_("Setting up"), back=reverse("set-up-pathways"), **told)  # type: ignore[arg-type]  # what the template takes


@of_trust(RULE)
def rename(request: TrustRequest, code: str) -> HttpResponse:
    found = _pathway(request, code)
    form = PathwayForm(data_of(request), initial={"name": found.name})

    def keep() -> None:
        rename_pathway(pathway=found, by=request.user, **form.cleaned_data)

    return ask(request, form, keep, about=_("Pathways"), back=reverse("set-up-pathways"), title=found.name)


@require_POST
@of_trust(RULE)
def close(request: TrustRequest, code: str) -> HttpResponse:
    found = _pathway(request, code)
    words = _("Nobody chooses it any more. Teams and coaches that have it keep it, and it can be opened again.")
    do(request, lambda: close_pathway(pathway=found, on=request.today, by=request.user), words)
    return redirect("set-up-pathways")


@require_POST
@of_trust(RULE)
def open_again(request: TrustRequest, code: str) -> HttpResponse:
    found = _pathway(request, code)
    do(request, lambda: open_pathway_again(pathway=found, by=request.user), _("It is open again."))
    return redirect("set-up-pathways")


@of_trust(RULE)
def ways(request: TrustRequest) -> HttpResponse:
    sites = list(Site.objects.filter(trust=request.trust).order_by("name"))
    known = ways_from(request.trust)
    told = {"sites": [(site, len(known.get(site.pk, {}))) for site in sites], "others": len(sites) - 1}
    return render(request, "screens/coach/ways.html", told)


@of_trust(RULE)
def ways_of(request: TrustRequest, uuid: UUID) -> HttpResponse:
    site = get_object_or_404(Site, trust=request.trust, uuid=uuid)
    others = list(Site.objects.filter(trust=request.trust).exclude(pk=site.pk).order_by("name"))
    form = WaysForm(data_of(request), sites=others, known=ways_from(request.trust).get(site.pk, {}))

    def keep() -> None:
        tell_ways(site=site, minutes=form.minutes(), by=request.user)

    words = [_("Minutes, one way; the way back takes as long. Leave empty what is not known.")]
    title = _("From %(site)s") % {"site": site}
    return ask(
        request, form, keep, about=_("Ways between sites"), back=reverse("set-up-ways"), title=title, words=words
    )


def _pathway(request: TrustRequest, code: str) -> Pathway:
    return get_object_or_404(Pathway, trust=request.trust, code=code)


urlpatterns = [
    path("academy/set-up/pathways/", pathways, name="set-up-pathways"),
    path("academy/set-up/pathways/<str:code>/", rename, name="set-up-pathway"),
    path("academy/set-up/pathways/<str:code>/close/", close, name="set-up-pathway-close"),
    path("academy/set-up/pathways/<str:code>/open-again/", open_again, name="set-up-pathway-open"),
    path("academy/set-up/ways/", ways, name="set-up-ways"),
    path("academy/set-up/ways/<uuid:uuid>/", ways_of, name="set-up-ways-of"),
]
