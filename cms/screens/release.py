"""Release: managers let their people go to sessions, several at once, looked at before it is done."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import ngettext

from cms.forms.release import GIVE, REFUSE, ReleaseForm, WhyNotForm
from cms.presenters.planned_session import hours_words
from cms.presenters.release import decided_view, release_rows
from curriculum.queries.release import hours_released, releases_decided, releases_waiting
from curriculum.services.release import give_releases, refuse_releases
from workforce.queries.whereabouts import whereabouts_of
from workforce.services.refusal import Refused

from .asked import page_in
from .door import TrustRequest, of_trust

RULE = "curriculum.release_people"
AT_ONCE = 50
ON_A_PAGE = 30


@of_trust(RULE)
def release(request: TrustRequest) -> HttpResponse:
    """Two steps of one form: chosen and looked at, then decided. What waits is asked for anew at each."""
    waiting = releases_waiting(request.user, request.trust, now=timezone.now(), on=request.today)
    page = Paginator(waiting, AT_ONCE).get_page(page_in(request.GET))
    way, step = request.POST.get("way", ""), request.POST.get("do", "")
    data = request.POST if request.method == "POST" else None
    form = ReleaseForm(data, bookings=list(page.object_list), everybody="all" in request.GET)
    if not form.is_bound or way not in (GIVE, REFUSE) or step == "change" or not form.is_valid():
        return _asked(request, page, form)
    why = WhyNotForm(data if step == "decide" else None) if way == REFUSE else None
    if step == "decide" and (why is None or why.is_valid()) and _decided(request, form, why):
        return redirect("release")
    return _looked_at(request, form, way, why)


def _asked(request: TrustRequest, page: object, form: ReleaseForm) -> HttpResponse:
    if request.POST.get("do") == "change":
        form.full_clean()
        form.errors.clear()
    where = whereabouts_of(request.trust, [one.person_id for one in form.bookings], on=request.today)
    told = {"form": form, "page": page, "rows": release_rows(form, where)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "screens/manage/release/waiting.html", told, status=status)


def _looked_at(request: TrustRequest, form: ReleaseForm, way: str, why: WhyNotForm | None) -> HttpResponse:
    chosen = [row for row in release_rows(form, {}) if row.row.booking in form.chosen()]
    wrong = bool(form.errors or (why and why.errors))
    told = {"form": form, "why": why, "chosen": chosen, "way": way}
    return render(request, "screens/manage/release/preview.html", told, status=422 if wrong else 200)


def _decided(request: TrustRequest, form: ReleaseForm, why: WhyNotForm | None) -> bool:
    try:
        if why is None:
            n = give_releases(bookings=form.chosen(), minutes=form.minutes(), by=request.user)
            words = ngettext("%(n)s person is released.", "%(n)s people are released.", n)
        else:
            said = why.cleaned_data["words"]
            n = refuse_releases(bookings=form.chosen(), words=said, now=timezone.now(), by=request.user)
            words = ngettext(
                "%(n)s person is not released. Their place is free again.",
                "%(n)s people are not released. Their places are free again.",
                n,
            )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, words % {"n": n})
    return True


@of_trust(RULE)
def decided(request: TrustRequest) -> HttpResponse:
    found = releases_decided(request.user, request.trust, on=request.today)
    page = Paginator(found, ON_A_PAGE).get_page(page_in(request.GET))
    planned, given = hours_released(request.user, request.trust, on=request.today)
    told = {
        "page": page,
        "rows": [decided_view(one) for one in page.object_list],
        "planned": hours_words(planned) if planned else "",
        "given": hours_words(given),
    }
    return render(request, "screens/manage/release/decided.html", told)


urlpatterns = [
    path("manage/release/", release, name="release"),
    path("manage/release/decided/", decided, name="release-decided"),
]
