from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from workforce.models import Trust

from ..forms.page import TrustPageForm
from ..presenters.language import language_context
from .home import HomePage


class TrustPage(Page):
    """A page of one trust, below its home page. Personal data: none."""

    base_form_class = TrustPageForm

    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        trust: int = getattr(self, "known_trust", None) or self.trust_below(self).pk
        return context | language_context(self, trust)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None: every page is for those who are signed in and work in the trust, and for all of them."""
        return PageViewRestriction.objects.none()

    def trust_below(self, parent: Any) -> Trust:
        """The trust of a page that is, or will be, below this parent; the page itself may be given."""
        return HomePage.trust_above(parent)

    def siblings_in_trust(self, parent: Any) -> Any:
        """The trust's other pages of this kind in the same language."""
        home = HomePage.objects.ancestor_of(parent, inclusive=True).get()
        return type(self).objects.descendant_of(home).exclude(pk=self.pk)
