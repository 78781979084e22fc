"""The check at the end of a lesson, and the test that asks: do you know this already?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


class AnswerBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300)
    correct = blocks.BooleanBlock(required=False, help_text="This is a right answer")
    feedback = blocks.CharBlock(max_length=500, help_text="What somebody reads who chose it")


class QuestionBlock(blocks.StructBlock):
    key = blocks.CharBlock(max_length=60, help_text="Stays the same in every version and language")
    prompt = blocks.CharBlock(max_length=500)
    kind = blocks.ChoiceBlock(choices=[("single", "One answer"), ("multiple", "Several answers")], default="single")
    answers = blocks.ListBlock(AnswerBlock(), min_num=2)

    class Meta:
        icon = "help"

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


class CheckBlock(blocks.StreamBlock):
    question = QuestionBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        for key, times in Counter(block.value["key"] for block in cleaned).items():
            if times > 1:
                words = "The key %s is used twice. Give each question a key of its own."
                raise StreamBlockValidationError(non_block_errors=[ValidationError(words % key)])
        return cleaned
