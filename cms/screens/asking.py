"""One form on a page of its own: asked, kept, or asked again with what is wrong, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workforce.services.refusal import Refused

from .door import TrustRequest

PAGE = "screens/coach/ask.html"


def data_of(request: TrustRequest) -> QueryDict | None:
    """What was sent. None: nothing was, the form is only looked at."""
    return request.POST if request.method == "POST" else None


def ask(
    request: TrustRequest,
    form: Form,
    keep: Callable[[], object],
    *,
    about: object,
    back: str,
    done: str = "",
    template: str = PAGE,
    **told: Any,
) -> HttpResponse:
    """`about`: what stands above the title; `back`: where it leads afterwards. What `keep` refuses is said there."""
    if form.is_bound and form.is_valid():
        try:
            keep()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done or _("Kept."))
            return redirect(back)
    usual = {"button": _("Keep it"), "caption": str(about), "back": back, "back_words": str(about)}
    return render(request, template, usual | told | {"form": form}, status=422 if form.errors else 200)
