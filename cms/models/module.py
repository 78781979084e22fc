"""A module: its parts, and what each part gives in which skill, edited as a table where the editor works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.forms import TextInput, model_to_dict
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from curriculum.calc.once import minutes_of_all
from curriculum.calc.prescription import Piece, Way
from curriculum.enums import ActivityKind, Depth, PracticeKind
from curriculum.models import Level, Skill

from ..blocks import CheckBlock, SessionPlanBlock, StoryBlock
from ..fields import StoryField
from ..forms.page import ModuleForm
from ..panels import ChangesPanel, PartsPanel, SkillsPanel
from ..presenters.module import module_context
from ..publishing import decides, follow_module
from ..withdrawing import offered_by, tell_of, withdraw_lessons
from .adding_up import Row, not_adding_up
from .home import HomePage
from .trust_page import TrustPage

KEYS = TextInput(attrs={"list": "keys-of-parts"})  # of the parts as last saved, to choose from or to type
FOR_FACILITATORS = "For whoever gives the session in a room, answers and all. Readers do not see it."
A_SHARE = [MinValueValidator(1), MaxValueValidator(100)]


class ModulePage(TrustPage):
    """Learning that belongs together. Publishing it publishes its parts as activities. Personal data: none."""

    code = models.CharField(
        max_length=40, help_text="Short, such as IN-1. It stays the same in every version and in every language."
    )
    levels = ParentalManyToManyField(
        Level, blank=True, related_name="+", help_text="The levels that this module helps people to reach."
    )
    summary = models.TextField(help_text="What somebody will be able to do afterwards, in two sentences.")
    for_whom = models.TextField(blank=True, help_text="Who gets most from it, and what they should know before.")
    body = StoryField(StoryBlock(), blank=True)
    session_plan = StoryField(
        SessionPlanBlock(), blank=True, help_text="For whoever gives the session in a room. Readers can open it too."
    )
    sign_off = RichTextField(features=["bold", "ul"], blank=True, help_text="What an assessor signs off, and who may.")
    test = StoryField(
        CheckBlock(), blank=True, help_text="Asked before the module. Who passes need not sit through what they know."
    )
    test_pass_mark = models.PositiveSmallIntegerField(
        "pass mark", default=80, validators=A_SHARE, help_text="How many of 100 questions must be right."
    )

    test_draw = models.PositiveSmallIntegerField(
        "questions of each skill",
        default=0,
        help_text="Drawn by chance for each go, where there are more of a skill. 0: all of them are asked.",
    )

    template = "pages/module.html"
    parent_page_types = ["cms.CurriculumPage"]
    subpage_types = ["cms.LessonPage"]
    search_fields = [
        *TrustPage.search_fields,
        index.SearchField("code"),
        index.SearchField("summary", boost=2),
        index.SearchField("for_whom"),
        index.SearchField("body"),
        index.RelatedFields("parts", [index.SearchField("title")]),
    ]
    base_form_class = ModuleForm
    parts_panels = [
        ChangesPanel(heading="What publishing changes"),
        InlinePanel("parts", label="part", heading="Parts"),
        PartsPanel(),
        InlinePanel("part_doses", label="dose", heading="What each part gives"),
        FieldPanel("sign_off"),
    ]
    test_panels = [
        FieldPanel("test_pass_mark"),
        FieldPanel("test_draw"),
        InlinePanel("test_skills", label="skill"),
        SkillsPanel(heading="Skills"),
        FieldPanel("test"),
    ]
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
            ObjectList(test_panels, heading="Test"),
            ObjectList([FieldPanel("session_plan", help_text=FOR_FACILITATORS)], heading="Session plan"),
            ObjectList([*Page.promote_panels, *Page.settings_panels], heading="Address"),
        ]
    )

    @property
    def minutes(self) -> int:
        """Of whoever takes all of it, once."""
        return minutes_of_all(part.piece(place) for place, part in enumerate(self.parts.all()))

    @property
    def test_key(self) -> str:
        return f"{self.code}-TEST"

    is_read_as_typed = False
    """A form has asked already whether its tables add up, as they were typed: here they are still as last saved."""

    def clean(self) -> None:
        super().clean()
        if not self.is_read_as_typed:
            self._must_add_up()
        if self.path and (taken := self.code_is_taken(self.code, self.get_parent())):
            raise ValidationError({"code": taken})

    def _must_add_up(self) -> None:
        parts = [model_to_dict(part) for part in self.parts.all()]
        doses = [dose.told() for dose in self.part_doses.all()]
        if words := self.problems(parts, doses, self.get_parent() if self.path else None):
            raise ValidationError(words)

    def problems(self, parts: Sequence[Row], doses: Sequence[Row], parent: Page | None) -> list[str]:
        """What does not add up, in words. Asked of tables that may not be saved yet."""
        taken = self.keys_taken([part["key"] for part in parts], parent) if parent else []
        return [*not_adding_up(parts, doses, self.published_lessons()), *taken]

    def keys_taken(self, keys: Sequence[str], parent: Page) -> list[str]:
        others = Part.objects.filter(module__in=self.siblings_in_trust(parent), key__in=keys).select_related("module")
        return [f"{part.key} is a part of “{part.module.title}”. Give this part another key." for part in others]

    def published_lessons(self) -> set[str]:
        lessons = self.get_children().live().values_list("lessonpage__key", flat=True) if self.pk else []
        return {key for key in lessons if key}

    def code_is_taken(self, code: str, parent: Page) -> str:
        other = self.siblings_in_trust(parent).filter(code=code).first()
        return f"{code} is the code of “{other.title}”. Choose another." if other else ""

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        if decides(self, options):
            trust = HomePage.trust_above(self)
            offered = offered_by(self, trust)
            follow_module(self, trust, on=timezone.localdate())
            tell_of(self, trust, offered)
        if options.get("update_fields") is None and not self.live:
            withdraw_lessons(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | module_context(self, request)


class Part(Orderable):
    """One piece of a module: a lesson of at most ten minutes, a session in a room, practice. Personal data: none."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(
        max_length=60, help_text="Such as IN-1-03. What people have done is kept under it, so do not change it later."
    )
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=ActivityKind, default=ActivityKind.LESSON)
    minutes = models.PositiveSmallIntegerField(help_text="Its whole length. A lesson takes ten at most.")
    way = models.CharField(
        max_length=80,
        blank=True,
        help_text="Only where people choose between ways to take the module, such as “A half day together”: the one "
        "that this part belongs to, in the same words on all its parts. Empty: it belongs to every way.",
    )

    is_refresher = models.BooleanField(
        default=False,
        help_text="It keeps a skill that somebody has reached already. Whoever has not reached it is not sent to it.",
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("kind"), FieldPanel("minutes")]),
        FieldPanel("way"),
        FieldPanel("is_refresher"),
    ]

    def piece(self, place: int) -> Piece:
        return Piece(place, self.minutes, (), way=Way("", self.way) if self.way else None)


class PartDose(Orderable):
    """What one part gives in one skill. Personal data: none."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="part_doses")
    part = models.CharField(max_length=60, help_text="The key of the part, such as IN-1-03.")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(choices=Depth, default=Depth.AWARE)
    minutes = models.PositiveSmallIntegerField(
        default=0, help_text="Of the part's minutes, those for this skill. Together never more than the part."
    )
    practice_kind = models.CharField(
        max_length=20, choices=PracticeKind, blank=True, help_text="Only where the part is practice, not taught."
    )
    practice_count = models.PositiveSmallIntegerField(default=0)

    panels = [
        FieldRowPanel(
            [FieldPanel("part", widget=KEYS), FieldPanel("skill"), FieldPanel("depth"), FieldPanel("minutes")]
        ),
        FieldRowPanel([FieldPanel("practice_kind"), FieldPanel("practice_count")]),
    ]

    def told(self) -> dict[str, Any]:
        return model_to_dict(self) | {"skill": self.skill}


class TestSkill(Orderable):
    """A skill that passing the module's test shows, whole, to a depth. Personal data: none."""

    __test__ = False  # a model, not a test: its name begins with Test

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="test_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(choices=[(1, "aware"), (2, "do")], default=1)

    panels = [FieldRowPanel([FieldPanel("skill"), FieldPanel("depth")])]
