"""What a package tells is kept in order and once; its minutes are those that somebody sat with it, once a year."""

import datetime as dt
import uuid

import pytest
import time_machine

from curriculum.models import Attempt, DoseEntry, PackageProgress, Progress
from curriculum.services.activity import Part, publish_activity
from curriculum.services.attempt import PACKAGE, CannotAnswer, answer_check
from curriculum.services.entry import Dose, void_source
from curriculum.services.package_progress import (
    CannotTell,
    Told,
    close_forgotten,
    close_packages,
    open_package,
    open_piece,
    tell_package,
)
from tests.factories.curriculum import FrameworkFactory, SkillFactory
from tests.factories.packages import TOP, manifest, package_of, packed, page
from tests.factories.workforce import PersonFactory
from workforce.enums import LeavingReason
from workforce.services.person import end_person

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 3, 3, 9, tzinfo=dt.UTC)
DONE = {"cmi.core.lesson_status": "completed"}


@pytest.fixture(autouse=True)
def clock(package_store):
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


class Learner:
    """Somebody before a package, as the page of the package speaks for them."""

    def __init__(self, pieces=(("A", "a.html"),), minutes=10, doses=((1, 6), (1, 4))):
        self.person = PersonFactory()
        trust = self.person.trust
        files = {TOP: manifest(pieces)} | {name: page() for _, name, *_ in pieces}
        self.package = package_of(trust, packed(files))
        framework = FrameworkFactory(trust=trust)
        self.skills = [SkillFactory(framework=framework) for _ in doses]
        given = [Dose(skill.pk, depth, told) for skill, (depth, told) in zip(self.skills, doses, strict=True)]
        self.version = publish_activity(
            trust=trust,
            part=Part("X-1", "LESSON", "Handovers", minutes),
            doses=given,
            content={PACKAGE: str(self.package.uuid)},
            by=None,
        )
        self.at = NOW

    def open(self, piece="A"):
        self.progress = open_package(person=self.person, version=self.version, package=self.package, now=self.at)
        return self.go_to(piece)

    def go_to(self, piece):
        _, self.load = open_piece(opening=self.progress.opening, piece=piece, now=self.at)
        self.piece, self.number = piece, 0
        return self

    def sits(self, minutes):
        self.at += dt.timedelta(minutes=minutes)
        return self

    def tells(self, values=DONE, *, ended=False, number=None):
        self.number = number or self.number + 1
        told = Told(self.piece, self.load, self.number, values, ended)
        self.progress = tell_package(opening=self.progress.opening, told=told, now=self.at)
        return self

    def given(self):
        """Minutes by skill, in order."""
        rows = DoseEntry.objects.filter(person=self.person, voids_id=None)
        return [sum(row.minutes for row in rows if row.skill_id == skill.pk) for skill in self.skills]


def test_somebody_who_sits_the_whole_time_is_given_all_of_it_once():
    learner = Learner().open().sits(10).tells(DONE | {"cmi.core.session_time": "00:10:00"}, ended=True)
    learner.tells(ended=True).open().sits(10).tells(ended=True)

    assert learner.given() == [6, 4]
    assert Progress.objects.get().finished_at is not None


def test_somebody_who_rushes_is_given_what_they_sat_and_the_rest_when_they_come_back():
    learner = Learner().open().sits(5).tells(ended=True)
    assert learner.given() == [3, 2]
    learner.open().sits(9).tells(ended=True)

    assert learner.given() == [6, 4]
    assert Attempt.objects.count() == 2


def test_being_done_counts_only_once_the_page_is_left():
    learner = Learner().open().sits(2).tells()
    assert learner.given() == [0, 0]
    learner.sits(6).tells({}, ended=True)

    assert learner.given() == [4, 3]


def test_a_package_that_claims_a_hundred_hours_gives_what_the_clock_says():
    learner = Learner(minutes=60, doses=((1, 60),)).open().sits(3)
    learner.tells(DONE | {"cmi.core.session_time": "100:00:00"}, ended=True)

    assert learner.given() == [4]  # three minutes, and half a one for clocks that differ, rounded


def test_no_minute_is_more_than_was_promised():
    learner = Learner().open().sits(90).tells(DONE | {"cmi.core.session_time": "01:30:00"}, ended=True)

    assert learner.given() == [6, 4]


def test_every_piece_must_be_done():
    learner = Learner(pieces=(("A", "a.html"), ("B", "b.html"))).open().sits(5).tells(ended=True)
    assert learner.given() == [0, 0]
    learner.go_to("B").sits(5).tells(ended=True)

    assert learner.given() == [6, 4]


def test_a_score_below_the_one_to_master_is_not_passed_whatever_the_package_says():
    more = "<adlcp:masteryscore>80</adlcp:masteryscore>"
    learner = Learner(pieces=(("A", "a.html", "sco", more),)).open().sits(10)
    learner.tells(DONE | {"cmi.core.score.raw": "60"}, ended=True)
    assert learner.given() == [0, 0]
    learner.tells({"cmi.core.score.raw": "85"}, ended=True)

    assert learner.given() == [6, 4]
    assert Attempt.objects.get().score == 85


def test_what_comes_late_or_twice_changes_nothing():
    learner = Learner().open()
    learner.tells({"cmi.core.lesson_location": "page 9"}, number=7)
    learner.tells({"cmi.core.lesson_location": "page 2"}, number=3)
    learner.tells({"cmi.core.lesson_location": "page 2"}, number=7)

    assert learner.progress.told("A")["values"]["cmi.core.lesson_location"] == "page 9"


def test_the_page_that_was_opened_last_tells_and_no_other():
    learner = Learner().open()
    old = learner.progress.opening
    learner.sits(1).open()

    with pytest.raises(CannotTell, match="elsewhere"):
        tell_package(opening=old, told=Told("A", learner.load, 5, DONE, True), now=learner.at)
    assert learner.given() == [0, 0]
    assert learner.progress.told("A").get("values") is None


def test_whoever_signs_out_or_leaves_tells_nothing_more():
    learner = Learner().open().sits(5).tells()
    close_packages(person=learner.person)
    assert learner.given() == [3, 2]
    with pytest.raises(CannotTell):
        learner.sits(5).tells(ended=True)
    learner.open()
    end_person(person=learner.person, on=NOW.date(), reason=LeavingReason.RESIGNED, by=None)
    with pytest.raises(CannotTell, match="work here"):
        learner.sits(5).tells(ended=True)

    assert learner.given() == [3, 2]


def test_what_was_done_before_a_browser_died_counts_half_a_day_later():
    learner = Learner().open().sits(4).tells()
    assert close_forgotten(now=learner.at + dt.timedelta(hours=11)) == 0
    assert close_forgotten(now=learner.at + dt.timedelta(hours=13)) == 1

    assert learner.given() == [2, 1]


def test_a_year_later_it_is_learned_anew(clock):
    learner = Learner().open().sits(10).tells(ended=True)
    learner.at = NOW + dt.timedelta(days=367)
    clock.move_to(learner.at)
    learner.open()
    assert learner.progress.told("A") == {}
    close_packages(person=learner.person)
    assert learner.given() == [6, 4]
    learner.open().sits(10).tells(ended=True)

    assert learner.given() == [12, 8]


def test_dose_that_was_taken_away_is_not_given_again_by_only_opening_it():
    learner = Learner().open().sits(10).tells(ended=True)
    entry = DoseEntry.objects.filter(voids_id=None)[0]
    void_source(trust=learner.person.trust, source_kind="LESSON", source_id=entry.source_id, by=None)
    learner.open()
    close_packages(person=learner.person)

    assert DoseEntry.objects.filter(voids_id=None).count() == 2


def test_nobody_gets_the_dose_of_a_package_by_saying_that_they_read_it():
    learner = Learner()

    with pytest.raises(CannotAnswer, match="package"):
        answer_check(
            person=learner.person, version=learner.version, attempt=uuid.uuid4(), answers={}, on=NOW.date(), by=None
        )
    assert learner.given() == [0, 0]


def test_a_piece_that_is_not_in_the_package_is_not_opened_and_not_told_of():
    learner = Learner().open()
    with pytest.raises(CannotTell):
        learner.go_to("Z")
    with pytest.raises(CannotTell):
        tell_package(opening=learner.progress.opening, told=Told("A", "none", 1, DONE, True), now=learner.at)

    assert PackageProgress.objects.get().told("A") == {}


def test_a_package_of_another_trust_is_not_opened():
    learner, other = Learner(), Learner()

    with pytest.raises(CannotTell):
        open_package(person=learner.person, version=learner.version, package=other.package, now=NOW)
    assert not PackageProgress.objects.exists()


def test_a_page_that_is_only_closed_has_not_finished_anything():
    learner = Learner().open().sits(10).tells({"cmi.core.lesson_location": "page 2"}, ended=True)
    assert learner.progress.told("A")["status"] == "incomplete"
    assert learner.given() == [0, 0]
    told = Told("A", learner.load, 2, {}, ended=True, finished=True)
    tell_package(opening=learner.progress.opening, told=told, now=learner.at)

    assert learner.given() == [6, 4]


def test_whoever_has_passed_stays_so_when_they_open_it_again():
    learner = Learner().open().sits(10).tells(ended=True)
    learner.open().sits(1).tells({"cmi.core.lesson_status": "incomplete"}, ended=True)

    assert learner.progress.told("A")["status"] == "completed"
