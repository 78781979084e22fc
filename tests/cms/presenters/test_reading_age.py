"""How hard a lesson is to read, said to whoever writes it."""

import pytest

from cms.loading.story import story
from cms.models import LessonPage
from cms.presenters.reading_age import OLDEST, reading_age, sentences_in, syllables, too_hard
from cms.presenters.reading_time import too_long
from tests.cms.content.files import MODULES

pytestmark = pytest.mark.django_db
PLAIN = "We ask why. Then we try one small thing. We look at what it did. " * 10
HARD = (
    "Notwithstanding considerable organisational heterogeneity, improvement methodologies necessitate systematic "
    "operationalisation of multidimensional measurement frameworks throughout participating institutions. "
) * 10


def lesson(words):
    return LessonPage(title="A lesson", body=story([{"type": "text", "text": words}]))


@pytest.mark.parametrize(
    "word, spoken",
    [("cat", 1), ("made", 1), ("table", 2), ("improvement", 4), ("variation", 4), ("why", 1), ("hmm", 1)],
)
def test_syllables_are_counted_about_as_they_are_spoken(word, spoken):
    assert abs(syllables(word) - spoken) <= 1


def test_short_words_in_short_sentences_are_read_early():
    assert reading_age(sentences_in([PLAIN])) < 9 < OLDEST < reading_age(sentences_in([HARD]))


def test_of_a_few_words_nothing_is_said():
    assert reading_age(sentences_in(["Methodological considerations predominate."])) is None


def test_an_editor_is_told_of_a_lesson_that_is_hard_to_read_and_of_its_longest_sentence():
    assert too_hard(lesson(PLAIN)) == []
    [words] = too_hard(lesson(HARD))
    assert "The longest sentence has 16 words: “Notwithstanding considerable organisational" in words


def test_the_lessons_that_come_with_the_product_are_easy_enough():
    parts = [part for module in MODULES.values() for part in module["parts"] if part.get("blocks")]

    hard = {part["key"]: too_hard(LessonPage(title="A lesson", body=story(part["blocks"]))) for part in parts}

    assert len(hard) > 25
    assert {key: words for key, words in hard.items() if words} == {}


def test_the_lessons_that_come_with_the_product_take_no_longer_than_they_say():
    parts = [part for module in MODULES.values() for part in module["parts"] if part.get("blocks")]
    pages = {part["key"]: LessonPage(title="A lesson", body=story(part["blocks"])) for part in parts}

    long = {part["key"]: too_long(pages[part["key"]], part["minutes"]) for part in parts}

    assert {key: words for key, words in long.items() if words} == {}
