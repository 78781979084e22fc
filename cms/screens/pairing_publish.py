"""A proposal is published: once more it is looked whether each pair can still be, and everybody named is asked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.forms.pairing import BeginsForm
from cms.presenters.pairing_beside import figures
from cms.presenters.pairing_names import Names
from cms.presenters.pairing_problems import broken_sentences, since_sentences
from coaching.enums import PairingState
from coaching.models import Pairing
from coaching.queries.pairing import begins_date, decisions_of
from coaching.queries.since import since
from coaching.services.pairing import CannotPair
from coaching.services.proposal import CannotPublish, publish

from .door import TrustRequest, of_trust
from .pairings import RULE, found_pairing, trail


@of_trust(RULE)
def publish_it(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = found_pairing(request, uuid)
    names = Names(found, decisions_of(found))
    first = begins_date(found.cohort, on=request.today)
    form = BeginsForm(request.POST or None, today=request.today, initial={"begins": f"{first:%-d %B %Y}"})
    if form.is_bound and form.is_valid():
        try:
            publish(pairing=found, begins=form.cleaned_data["begins"], on=request.today, by=request.user)
        except CannotPublish as refused:
            words = [*broken_sentences(names, refused.since), str(refused)]
            form.add_error(None, " ".join(words))
        except CannotPair as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Published. Everybody named has been asked, and is told so."))
            return redirect("pairing", uuid)
    told = {
        "title": _("Publish this proposal?"),
        "words": _what_publishing_does(request, found, names),
        "form": form,
        "button": _("Publish and ask everybody"),
        "back": reverse("pairing", args=[uuid]),
        "trail": trail(found),
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if form.errors else 200)


def _what_publishing_does(request: TrustRequest, found: Pairing, names: Names) -> list[str]:
    changed = since(found, on=request.today) if found.state == PairingState.PROPOSED else None
    served = figures(found)["served"]
    asked = ngettext(
        "%(n)s team and its coaches are asked to accept or decline.",
        "%(n)s teams and their coaches are asked to accept or decline.",
        served,
    )
    words = [
        asked % {"n": served},
        _("Whoever accepts has their place. One decline opens that team again, and no other."),
    ]
    return [*words, *(broken_sentences(names, changed) + since_sentences(names, changed) if changed else [])]


urlpatterns = [
    path("academy/pairing/<uuid:uuid>/publish/", publish_it, name="publish-pairing"),
]
