"""For editors: a module taken out as one file, brought in from one as a draft, or copied."""

from __future__ import annotations

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Locale

from cms.exchange.bringing_in import Brought, CannotBringIn, bring_in, take_back
from cms.exchange.taking_out import write_module
from cms.forms.form import NhsForm
from cms.forms.module_file import BringInForm, CopyForm
from cms.models import CurriculumPage, LessonPage, ModulePage
from cms.pages import of_trust as pages_of

from .door import TrustRequest, of_trust
from .framework import trail

RULE = "curriculum.edit_pages"
IN_MEMORY = 5 * 1024 * 1024


@of_trust(RULE)
def take_out(request: TrustRequest, pk: int) -> FileResponse:
    module = _own(request, pk)
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # closed once it is sent
    write_module(module, file)
    file.seek(0)
    name = f"{slugify(f'{module.code} {module.title}')}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@of_trust(RULE)
def bring(request: TrustRequest) -> HttpResponse:
    form = BringInForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))

    def brought() -> Brought:
        said = form.cleaned_data
        parent = _curriculum(request)
        return bring_in(trust=request.trust, parent=parent, file=said["file"].file, by=request.user, code=said["code"])

    return _made(request, form, brought) or _asked(request, form, "bring_in", {})


@of_trust(RULE)
def copy(request: TrustRequest, pk: int) -> HttpResponse:
    module = _own(request, pk)
    first = {"title": _("%(title)s (copy)") % {"title": module.title}}
    form = CopyForm(request.POST if request.method == "POST" else None, initial=first)

    def copied() -> Brought:
        said = form.cleaned_data
        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            write_module(module, file)
            parent = module.get_parent().specific
            names = {"code": said["code"], "title": said["title"]}
            return bring_in(trust=request.trust, parent=parent, file=file, by=request.user, **names)

    return _made(request, form, copied) or _asked(request, form, "copy", {"module": module})


@of_trust(RULE)
def brought_in(request: TrustRequest, pk: int) -> HttpResponse:
    module = _own(request, pk)
    lessons = LessonPage.objects.child_of(module).order_by("path")
    told = {"module": module, "lessons": lessons, "trail": trail(), "is_draft": not module.live}
    return render(request, "screens/manage/modules/brought_in.html", told)


@require_POST
@of_trust(RULE)
def undo(request: TrustRequest, pk: int) -> HttpResponse:
    module = _own(request, pk)
    try:
        take_back(module)
    except CannotBringIn as refusal:
        messages.error(request, str(refusal))
        return redirect("module-brought-in", pk)
    messages.success(request, _("The draft is gone. Pictures and documents that came with it stay in the library."))
    return redirect("framework")


def _made(request: TrustRequest, form: NhsForm, make: Callable[[], Brought]) -> HttpResponse | None:
    """Where to go once it is there; nowhere while it is not."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        brought = make()
    except CannotBringIn as refusal:
        form.add_error("file" if "file" in form.fields else "code", str(refusal))
        return None
    messages.success(request, _("It is there as a draft. Nobody but editors can see it."))
    for words in brought.left_out:
        messages.warning(request, words)
    return redirect("module-brought-in", brought.module.pk)


def _asked(request: TrustRequest, form: NhsForm, name: str, told: dict[str, object]) -> HttpResponse:
    told |= {"form": form, "trail": trail()}
    return render(request, f"screens/manage/modules/{name}.html", told, status=422 if form.errors else 200)


def _own(request: TrustRequest, pk: int) -> ModulePage:
    return get_object_or_404(pages_of(ModulePage.objects.all(), request.trust.pk), pk=pk)


def _curriculum(request: TrustRequest) -> CurriculumPage:
    own = pages_of(CurriculumPage.objects.filter(locale=Locale.get_default()), request.trust.pk).first()
    if own is None:
        raise CannotBringIn(_("Your site has no curriculum yet. Load one first."))
    found: CurriculumPage = own
    return found


urlpatterns = [
    path("bring-in/", bring, name="module-bring-in"),
    path("<int:pk>/file/", take_out, name="module-file"),
    path("<int:pk>/copy/", copy, name="module-copy"),
    path("<int:pk>/brought-in/", brought_in, name="module-brought-in"),
    path("<int:pk>/take-back/", undo, name="module-take-back"),
]
