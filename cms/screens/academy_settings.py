"""What counts as active, lapsed, quiet or stalled: for the leads of an academy to set."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.academy_settings import AcademySettingsForm
from coaching.services.academy import set_academy

from .academy import RULE, asked_academy
from .asking import ask, data_of
from .door import TrustRequest, of_trust


@of_trust(RULE)
def settings(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    back = f"{reverse('academy')}?academy={academy.uuid}"
    form = AcademySettingsForm(data_of(request), academy=academy)

    def keep() -> None:
        set_academy(academy=academy, settings=form.cleaned_data, by=request.user)

    done = _("From today every figure is counted so.")
    return ask(request, form, keep, about=academy, back=back, title=_("What counts"), done=done)


urlpatterns = [path("academy/settings/", settings, name="academy-settings")]
