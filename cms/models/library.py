"""The resource library: what people take into a meeting with them, and stories of improvement to learn from."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from curriculum.models import Skill

from ..blocks import StoryBlock
from ..fields import StoryField
from ..presenters.library import library_context
from ..presenters.story import rendered
from .trust_page import TrustPage


class ResourceKind(models.TextChoices):
    TOOL = "TOOL", _("Tool")
    TEMPLATE = "TEMPLATE", _("Template")
    GUIDE = "GUIDE", _("Guide")
    READING = "READING", _("Reading")
    STORY = "STORY", _("Story of improvement")


class LibraryPage(TrustPage):
    """Every resource of a trust, by kind and by skill. Personal data: none."""

    intro = RichTextField(features=["bold", "link", "ul"], blank=True)

    template = "pages/library.html"
    content_panels = [*TrustPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["cms.HomePage"]
    max_count_per_parent = 1
    subpage_types = ["cms.ResourcePage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | library_context(ResourcePage.objects.child_of(self).live(), request.GET, ResourceKind)


class ResourcePage(TrustPage):
    """Something to take away and use, or a story of what a team did. It gives no dose. Personal data: none.

    A story names a team and no patient, and nobody who has not agreed to it.
    """

    kind = models.CharField(max_length=8, choices=ResourceKind, default=ResourceKind.TOOL)
    summary = models.TextField(help_text="What it is for and when to reach for it, in two sentences.")
    team = models.CharField(max_length=200, blank=True, help_text="Of a story: whose it is. No patient is named.")
    skills = ParentalManyToManyField(Skill, blank=True, related_name="+", help_text="The skills that it helps with.")
    body = StoryField(StoryBlock(), blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="A file to download. Say the same on the page for those who cannot open it.",
    )
    link = models.URLField(blank=True, help_text="Where it is kept, if that is elsewhere.")

    template = "pages/resource.html"
    parent_page_types = ["cms.LibraryPage"]
    subpage_types: list[str] = []
    search_fields = [
        *TrustPage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.SearchField("team"),
    ]
    content_panels = [
        *TrustPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("team"),
        FieldPanel("skills"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("link")], "To take away"),
    ]

    def clean(self) -> None:
        super().clean()
        if self.kind == ResourceKind.STORY and not self.team:
            raise ValidationError({"team": "A story says whose it is: name the team."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"body": rendered(self, "body")}
