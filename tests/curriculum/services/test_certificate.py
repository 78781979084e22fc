"""Certificates: issued once for each thing and day, true as long as the ledger says so, and taken back for good."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import Error, transaction
from django.utils import timezone

from curriculum.enums import ActivityKind, CertificateKind, SourceKind
from curriculum.models import Certificate
from curriculum.queries.certifiable import levels_held, modules_completed, source_completed
from curriculum.queries.certificate import public_certificate, standings_of
from curriculum.services.attempt import answer_check
from curriculum.services.certificate import CannotWithdraw, issue_certificate, withdraw_certificates
from curriculum.services.entry import Dose, correct_source, give_doses, void_source
from tests.factories.curriculum import (
    ActivityFactory,
    ActivityVersionFactory,
    FrameworkVersionFactory,
    LevelDoseFactory,
    TargetFactory,
    dose_given,
)
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory
from workforce.models import Decision

pytestmark = pytest.mark.django_db
LEARNED = dt.date(2024, 5, 1)
TODAY = dt.date(2026, 3, 20)


@pytest.fixture
def target():
    return TargetFactory(valid_months=36, dose__level__name="Everyone")


@pytest.fixture
def amal(target):
    person = PostFactory(unit=UnitFactory(trust=target.trust), person__given_name="Amal").person
    return AccountFactory(person=person)


@pytest.fixture
def entry(amal, target):
    [entry] = dose_given(amal.person, target.skill, on=LEARNED)
    return entry


def of_level(account, on=TODAY):
    [fact] = levels_held(account.person, on=on)
    return issue_certificate(person=account.person, fact=fact, by=account)


def of_activity(account, entry):
    fact = source_completed(account.person, entry.source_id)
    return issue_certificate(person=account.person, fact=fact, by=account)


def standing(certificate, on=TODAY):
    return standings_of(certificate.person, [certificate], on=on)[certificate.pk]


def taken_away(entry, on=None):
    told = {"source_kind": entry.source_kind, "source_id": entry.source_id}
    void_source(trust=entry.trust, by=None, **told)


def test_a_level_is_certified_with_its_day_its_end_and_the_version_it_was_held_under(amal, target, entry):
    certificate = of_level(amal)

    assert (certificate.title, certificate.since, certificate.until) == ("Everyone", LEARNED, dt.date(2027, 5, 1))
    assert (certificate.version, certificate.trust_name) == (target.dose.version, target.trust.name)
    assert certificate.name == str(amal.person)
    assert standing(certificate).until == dt.date(2027, 5, 1)


def test_the_version_is_the_one_that_was_in_force_when_the_level_was_reached(amal, target, entry):
    later = FrameworkVersionFactory(framework=target.dose.version.framework, effective_date=dt.date(2025, 1, 1))
    TargetFactory(dose=LevelDoseFactory(version=later, level=target.dose.level), skill=target.skill)

    certificate = of_level(amal)

    assert certificate.version == target.dose.version
    assert (certificate.since, certificate.until) == (LEARNED, None)


def test_who_does_not_hold_a_level_has_nothing_to_certify(amal, target):
    dose_given(PersonFactory(trust=target.trust), target.skill, on=LEARNED)

    assert levels_held(amal.person, on=TODAY) == []


def test_a_level_that_lapsed_is_not_certified(amal, entry):
    assert levels_held(amal.person, on=dt.date(2027, 5, 1)) == []


def test_asked_for_again_it_is_the_same_and_the_trail_has_it_once(amal, entry):
    first, again = of_level(amal), of_level(amal)

    assert first == again
    assert Certificate.objects.count() == 1
    assert Decision.objects.filter(did="issued certificate", by=amal).count() == 1


def test_a_code_has_130_bits_of_letters_that_nobody_misreads(amal, entry):
    codes = {of_level(amal).code, of_activity(amal, entry).code}

    assert len(codes) == 2
    assert all(len(code) == 26 and not set(code) & set("ilou") for code in codes)


def test_it_ends_on_the_day_on_which_its_entry_is_taken_away(amal, entry):
    level, activity = of_level(amal), of_activity(amal, entry)
    taken_away(entry)

    assert standing(level).ended == standing(activity).ended == timezone.localdate()


def test_taken_away_twice_the_day_is_the_first_from_which_on_it_was_not_true(amal, target, entry):
    level = of_level(amal)
    taken_away(entry)
    [other] = dose_given(PersonFactory(trust=target.trust), target.skill, on=LEARNED)
    taken_away(other)

    with time_machine.travel(timezone.now() + dt.timedelta(days=5)):
        assert standing(level, on=timezone.localdate()).ended == timezone.localdate() - dt.timedelta(days=5)


def test_what_was_taken_away_from_somebody_else_ends_nothing(amal, target, entry):
    level, activity = of_level(amal), of_activity(amal, entry)
    [other] = dose_given(PersonFactory(trust=target.trust), target.skill, on=LEARNED)
    taken_away(other)

    assert standing(level).is_valid
    assert standing(activity).is_valid


def test_corrected_to_another_day_it_is_not_true_any_more_and_a_new_one_is(amal, target, entry):
    level, activity = of_level(amal), of_activity(amal, entry)
    version = ActivityVersionFactory(trust=target.trust, gives=[target.skill])
    told = {"source_kind": entry.source_kind, "source_id": entry.source_id, "given_date": dt.date(2024, 6, 1)}
    correct_source(person=amal.person, version=version, by=None, **told)

    assert not standing(level).is_valid
    assert not standing(activity).is_valid
    assert of_level(amal).since == of_activity(amal, entry).since == dt.date(2024, 6, 1)
    assert Certificate.objects.count() == 4


def test_a_level_reached_earlier_than_was_known_stays_certified(amal, target, entry):
    level = of_level(amal)
    dose_given(amal.person, target.skill, on=dt.date(2024, 2, 1))

    assert standing(level).is_valid


def test_renewed_it_is_valid_for_longer_and_lapsed_it_ended_on_that_day(amal, target, entry):
    level = of_level(amal)
    before = standing(level, on=dt.date(2027, 5, 1))
    dose_given(amal.person, target.skill, on=dt.date(2026, 1, 10))

    assert before.ended == dt.date(2027, 5, 1)
    assert standing(level).until == dt.date(2029, 1, 10)
    assert level.until == dt.date(2027, 5, 1)


def test_it_outlives_the_post_and_the_employment(amal, entry):
    level = of_level(amal)
    amal.person.stretches.all().delete()

    assert standing(level).is_valid


@pytest.mark.parametrize("kind", [SourceKind.PRIOR_LEARNING, SourceKind.PAST_TRAINING])
def test_what_was_learned_elsewhere_is_not_certified_here(amal, target, kind):
    source = uuid.uuid4()
    doses = [Dose(target.skill_id, 1, 10)]
    give_doses(person=amal.person, doses=doses, source_kind=kind, source_id=source, given_date=LEARNED, by=None)

    assert source_completed(amal.person, source) is None


def test_what_was_taken_away_or_is_somebody_elses_is_not_certified(amal, target, entry):
    [other] = dose_given(PersonFactory(trust=target.trust), target.skill, on=LEARNED)
    taken_away(entry)

    assert source_completed(amal.person, entry.source_id) is None
    assert source_completed(amal.person, other.source_id) is None


# modules


@pytest.fixture
def lessons(target):
    return [lesson(target, number) for number in (1, 2)]


def lesson(target, number, kind=ActivityKind.LESSON):
    activity = ActivityFactory(trust=target.trust, module_key="IN-1", key=f"IN-1-{number}", kind=kind)
    return ActivityVersionFactory(trust=target.trust, activity=activity, gives=[target.skill])


def passed(account, version, on=LEARNED):
    return answer_check(person=account.person, version=version, attempt=uuid.uuid4(), answers={}, on=on, by=account)


def modules(account):
    return modules_completed(account.person, {"IN-1": "Introduction", "IN-2": "Other"})


def test_a_module_is_completed_with_the_last_of_its_lessons(amal, lessons):
    passed(amal, lessons[0])
    halfway = modules(amal)
    passed(amal, lessons[1], on=dt.date(2024, 6, 1))
    [fact] = modules(amal)

    assert halfway == []
    assert (fact.title, fact.since, len(fact.sources)) == ("Introduction", dt.date(2024, 6, 1), 2)


def test_or_with_its_test(amal, lessons, target):
    test = lesson(target, "test", kind=ActivityKind.TEST)
    passed(amal, lessons[0])
    attempt = passed(amal, test, on=dt.date(2024, 6, 1))
    [fact] = modules(amal)

    assert fact.sources == (attempt.uuid,)


def test_lessons_that_somebody_else_completed_complete_nothing(amal, lessons):
    other = AccountFactory(person=PersonFactory(trust=lessons[0].trust))
    passed(amal, lessons[0])
    passed(other, lessons[1])

    assert modules(amal) == []


def test_a_module_is_not_certified_any_more_once_one_of_its_lessons_is_taken_away(amal, lessons):
    attempts = [passed(amal, version) for version in lessons]
    [fact] = modules(amal)
    certificate = issue_certificate(person=amal.person, fact=fact, by=amal)
    void_source(trust=certificate.trust, source_kind=SourceKind.LESSON, source_id=attempts[0].uuid, by=None)

    assert standing(certificate).ended == timezone.localdate()
    assert modules(amal) == []


def test_a_lesson_that_is_added_later_leaves_a_certificate_as_it_is(amal, lessons, target):
    for version in lessons:
        passed(amal, version)
    [fact] = modules(amal)
    certificate = issue_certificate(person=amal.person, fact=fact, by=amal)
    lesson(target, 3)

    assert standing(certificate).is_valid
    assert certificate.kind == CertificateKind.MODULE


# kept, read and taken back


@pytest.mark.parametrize("field, value", [("title", "Expert"), ("name", "Somebody Else"), ("since", TODAY)])
def test_the_database_refuses_to_change_what_a_certificate_says(amal, entry, field, value):
    certificate = of_level(amal)

    with pytest.raises(Error), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**{field: value})

    assert getattr(Certificate.objects.get(), field) == getattr(certificate, field) != value


def test_the_database_refuses_to_delete_it(amal, entry):
    certificate = of_level(amal)

    with pytest.raises(Error), transaction.atomic():
        certificate.delete()

    assert Certificate.objects.count() == 1


def test_taken_back_the_name_is_gone_for_good_and_a_new_one_has_the_name_of_today(amal, entry):
    old = of_level(amal)
    amal.person.given_name = "Alex"
    amal.person.save()
    withdraw_certificates(person=amal.person, certificates=[old], by=amal)
    new = of_level(amal)

    assert public_certificate(old.code) is None
    assert Certificate.objects.get(pk=old.pk).name == ""
    assert (new.name.split()[0], new.code == old.code) == ("Alex", False)
    with pytest.raises(Error), transaction.atomic():
        Certificate.objects.filter(pk=old.pk).update(name="Amal", withdrawn_at=None)


def test_nobody_takes_back_the_certificate_of_somebody_else(amal, entry):
    certificate = of_level(amal)
    other = AccountFactory(person=PersonFactory(trust=amal.trust))

    with pytest.raises(CannotWithdraw):
        withdraw_certificates(person=other.person, certificates=[certificate], by=other)

    assert public_certificate(certificate.code) == certificate


def test_taken_back_twice_it_stands_in_the_trail_once(amal, entry):
    certificate = of_level(amal)
    told = [withdraw_certificates(person=amal.person, certificates=[certificate], by=amal) for _ in range(2)]

    assert told == [1, 0]
    assert Decision.objects.filter(did="withdrew certificate").count() == 1


@pytest.mark.parametrize("field", ["restricted_date", "pseudonymised_date"])
def test_who_is_restricted_or_pseudonymised_is_read_by_nobody(amal, entry, field):
    certificate = of_level(amal)
    setattr(amal.person, field, TODAY)
    amal.person.save()

    assert public_certificate(certificate.code) is None


def test_a_code_is_read_in_capitals_too(amal, entry):
    certificate = of_level(amal)

    assert public_certificate(certificate.code.upper()) == certificate
    assert public_certificate("0" * 26) is None


def test_many_certificates_are_asked_about_in_as_many_questions_as_one(amal, target, entry, django_assert_num_queries):
    certificates = [of_level(amal)]
    for days in range(5):
        [given] = dose_given(amal.person, target.skill, on=LEARNED + dt.timedelta(days=days))
        certificates.append(of_activity(amal, given))
    standings_of(amal.person, certificates, on=TODAY)

    with django_assert_num_queries(3):
        found = standings_of(amal.person, certificates, on=TODAY)

    assert len(found) == 6
