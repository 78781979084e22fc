"""The check at the end of a lesson, and the test that asks: do you know this already?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


class AnswerBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300)
    correct = blocks.BooleanBlock(required=False, help_text="This is a right answer")
    feedback = blocks.CharBlock(max_length=500, help_text="What somebody reads who chose it")


SITUATION = "A short scene that the question is about, shown before it. Empty: none"
SKILL = "The code of the skill that it is about, as listed above. Needed where questions are drawn by chance"
KEY = "Leave it empty in a new question: it is given one. It stays the same in every version and language"


class QuestionBlock(blocks.StructBlock):
    key = blocks.CharBlock(max_length=60, required=False, help_text=KEY)
    situation = blocks.TextBlock(max_length=1200, required=False, help_text=SITUATION)
    skill = blocks.CharBlock(max_length=20, required=False, help_text=SKILL)
    prompt = blocks.CharBlock(max_length=500)
    kind = blocks.ChoiceBlock(choices=[("single", "One answer"), ("multiple", "Several answers")], default="single")
    answers = blocks.ListBlock(AnswerBlock(), min_num=2)

    class Meta:
        icon = "help"
        label = "Question to choose from"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        right = sum(bool(answer["correct"]) for answer in cleaned["answers"])
        if right == 0:
            raise StructBlockValidationError({"answers": ValidationError("Mark at least one right answer.")})
        if cleaned["kind"] == "single" and right > 1:
            raise StructBlockValidationError(
                {"answers": ValidationError("A question with one answer has one right one.")}
            )
        return cleaned


class PairBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300)
    match = blocks.CharBlock(max_length=300, help_text="What goes with it")
    feedback = blocks.CharBlock(max_length=500, help_text="What somebody reads about it afterwards")


class MatchingBlock(blocks.StructBlock):
    key = blocks.CharBlock(max_length=60, required=False, help_text=KEY)
    situation = blocks.TextBlock(max_length=1200, required=False, help_text=SITUATION)
    skill = blocks.CharBlock(max_length=20, required=False, help_text=SKILL)
    prompt = blocks.CharBlock(max_length=500)
    pairs = blocks.ListBlock(PairBlock(), min_num=2, max_num=8)
    others = blocks.ListBlock(
        blocks.CharBlock(max_length=300), required=False, default=[], help_text="Offered too, and go with nothing"
    )

    class Meta:
        icon = "link"
        label = "Matching"


class FillInBlock(blocks.StructBlock):
    key = blocks.CharBlock(max_length=60, required=False, help_text=KEY)
    situation = blocks.TextBlock(max_length=1200, required=False, help_text=SITUATION)
    skill = blocks.CharBlock(max_length=20, required=False, help_text=SKILL)
    prompt = blocks.CharBlock(max_length=500, help_text="A question that one word or number answers")
    accepted = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        min_num=1,
        help_text="Every way to write it that is right. Capitals, full stops and “a” or “the” do not matter.",
    )
    right_feedback = blocks.CharBlock(max_length=500, help_text="What somebody reads who filled it in rightly")
    wrong_feedback = blocks.CharBlock(max_length=500, help_text="What everybody else reads")

    class Meta:
        icon = "edit"
        label = "Fill in"


def give_keys(questions: Sequence[Any]) -> None:
    """Whoever writes a question need not think of a key: q1, q2, or the next that is free."""
    taken = {question["key"] for question in questions}
    free = (key for number in count(1) if (key := f"q{number}") not in taken)
    for question in questions:
        question["key"] = question["key"] or next(free)


class CheckBlock(blocks.StreamBlock):
    question = QuestionBlock()
    matching = MatchingBlock()
    fill_in = FillInBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        give_keys([block.value for block in cleaned])
        for key, times in Counter(block.value["key"] for block in cleaned).items():
            if times > 1:
                words = "The key %s is used twice. Give each question a key of its own."
                raise StreamBlockValidationError(non_block_errors=[ValidationError(words % key)])
        return cleaned
