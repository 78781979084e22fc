from curriculum.calc.check import mark, still_asked, unanswered

CONTENT = {
    "pass_mark": 75,
    "questions": [
        {"key": "a", "kind": "single", "answers": [{"correct": True}, {"correct": False}]},
        {"key": "b", "kind": "multiple", "answers": [{"correct": True}, {"correct": False}, {"correct": True}]},
    ],
}


def test_all_right_is_a_hundred_percent_and_passes():
    result = mark(CONTENT, {"a": [0], "b": [2, 0]})

    assert (result.score, result.passed) == (100, True)


def test_one_of_two_right_answers_is_not_right():
    result = mark(CONTENT, {"a": [0], "b": [0]})

    assert (result.score, result.passed) == (50, False)


def test_a_right_answer_beside_a_wrong_one_is_not_right():
    assert mark(CONTENT, {"a": [0, 1], "b": [0, 2]}).score == 50


def test_a_lesson_without_questions_is_passed_by_being_read():
    assert mark({}, {}).passed


def test_a_question_without_an_answer_or_with_one_that_is_none_of_its_own_is_named():
    assert unanswered(CONTENT, {"b": [3]}) == ["a", "b"]


def asked(*answers, key="a", prompt="Which?"):
    return {"questions": [{"key": key, "prompt": prompt, "answers": [{"text": text} for text in answers]}]}


def test_an_answer_stays_while_its_question_is_asked_in_the_same_words():
    assert still_asked({"a": [1]}, asked("yes", "no"), asked("yes", "no")) == {"a": [1]}


def test_an_answer_is_dropped_when_the_answers_stand_in_another_order_or_the_question_is_another():
    shown = asked("yes", "no")

    changed = [asked("no", "yes"), asked("yes", "no", "never"), asked("yes", "no", prompt="Why?"), asked(key="b"), {}]

    assert [still_asked({"a": [1]}, shown, now) for now in changed] == [{}] * 5
