from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page

from workforce.models import Trust


class HomePage(Page):
    """The front door of one trust's academy; all of its pages lie below. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    intro = RichTextField(features=["bold", "link", "ul"], blank=True)

    template = "pages/home.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CurriculumPage"]

    @classmethod
    def trust_above(cls, page: Page) -> Trust:
        """The trust that a page belongs to, in whatever language."""
        return cls.objects.select_related("trust").ancestor_of(page, inclusive=True).get().trust

    @classmethod
    def of_account(cls, account: Any) -> HomePage | None:
        """Where an account begins: the home page of the trust in which it works."""
        trust = getattr(account, "trust_id", None)
        return cls.objects.live().filter(trust=trust, locale=Locale.get_default()).first() if trust else None
