import pytest

from cms.loading.files import CONTENT, read
from coaching.calc.certification import Done, NoRule, Rule, missing, parts, rule_of

FLOW = Rule(attendance_percent=80, sessions_coached=20, stage="TEST", pdsas=2, measure_points=12, deliverables=True)
ALL_DONE = Done(
    days_held=7,
    days_attended=6,
    sessions_coached=24,
    stages_reached=frozenset({"PRE", "TEST"}),
    pdsas=2,
    measure_points=15,
)


def test_whoever_has_done_what_is_asked_for_misses_nothing():
    assert missing(FLOW, ALL_DONE) == []


@pytest.mark.parametrize(
    "less, part",
    [
        ({"days_attended": 5}, "attendance_percent"),
        ({"sessions_coached": 19}, "sessions_coached"),
        ({"stages_reached": frozenset({"PRE"})}, "stage"),
        ({"pdsas": 1}, "pdsas"),
        ({"measure_points": 11}, "measure_points"),
        ({"deliverables_missing": 1}, "deliverables"),
    ],
)
def test_each_part_is_missed_by_itself(less, part):
    done = {name: getattr(ALL_DONE, name) for name in Done.__slots__} | less

    assert [one.name for one in missing(FLOW, Done(**done))] == [part]


def test_what_is_not_asked_for_is_not_spoken_of():
    assert parts(Rule(sessions_coached=3), Done()) == missing(Rule(sessions_coached=3), Done())
    assert len(parts(Rule(sessions_coached=3), Done())) == 1


def test_attendance_is_rounded_down_and_before_the_first_day_there_is_none():
    rule = Rule(attendance_percent=80)

    assert missing(rule, Done(days_held=1000, days_attended=799))
    assert not missing(rule, Done(days_held=1000, days_attended=800))
    assert missing(rule, Done())


@pytest.mark.parametrize(
    "data, words",
    [
        ({"atendance_percent": 80}, "nothing that a certification rule asks for"),
        ({"attendance_percent": "80"}, "is int"),
        ({"deliverables": 1}, "is bool"),
        ({"pdsas": -1}, "at least 0"),
        ({"attendance_percent": 101}, "more than 100"),
    ],
)
def test_what_is_no_rule_says_why(data, words):
    with pytest.raises(NoRule, match=words):
        rule_of(data)


def test_the_rules_that_ship_are_rules():
    rules = [rule_of(told["rule"]) for told in read(CONTENT / "programmes.yml")["programmes"]]

    assert [rule.stage for rule in rules] == ["TEST", "PDSA"]
