from curriculum.calc.check import mark, unanswered

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
