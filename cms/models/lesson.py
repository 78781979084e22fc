from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from ..blocks import CheckBlock, StoryBlock
from ..fields import StoryField
from ..presenters.lesson import lesson_context
from ..publishing import publish_lesson
from .home import HomePage
from .module import ModulePage, gives_dose


class LessonPage(Page):
    """Ten minutes of learning, with a check at its end. Its dose stands in the table of its module.

    Personal data: none. What a person has read or answered is kept by the lesson's key, never by this page.
    """

    key = models.CharField(max_length=60, help_text="A part of the module. The same in every language.")
    body = StoryField(StoryBlock(), blank=True)
    check_questions = StoryField(CheckBlock(), blank=True)
    pass_mark = models.PositiveSmallIntegerField(default=80, help_text="Percent of the questions")

    template = "pages/lesson.html"
    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("key"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("pass_mark"), FieldPanel("check_questions")], "The check at the end"),
    ]

    def module(self) -> ModulePage:
        module: ModulePage = self.get_parent().specific
        return module

    def clean(self) -> None:
        super().clean()
        if self.path and self.key not in {part.key for part in self.module().parts.all()}:
            raise ValidationError({"key": "The module has no part with this key. Add it to the module's parts first."})

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        if gives_dose(self, options):
            publish_lesson(self, HomePage.trust_above(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | lesson_context(self, request)
