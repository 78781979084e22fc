"""A coach who did not come through a cohort here is added by a lead, with their certificate."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.set_up import CoachEntryForm
from coaching.services.coach_entry import add_coach

from .academy import RULE, asked_academy
from .asking import ask, data_of
from .door import TrustRequest, of_trust


@of_trust(RULE)
def add(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    form = CoachEntryForm(data_of(request), trust=request.trust, today=request.today)

    def keep() -> None:
        add_coach(
            academy=academy,
            person=form.cleaned_data["email"],
            is_clinical=form.cleaned_data["is_clinical"] == "yes",
            certificate=form.certificate(),
            on=request.today,
            by=request.user,
        )

    words = [
        _("For coaches who were trained elsewhere or before. Whoever takes a course here becomes a coach by that.")
    ]
    done = _("Added. They, or you, say on their profile when and where they can coach.")
    told = {"title": _("Add a coach"), "words": words, "button": _("Add them"), "done": done}
    back = f"{reverse('academy-coaches')}?academy={academy.uuid}"
    return ask(request, form, keep, about=academy, back=back, **told)  # type: ignore[arg-type]  # words are the template's


urlpatterns = [path("academy/coaches/add/", add, name="coach-add")]
