"""For editors: which questions of a module people get right at first, and which wrong answer most of them choose."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.pages import module_titles
from cms.presenters.answering import question_lines
from curriculum.queries.answering import answerings, asking_modules

from .asked import choice_in
from .door import TrustRequest, of_trust
from .framework import trail


@of_trust("curriculum.view_answerings")
def questions(request: TrustRequest) -> HttpResponse:
    modules = module_titles(request.trust.pk)
    code = choice_in(request.GET, "module", modules, words=_("There is no such module."))
    asking = asking_modules(request.trust) | {code}
    shown = {one: title for one, title in modules.items() if one in asking} or modules
    code = code or next(iter(shown), "")
    asked = answerings(request.trust, code) if code else []
    told = {
        "modules": shown.items(),
        "module": code,
        "title": modules.get(code, ""),
        "lines": question_lines(asked, at_least=request.trust.suppress_below),
        "trail": trail(),
    }
    return render(request, "screens/manage/framework/questions.html", told)


urlpatterns = [path("", questions, name="questions")]
