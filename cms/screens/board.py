"""The board page: each level of the trust against its plan, on one sheet. And freezing a month as reported."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.written_day import written_day
from cms.presenters.board import LineView
from cms.presenters.coverage import profile_words
from cms.presenters.figure import day_words
from cms.presenters.why import time_words
from curriculum.calc.months import is_month_end, month_end_asked
from curriculum.queries.board import board_of
from curriculum.queries.cells import CannotShowCells, check_day
from curriculum.services.figure import CannotPublish, publish_month
from workforce.models import UnitPlace
from workforce.queries.tree import top_place

from .asked import day_in
from .door import CannotRead, TrustRequest, of_trust


@of_trust("curriculum.view_board")
def board(request: TrustRequest) -> HttpResponse:
    on = month_in(request)
    top = top_on(request, on)
    found = board_of(request.user, trust=request.trust, top=top.unit, on=on, today=request.today)
    told = {
        "top": top,
        "on": on,
        "lines": [LineView(line) for line in found.lines],
        "published_at": time_words(found.published_at),
        "months": [
            {"words": f"{month:%B %Y}", "href": f"{reverse('board')}?on={month.isoformat()}", "chosen": month == on}
            for month in found.months_published
        ],
        "may_publish": not found.published_at and request.user.has_perm("curriculum.publish_figures", request.trust),
        "profile": profile_words(found.answer),
        "is_another_day": bool(request.GET.get("on")) and day_in(request.GET, today=request.today) != on,
    }
    return render(request, "screens/insight/board.html", told)


def month_in(request: TrustRequest) -> dt.date:
    asked = day_in(request.GET, today=request.today) or request.today
    try:
        check_day(asked, today=request.today)
    except CannotShowCells as refusal:
        raise CannotRead(str(refusal)) from None
    return month_end_asked(asked, today=request.today)


def top_on(request: TrustRequest, on: dt.date) -> UnitPlace:
    top = top_place(request.trust, on=on) or top_place(request.trust, on=request.today)
    if top is None:
        raise CannotRead(_("Your trust has no units yet. An administrator can bring them in from a file."))
    return top


@of_trust("curriculum.publish_figures")
def publish(request: TrustRequest) -> HttpResponse:
    """Asked once more before it is done: what was reported cannot be taken back."""
    on = written_day(request.POST.get("on") or request.GET.get("on", ""), today=request.today)
    if on is None or not is_month_end(on) or on >= request.today:
        raise CannotRead(_("Only a month that is over can be published, as of its last day."))
    if request.method != "POST":
        return asked_once_more(request, on)
    try:
        publish_month(trust=request.trust, on=on, today=request.today, by=request.user)
    except CannotPublish as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The figures of %(day)s are published as they stand now.") % {"day": day_words(on)})
    return redirect(f"{reverse('board')}?on={on.isoformat()}")


def asked_once_more(request: TrustRequest, on: dt.date) -> HttpResponse:
    back = f"{reverse('board')}?on={on.isoformat()}"
    told = {
        "title": _("Publish the figures of %(month)s") % {"month": f"{on:%B %Y}"},
        "words": [
            _("The figures of %(day)s are frozen as they stand now, for everybody who reads this page.")
            % {"day": day_words(on)},
            _("This cannot be taken back. What is corrected later stands beside them."),
        ],
        "button": _("Publish them"),
        "trail": [{"words": _("Board page"), "href": back}],
        "back": back,
    }
    return render(request, "screens/manage/confirm.html", told)


urlpatterns = [
    path("insight/board/", board, name="board"),
    path("insight/board/publish/", publish, name="board_publish"),
]
