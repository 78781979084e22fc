"""A module: its parts, and what each part gives in which skill, edited as a table where the editor works."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Locale, Orderable, Page

from curriculum.enums import ActivityKind, Depth, PracticeKind
from curriculum.models import Level, Skill

from ..blocks import CheckBlock, SessionPlanBlock, StoryBlock
from ..fields import StoryField
from ..presenters.module import module_context
from ..publishing import publish_module
from .home import HomePage


class ModulePage(Page):
    """Learning that belongs together. Publishing it publishes its parts as activities. Personal data: none."""

    code = models.CharField(max_length=40, help_text="Stays the same in every language, such as IN-1")
    levels = ParentalManyToManyField(Level, blank=True, related_name="+")
    summary = models.TextField()
    for_whom = models.TextField(blank=True)
    body = StoryField(StoryBlock(), blank=True)
    session_plan = StoryField(SessionPlanBlock(), blank=True)
    sign_off = RichTextField(features=["bold", "ul"], blank=True, help_text="What an assessor signs off, and who may")
    test = StoryField(CheckBlock(), blank=True)
    test_pass_mark = models.PositiveSmallIntegerField(default=80)

    template = "pages/module.html"
    parent_page_types = ["cms.CurriculumPage"]
    subpage_types = ["cms.LessonPage"]
    parts_panels = [
        InlinePanel("parts", label="part", heading="Parts"),
        InlinePanel("part_doses", label="dose", heading="What each part gives"),
        FieldPanel("sign_off"),
    ]
    test_panels = [FieldPanel("test_pass_mark"), InlinePanel("test_skills", label="skill"), FieldPanel("test")]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    MultiFieldPanel([FieldPanel("code"), FieldPanel("levels")], "For whom it is"),
                    FieldPanel("summary"),
                    FieldPanel("for_whom"),
                    FieldPanel("body"),
                ],
                heading="Content",
            ),
            ObjectList(parts_panels, heading="Parts and doses"),
            ObjectList(test_panels, heading="Know this already?"),
            ObjectList([FieldPanel("session_plan")], heading="Session plan"),
            ObjectList(Page.promote_panels, heading="Promote"),
        ]
    )

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts.all())

    @property
    def test_key(self) -> str:
        return f"{self.code}-TEST"

    def clean(self) -> None:
        super().clean()
        check_doses(self)

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        if gives_dose(self, options):
            publish_module(self, HomePage.trust_above(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | module_context(self, request)


def gives_dose(page: Page, options: dict[str, Any]) -> bool:
    """Saved as a live page, whole, in the first language. A draft is saved with `update_fields`, and gives nothing."""
    return bool(page.live and options.get("update_fields") is None and page.locale_id == Locale.get_default().pk)


class Part(Orderable):
    """One piece of a module: a lesson of at most ten minutes, a session in a room, practice. Personal data: none."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=ActivityKind, default=ActivityKind.LESSON)
    minutes = models.PositiveSmallIntegerField()

    panels = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("title"), FieldPanel("kind"), FieldPanel("minutes")]),
    ]


class PartDose(Orderable):
    """What one part gives in one skill. Personal data: none."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="part_doses")
    part = models.CharField(max_length=60, help_text="The part's key")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(choices=Depth, default=Depth.AWARE)
    minutes = models.PositiveSmallIntegerField(default=0)
    practice_kind = models.CharField(max_length=20, choices=PracticeKind, blank=True)
    practice_count = models.PositiveSmallIntegerField(default=0)

    panels = [
        FieldRowPanel([FieldPanel("part"), FieldPanel("skill"), FieldPanel("depth"), FieldPanel("minutes")]),
        FieldRowPanel([FieldPanel("practice_kind"), FieldPanel("practice_count")]),
    ]


class TestSkill(Orderable):
    """A skill that passing the module's test shows, whole, to a depth. Personal data: none."""

    __test__ = False  # a model, not a test: its name begins with Test

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="test_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(choices=[(1, "aware"), (2, "do")], default=1)

    panels = [FieldRowPanel([FieldPanel("skill"), FieldPanel("depth")])]


def check_doses(module: ModulePage) -> None:
    """The split of a part never exceeds its length, a skill stands once a part, and every dose names a part."""
    length = {part.key: part.minutes for part in module.parts.all()}
    doses = list(module.part_doses.all())
    if astray := sorted({dose.part for dose in doses} - set(length)):
        raise ValidationError(f"There is no part with the key {', '.join(astray)}. Correct the dose or add the part.")
    twice = [pair for pair, times in Counter((dose.part, dose.skill_id) for dose in doses).items() if times > 1]
    if twice:
        raise ValidationError(f"Part {twice[0][0]} names a skill twice. Put its minutes in one line.")
    for key, minutes in length.items():
        given = sum(dose.minutes for dose in doses if dose.part == key)
        if given > minutes:
            raise ValidationError(f"Part {key} lasts {minutes} minutes, but its doses add up to {given}.")
