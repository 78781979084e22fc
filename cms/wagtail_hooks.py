"""What holds for every page and for the editor, said to Wagtail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet
from wagtail.admin.widgets import Button
from wagtail.models import Page

from workforce.models import Account
from workforce.queries.trust import trust_of

from .editors import files_of, other_editors
from .models import CurriculumPage, HomePage, LessonPage, ModulePage
from .pages import of_trust
from .presenters.holes import holes_of
from .presenters.publication import changes_of
from .presenters.writing import warnings_of
from .withdrawing import sessions_in_the_way

AFTER_DOCUMENTS = 410
EDITORS_MENU = {"explorer", "images", "documents"}
OURS = "academy-"
COPIED = "A page of the curriculum has a code that is used once, so it is not copied. Copy its module, or add a page."
WAITS = (
    "A colleague is reading this. Your changes are kept as a draft: wait for their answer, or cancel the reading first."
)
ALONE = (
    "You are the only editor of your trust, so nobody can read this yet. Ask an administrator to make somebody else an "
    "editor too, or cancel the reading and publish it yourself."
)
MOVED = "A lesson stays in its module, where its doses are. Add it to the other module instead."


@hooks.register("before_serve_page")
def only_to_its_own_trust(page: Page, request: HttpRequest, *_: Any) -> HttpResponse | None:
    """A page of another trust is not there. Its home page leads everybody to their own, or else to themselves."""
    try:
        trust = getattr(page, "known_trust", None) or HomePage.trust_above(page).pk
    except HomePage.DoesNotExist:
        return redirect("my")
    if _may_read(request.user, trust):
        return None
    own = HomePage.of_account(request.user) if isinstance(page, HomePage) else None
    address = own.full_url if own else None
    if address is None:
        raise Http404
    return redirect(address)


@hooks.register("before_serve_document")
def only_documents_of_its_own_trust(document: Any, request: HttpRequest) -> None:
    """What an editor put in their trust's collection is for that trust; what stands above all of them is for all."""
    trust = trust_of(request.user)
    own = files_of(trust) if trust else None
    if not request.user.is_superuser and not document.collection.is_root() and document.collection != own:
        raise Http404


def _may_read(account: Any, trust: int) -> bool:
    """Whoever works there, and an operator of the installation."""
    if not isinstance(account, Account):
        return False
    return account.trust_id == trust or (account.trust_id is None and account.is_superuser)


@hooks.register("construct_main_menu")
def only_what_an_editor_needs(request: HttpRequest, items: list[Any]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name in EDITORS_MENU or item.name.startswith(OURS)]


@hooks.register("construct_page_chooser_queryset")
def only_own_pages_to_link_to(pages: Any, request: HttpRequest) -> Any:
    trust = trust_of(request.user)
    return of_trust(pages, trust.pk) if trust else pages


@hooks.register("construct_page_action_menu")
def read_before_published(items: list[Any], request: HttpRequest, context: Mapping[str, Any]) -> None:
    """A colleague's eyes stand first; and whoever asked for them does not publish past them."""
    page = context.get("page")
    if page is not None and page.pk and _waits_for_a_colleague(request, page):
        items[:] = [item for item in items if item.name != "action-publish"]
    submits = [item for item in items if item.name == "action-submit"]
    drafts = [item for item in items if item.name == "action-save-draft"]
    items[:] = [*drafts, *submits, *(item for item in items if item not in submits + drafts)]


def _waits_for_a_colleague(request: HttpRequest, page: Page) -> bool:
    state = page.current_workflow_state
    return state is not None and not request.user.is_superuser and state.requested_by_id == request.user.pk


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_that_nobody_can_read_it(request: HttpRequest, page: Page) -> None:
    if "action-submit" in request.POST and not other_editors(request.user):
        messages.warning(request, ALONE)


@hooks.register("before_publish_page")
def not_past_a_colleague(request: Any, page: Page) -> HttpResponse | None:
    if not _waits_for_a_colleague(request, page):
        return None
    messages.error(request, WAITS)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_publish_page")
def keep_what_changes(request: Any, page: Page) -> None:
    request.academy_changes = changes_of(page) if isinstance(page, ModulePage | LessonPage) else []


@hooks.register("after_publish_page")
def tell_what_changed(request: Any, page: Page) -> None:
    if page.get_latest_revision().approved_go_live_at:
        messages.info(request, "Nothing changes for people before the page goes live.")
        return
    warn_of_sessions(request, page)
    warn_of_what_is_missing(request, page)
    if not page.current_workflow_state and not request.user.is_superuser:
        messages.info(request, "Nobody but you has read this. Next time you can submit it to a colleague first.")
    for line in request.academy_changes:
        messages.info(request, f"From now on: {line}")


def warn_of_what_is_missing(request: Any, page: Page) -> None:
    lines = warnings_of(page) if isinstance(page, LessonPage) else []
    for words in holes_of(page) if isinstance(page, ModulePage) else lines:
        messages.warning(request, words)


def warn_of_sessions(request: Any, page: Page) -> None:
    if not isinstance(page, ModulePage) or page.expire_at is None:
        return
    if words := sessions_in_the_way(page, after=page.expire_at):
        messages.warning(request, f"This is withdrawn on {timezone.localtime(page.expire_at):%-d %B %Y}. {words}")


@hooks.register("after_unpublish_page")
def tell_what_is_withdrawn(request: HttpRequest, page: Page) -> None:
    if isinstance(page, ModulePage | LessonPage):
        messages.info(request, "It gives no dose from now on. What it has given to people stays theirs.")


@hooks.register("before_delete_page")
def unpublish_before_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Withdrawing what a page gives is a step of its own, so deleting is only for what nobody can open."""
    live = page.get_descendants(inclusive=True).live().count()
    if not live:
        return None
    inside = live - page.live
    words = f"it and the {inside} published pages in it" if inside else "it"
    return _refuse(request, page, f"People can still open “{page.title}”. Unpublish {words} first.")


@hooks.register("before_copy_page")
def copied_whole(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A module is copied with its lessons, under a code of its own; nothing else is."""
    if isinstance(page.specific, ModulePage):
        return redirect("module-copy", page.pk)
    return _refuse(request, page, COPIED)


@hooks.register("register_page_header_buttons")
def module_as_a_file(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific, ModulePage):
        address = reverse("module-file", args=[page.pk])
        yield Button("Take out as one file", address, icon_name="download", priority=75)
    if isinstance(page.specific, CurriculumPage):
        yield Button("Bring a module in", reverse("module-bring-in"), icon_name="upload", priority=75)


@hooks.register("before_move_page")
def lessons_stay(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return _refuse(request, page, MOVED) if isinstance(page.specific, LessonPage) else None


@hooks.register("before_bulk_action")
def one_by_one(request: HttpRequest, action: str, pages: list[Page], _: Any) -> HttpResponse | None:
    """In bulk the same holds: nothing that is published is deleted, no lesson is moved."""
    refused = (
        next((page for page in pages if _is_refused(action, page)), None) if action in {"delete", "move"} else None
    )
    return _refuse(request, refused, "Do this page by page: not all of these can be.") if refused else None


def _is_refused(action: str, page: Page) -> bool:
    if not isinstance(page, Page):
        return False
    is_live = action == "delete" and page.get_descendants(inclusive=True).live().exists()
    return is_live or (action == "move" and isinstance(page.specific, LessonPage))


def _refuse(request: HttpRequest, page: Page, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _offer(name: str, words: str, route: str, icon: str, order: int) -> None:
    """A line of the editor's menu that leads to a screen of ours."""
    item = MenuItem(words, reverse_lazy(route), name=f"{OURS}{name}", icon_name=icon, order=order)
    hooks.register("register_admin_menu_item", lambda: item)


for place, (name, words, route, icon) in enumerate(
    [
        ("served", "What is served", "serving", "glasses"),
        ("questions", "Answers to questions", "questions", "help"),
        ("links", "Broken links", "broken-links", "link"),
        ("packages", "Packages", "packages", "folder-open-inverse"),
        ("credentials", "Credentials", "credentials", "tick-inverse"),
        ("bring-in", "Bring a module in", "module-bring-in", "upload"),
        ("being-read", "Waiting to be read", "wagtailadmin_reports:workflow", "tasks"),
        ("site", "Back to the site", "learn", "home"),
    ]
):
    _offer(name, words, route, icon, AFTER_DOCUMENTS + place)


def own_colleagues(request: HttpRequest) -> Any:
    """Of the report of what waits to be read: Wagtail would offer everybody of every trust to choose from."""
    trust = trust_of(request.user)
    return Account.objects.filter(trust=trust, requested_workflows__isnull=False).distinct().order_by("username")


WorkflowReportFilterSet.base_filters["requested_by"].queryset = own_colleagues
