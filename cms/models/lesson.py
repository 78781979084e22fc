from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from ..blocks import CheckBlock, StoryBlock
from ..fields import StoryField
from ..forms.page import LessonForm
from ..panels import SkillsPanel, WritingPanel
from ..presenters.lesson import lesson_context
from ..publishing import decides, follow_lesson
from ..withdrawing import offered_by, tell_of
from .home import HomePage
from .module import A_SHARE, ModulePage, Part
from .trust_page import TrustPage


class LessonPage(TrustPage):
    """Ten minutes of learning, with a check at its end. Its dose stands in the table of its module.

    Personal data: none. What a person has read or answered is kept by the lesson's key, never by this page.
    """

    key = models.CharField("part", max_length=60, help_text="The part of the module that this lesson is.")
    body = StoryField(StoryBlock(), blank=True)
    package = models.ForeignKey(
        "curriculum.Package",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Made elsewhere, and handed in under Framework, Packages. It asks its own questions.",
    )
    check_questions = StoryField(
        CheckBlock(), "questions", blank=True, help_text="With none, reading to the end is enough."
    )
    pass_mark = models.PositiveSmallIntegerField(
        default=80, validators=A_SHARE, help_text="How many of 100 questions must be right."
    )

    template = "pages/lesson.html"
    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    search_fields = [*TrustPage.search_fields, index.SearchField("body")]
    base_form_class = LessonForm
    content_panels = [
        *TrustPage.content_panels,
        FieldPanel("key"),
        WritingPanel(heading="What to think about"),
        FieldPanel("body"),
        FieldPanel("package"),
        SkillsPanel(heading="Skills"),
        MultiFieldPanel([FieldPanel("pass_mark"), FieldPanel("check_questions")], "The check at the end"),
    ]

    def module(self) -> ModulePage:
        module: ModulePage = self.get_parent().specific
        return module

    def clean(self) -> None:
        super().clean()
        if self.path and self.key not in {part.key for part in self.free_parts(self.module())}:
            raise ValidationError(
                {"key": f"The module has no part {self.key}, or it has a lesson already. Look at the module's parts."}
            )

    def free_parts(self, module: ModulePage) -> list[Part]:
        """The parts that can be this lesson: those that no other lesson is."""
        others = LessonPage.objects.child_of(module).exclude(pk=self.pk).values_list("key", flat=True)
        return [part for part in module.parts.exclude(key__in=others)]

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        if decides(self, options):
            trust = HomePage.trust_above(self)
            offered = offered_by(self, trust)
            follow_lesson(self, trust, on=timezone.localdate())
            tell_of(self, trust, offered)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | lesson_context(self, request)
