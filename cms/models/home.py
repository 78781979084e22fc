from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.cache import cache
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult

from workforce.models import Trust

from ..presenters.language import language_context
from ..presenters.waiting import waiting_for


class HomePage(Page):
    """The front door of one trust's academy; all of its pages lie below. Personal data: none.

    A trust is read in Welsh from the day on which its home page is published in Welsh.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    intro = RichTextField(features=["bold", "link", "ul"], blank=True)
    same_words = models.TextField(
        "words that mean the same",
        blank=True,
        help_text="For the search. A line for each group, with commas between: SPC, statistical process control",
    )

    template = "pages/home.html"
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("same_words")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CurriculumPage", "cms.LibraryPage"]

    @classmethod
    def trust_above(cls, page: Page) -> Trust:
        """The trust that a page belongs to, in whatever language."""
        return cls.objects.select_related("trust").ancestor_of(page, inclusive=True).get().trust

    @classmethod
    def of_account(cls, account: Any) -> HomePage | None:
        """Where an account begins: the home page of the trust in which it works."""
        trust = getattr(account, "trust_id", None)
        return cls.objects.live().filter(trust=trust, locale=Locale.get_default()).first() if trust else None

    def route(self, request: HttpRequest, path_components: Sequence[str]) -> RouteResult:
        """By the whole address at once. What is not there in the reader's language is shown in another."""
        if not path_components:
            return super().route(request, path_components)
        here = self._below(path_components)
        page = here or self._in_another_language(path_components)
        if page is None:
            raise Http404
        known = self._known(page)
        known.is_where_asked = here is not None
        return RouteResult(known)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        waiting = waiting_for(request.user, on=localdate()) if request.user.is_authenticated else []
        return context | language_context(self, self.trust_id) | {"waiting": waiting}

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        cache.delete(f"languages:{self.trust_id}")

    def _known(self, page: Page) -> Page:
        """Whose page it is, and in which language, was just asked: who serves it need not ask again."""
        specific: Page = page.specific
        specific.known_trust, specific.locale = self.trust_id, page.locale
        return specific

    def _below(self, slugs: Sequence[str]) -> Page | None:
        address = self.url_path + "/".join(slugs) + "/"
        found = (
            Page.objects.live()
            .select_related("locale")
            .filter(slug=slugs[-1], depth=self.depth + len(slugs), path__startswith=self.path)
        )
        return found.filter(url_path=address).first()

    def _in_another_language(self, slugs: Sequence[str]) -> Page | None:
        for home in HomePage.objects.live().filter(trust=self.trust_id).exclude(pk=self.pk):
            if page := home._below(slugs):
                translated: Page = page.localized
                return translated
        return None
