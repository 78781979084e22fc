"""The lead prepares, runs, reads, changes and publishes a proposal of pairs; whoever is asked answers."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from coaching.calc.pairing.telling import from_json
from coaching.enums import Answer
from coaching.models import Certification, Coaching, PairDecision, Pairing, ProposedSeat, Team
from coaching.services.pairing import ask_for_proposal
from coaching.services.proposal import publish
from coaching.tasks import find_pairs
from tests.factories.coaching import PathwayFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.pairing import PairingAcademy, jobs, names_of
from tests.factories.workforce import AccountFactory, PostFactory, account_with, top_of
from workforce.enums import JobState, Role
from workforce.models import Job, Notice

from .reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return PairingAcademy()


@pytest.fixture
def pair(there):
    return there.coach("Ruth", inside=True), there.coach("Amal")


@pytest.fixture
def lead(client, there):
    client.force_login(there.lead)
    return client


def worked_out(there, pairing):
    return there.found(pairing, on=timezone.localdate())


def address(pairing, rest=""):
    return f"/academy/pairing/{pairing.uuid}/{rest}"


WEIGHTS = {
    "travel": 1,
    "online_minutes": 20,
    "spread": 30,
    "preference": 10,
    "load": 25,
    "continuity": 40,
    "experienced_from": 2,
    "effort": "USUAL",
    "keeps_pairs": "on",
}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD}])
def test_nobody_but_the_leads_opens_a_proposal_or_changes_it(client, there, pair, role):
    there.team("Secret team")
    pairing = worked_out(there, there.begun())
    client.force_login(account_with(role, top_of(there.trust)))

    answers = [client.get("/academy/pairing/"), client.get(address(pairing)), client.get(address(pairing, "publish/"))]
    answers += [client.post(address(pairing, what)) for what in ("what-if/", "publish/", "weigh/", "decide/", "again/")]
    answers.append(client.post("/academy/pairing/new/", {"cohort": there.cohort.uuid}))

    assert {answer.status_code for answer in answers} == {403}
    assert not any(b"Secret team" in answer.content for answer in answers)
    assert Pairing.objects.count() == 1


def test_a_proposal_of_another_trust_is_not_there(lead):
    other = PairingAcademy()

    assert lead.get(address(other.begun())).status_code == 404
    assert lead.post("/academy/pairing/new/", {"cohort": other.cohort.uuid}).status_code == 404
    assert lead.post("/academy/pairing/new/", {"cohort": "nonsense"}).status_code == 400


def test_the_whole_way_from_the_list_to_a_coached_team(client, lead, there, pair):
    team = there.team()
    for coach in pair:
        AccountFactory(person=coach.person)
    speaker = AccountFactory(person=TeamMemberFactory(team=team, part="LEAD").person)
    assert "1 team waits for coaches" in words_of(lead.get("/academy/pairing/"))

    lead.post("/academy/pairing/new/", {"cohort": there.cohort.uuid})
    pairing = Pairing.objects.get()
    assert lead.post(address(pairing, "weigh/"), {**WEIGHTS, "spread": 12, "do": "find"}).status_code == 302
    waiting = lead.get(address(pairing))
    find_pairs(job_id=jobs().get().pk)
    page = words_of(lead.get(address(pairing)))
    asks = words_of(lead.get(address(pairing, "publish/")))
    today = timezone.localdate()
    lead.post(address(pairing, "publish/"), {"begins": f"{today:%-d %B %Y}"})
    for account in (*(coach.person.account for coach in pair), speaker):
        client.force_login(account)
        [href] = client.get("/asked/").context["views"]
        client.post(href.href, {"answer": "accept"})

    assert waiting["Refresh"] == "2"
    assert "1 of 1 team is served. Proven: no other proposal serves more" in page
    assert "Ruth Tester inside" in page
    assert "-12" in page
    assert "1 team and its coaches are asked to accept or decline." in asks
    team.refresh_from_db()
    assert (team.state, Coaching.objects.filter(team=team).count()) == ("COACHED", 2)


def test_a_team_that_nobody_can_serve_is_explained_in_sentences(lead, there, pair):
    team = there.team("Stroke unit")
    member = TeamMemberFactory(team=team).person
    other = TeamMemberFactory(team=team).person
    for person in (member, other):
        PostFactory(person=person, manager=pair[1].person, since=dt.date(2025, 1, 1))

    page = words_of(lead.get(address(worked_out(there, there.begun()))))

    assert "Nobody from outside the pathway “Stroke” can take Stroke unit." in page
    assert "can take Stroke unit. Amal Tester line-manages two of its members." in page
    assert "Nothing small would serve it" in page
    assert "0 of 1 team is served." in page


def test_the_smallest_change_is_told_with_who_could_coach_then(lead, there):
    there.coach("Ruth", inside=True, days=(3,)), there.coach("Amal", days=(3,))
    there.team("Stroke unit")

    answer = lead.get(address(worked_out(there, there.begun())))
    page = words_of(answer)

    assert f'href="/teams/{Team.objects.get().uuid}/slot/"' in answer.content.decode()  # where it can be done
    assert "can take Stroke unit. Ruth Tester is not free on Tuesday from 14:00 to 15:00." in page
    assert "Moving the slot to Thursday would serve it, with Amal Tester and Ruth Tester." in page


def test_a_team_of_no_cohort_is_told_apart(lead, there):
    there.team(cohort=None)

    page = words_of(lead.get("/academy/pairing/"))

    assert "1 team is selected and belongs to no cohort" in page
    assert "Prepare a proposal" not in page


def test_nothing_waits_and_nothing_is_proposed(lead, there):
    assert "No team waits for coaches." in words_of(lead.get("/academy/pairing/"))
    pairing = there.begun()
    assert "there is nothing to work out" in words_of(lead.get(address(pairing)))
    assert "there is nothing to propose" in words_of(lead.get(address(worked_out(there, pairing))))


def test_work_that_failed_is_told_and_tried_again(lead, there, pair):
    there.team()
    pairing = ask_for_proposal(pairing=there.begun(), by=there.lead)
    Job.objects.update(state=JobState.FAILED, finished_at="2026-01-01T00:00Z", error="It stopped half way.")

    page = lead.get(address(pairing))
    lead.post(address(pairing, "again/"))

    assert "It stopped half way. What was prepared is kept." in words_of(page)
    assert "Refresh" not in page
    assert jobs().count() == 2


def test_weights_that_make_no_sense_are_told_beside_the_field_and_nothing_is_lost(lead, there, pair):
    there.team()
    pairing = there.begun()

    answer = lead.post(address(pairing, "weigh/"), {**WEIGHTS, "travel": "-3", "spread": "77", "do": "find"})

    assert answer.status_code == 422
    assert "“Travel” is at least 0" in words_of(answer)
    assert b'value="77"' in answer.content
    pairing.refresh_from_db()
    assert (pairing.state, pairing.weights["spread"]) == ("DRAFT", 30)


def decision(team, coach, kind="PIN", **told):
    return {"kind": kind, "team": team.uuid, "coach": coach.uuid, "other": "", "reason": "Agreed", **told}


def test_contradicting_decisions_are_told_in_a_sentence_with_what_was_typed(lead, there, pair):
    team, pairing = there.team("Stroke unit"), there.begun()
    lead.post(address(pairing, "decide/"), decision(team, pair[1]))

    answer = lead.post(address(pairing, "decide/"), decision(team, pair[1], "BAN", reason="Too close to them"))

    assert answer.status_code == 422
    assert "Amal Tester cannot both take Stroke unit and be banned from it." in words_of(answer)
    assert b"Too close to them" in answer.content
    assert [one.kind for one in PairDecision.objects.all()] == ["PIN"]


def test_a_pin_that_breaks_a_rule_names_the_rule(lead, there, pair):
    team, pairing = there.team("Stroke unit"), there.begun()
    TeamMemberFactory(team=team, person=pair[1].person)

    answer = lead.post(address(pairing, "decide/"), decision(team, pair[1]))

    assert answer.status_code == 422
    assert "Amal Tester cannot take Stroke unit: Amal Tester belongs to the team." in words_of(answer)
    assert not PairDecision.objects.exists()


def test_a_decision_is_noted_and_taken_back(lead, there, pair):
    team, pairing = there.team("Stroke unit"), there.begun()

    lead.post(address(pairing, "decide/"), decision(team, pair[1], "BAN", reason="Works with them"))
    shown = words_of(lead.get(address(pairing)))
    row = pairing.decisions.get()
    lead.post(address(pairing, f"decisions/{row.uuid}/take-back/"))

    assert "“Works with them”" in shown
    assert not pairing.decisions.exists()


def test_a_change_is_run_beside_the_present_one_with_the_pair_filled_in(lead, there, pair):
    there.coach("Bo")
    there.team("Stroke unit")
    first = worked_out(there, there.begun())
    about = lead.get(address(first)).context["view"].served[0].pair_query

    to = lead.post(address(first, "what-if/"), {"about": f"kind=BAN&{about}"})
    draft = lead.get(to["Location"].split("#")[0])
    second = Pairing.objects.get(based_on=first)
    told = draft.context["decision"].initial
    lead.post(address(second, "decide/"), {**told, "other": "", "coach": told["other"], "reason": "Exams"})
    worked_out(there, second)
    page = words_of(lead.get(address(second)))

    assert names_of(first) != names_of(second)
    assert "Beside proposal 1 1 team has other coaches. Teams served: 1 then, 1 now." in page
    assert "0 of 1 pair of the proposal before stays as it was." in page


def test_what_a_button_says_is_only_ever_filled_in(lead, there, pair):
    there.team()
    first = worked_out(there, there.begun())

    to = lead.post(address(first, "what-if/"), {"about": "kind=PIN&next=//elsewhere.example&team=\n" + "x" * 5000})

    draft = Pairing.objects.get(based_on=first)
    assert to["Location"].startswith(f"{address(draft)}?kind=PIN&team=%0A")
    assert "elsewhere" not in to["Location"]
    assert lead.get(to["Location"].split("#")[0]).status_code == 200


@pytest.mark.parametrize("day", ["yesterday", "1 January 1999", "1 January 2999", "soon", ""])
def test_a_day_on_which_no_coaching_can_begin_is_told_and_nobody_is_asked(lead, there, pair, day):
    there.team()
    pairing = worked_out(there, there.begun())

    answer = lead.post(address(pairing, "publish/"), {"begins": day})

    assert answer.status_code == 422
    assert "There is a problem" in words_of(answer)
    assert {seat.answer for seat in ProposedSeat.objects.all()} == {Answer.NOT_ASKED}


def test_why_somebody_does_not_have_a_team_is_answered(lead, there, pair):
    team = there.team("Stroke unit")
    bo = there.coach("Bo", certified=False)
    pairing = worked_out(there, there.begun())

    said = words_of(lead.get(address(pairing), {"why_not": 1, "team": team.uuid, "coach": bo.uuid, "other": ""}))
    nothing = words_of(
        lead.get(address(pairing), {"why_not": 1, "team": team.uuid, "coach": pair[0].uuid, "other": pair[1].uuid})
    )
    wrong = lead.get(address(pairing), {"why_not": 1, "team": "x", "coach": bo.uuid})

    assert "Bo Tester cannot take Stroke unit: Bo Tester is neither certified nor in training." in said
    assert "Nothing stands against Ruth Tester and Amal Tester for Stroke unit." in nothing
    assert wrong.status_code == 200
    assert "There is a problem" in words_of(wrong)


def test_who_has_left_since_is_named_and_it_is_not_published(lead, there, pair):
    there.team("Stroke unit")
    pairing = worked_out(there, there.begun())
    amal = pair[1].person
    amal.left_date, amal.left_reason = timezone.localdate(), "OTHER"
    amal.save()

    page = words_of(lead.get(address(pairing)))
    answer = lead.post(address(pairing, "publish/"), {"begins": "today"})

    assert "Amal Tester has left since, and would coach Stroke unit." in page
    assert "Run it again" in page
    assert answer.status_code == 422
    assert "Amal Tester has left since" in words_of(answer)
    assert {seat.answer for seat in ProposedSeat.objects.all()} == {Answer.NOT_ASKED}


@pytest.fixture
def asked(there, pair):
    there.team("Stroke unit")
    pairing = worked_out(there, there.begun())
    publish(pairing=pairing, begins=timezone.localdate(), on=timezone.localdate(), by=there.lead)
    return ProposedSeat.objects.get(coach=pair[1])


def test_a_coach_declines_with_a_reason_and_the_lead_reads_it(client, there, pair, asked):
    client.force_login(AccountFactory(person=pair[1].person))
    page = words_of(client.get("/asked/"))

    without = client.post(f"/asked/seats/{asked.uuid}/", {"answer": "decline"})
    told = {"answer": "decline", "reason": "NO_TIME", "words": "Exams until June"}
    client.post(f"/asked/seats/{asked.uuid}/", told)
    client.force_login(there.lead)
    seen = words_of(client.get(address(asked.proposed.pairing)))

    assert "You are asked to coach Stroke unit from outside its pathway. Beside you: Ruth Tester." in page
    assert without.status_code == 422
    assert "Say why you decline" in words_of(without)
    assert "Declined No time for it now: “Exams until June”" in seen
    assert "That wait for answers: 0. Open again: 1." in seen


def test_whoever_is_asked_is_told_so_above_their_teams(client, there, pair, asked):
    client.force_login(AccountFactory(person=pair[1].person))

    assert "You are asked about 1 team: accept or decline" in words_of(client.get("/teams/"))


def test_a_team_declines_by_whoever_leads_it_and_by_nobody_else_of_it(client, there, asked):
    row = asked.proposed
    leader, member = (TeamMemberFactory(team=row.team, part=part).person for part in ("LEAD", "MEMBER"))
    told = {"answer": "decline", "reason": "TIE"}
    client.force_login(AccountFactory(person=member))
    assert client.post(f"/asked/teams/{row.uuid}/", told).status_code == 404
    client.force_login(AccountFactory(person=leader))

    client.post(f"/asked/teams/{row.uuid}/", told)

    row.refresh_from_db()
    assert (row.state, row.answer) == ("REOPENED", "DECLINED")


def test_the_picture_has_a_title_and_says_what_the_table_says(lead, there, pair):
    there.team("Stroke unit")
    there.team("Lonely team", pathway=PathwayFactory(trust=there.trust))

    page = lead.get(address(worked_out(there, there.begun()))).content.decode()

    drawn = page.split("academy-pairs__drawing")[1].split("</svg>")[0]
    assert 'role="img" aria-labelledby="pairs-title pairs-desc"' in drawn
    assert all(words in drawn for words in ("Ruth Tester, 1 of 2", "Stroke unit", "Lonely team (nobody)"))


def test_nobody_else_answers_for_a_coach_but_a_lead_who_was_told(client, there, pair, asked):
    client.force_login(AccountFactory(person=pair[0].person))
    assert client.post(f"/asked/seats/{asked.uuid}/", {"answer": "accept"}).status_code == 404
    assert not Coaching.objects.exists()

    client.force_login(there.lead)
    page = words_of(client.get(f"/asked/seats/{asked.uuid}/"))
    client.post(f"/asked/seats/{asked.uuid}/", {"answer": "accept"})

    assert "You answer for somebody else." in page
    assert "Amal Tester is asked to coach Stroke unit from outside its pathway. Beside them: Ruth Tester." in page
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == (Answer.ACCEPTED, there.lead)


def test_before_it_is_published_there_is_nothing_to_answer(client, there, pair):
    there.team()
    worked_out(there, there.begun())
    seat = ProposedSeat.objects.get(coach=pair[1])
    client.force_login(AccountFactory(person=pair[1].person))

    assert client.get(f"/asked/seats/{seat.uuid}/").status_code == 404
    assert "Nothing is asked of you." in words_of(client.get("/asked/"))


def test_the_lead_sees_who_has_not_answered_and_reminds_them_after_a_look(lead, there, pair, asked):
    page = address(asked.proposed.pairing)
    assert "3 answers are still to come" in words_of(lead.get(page))

    shown = words_of(lead.get(address(asked.proposed.pairing, "remind/")))
    assert "Ruth Tester, as a coach of Stroke unit" in shown
    assert not Notice.objects.filter(kind="REMINDER").exists()

    lead.post(address(asked.proposed.pairing, "remind/"))

    assert Notice.objects.filter(kind="REMINDER", person=pair[0].person).count() == 1
    assert "Reminded on" in words_of(lead.get(page))
    again = words_of(lead.get(address(asked.proposed.pairing, "remind/")))
    assert "Nobody is written to twice in a week" in again


def test_a_proposal_is_withdrawn_once_it_is_said_why_and_what_stays_is_told_before(lead, there, pair, asked):
    lead.post(f"/asked/seats/{asked.proposed.seats.get(coach=pair[0]).uuid}/", {"answer": "accept"})
    question = words_of(lead.get(address(asked.proposed.pairing, "withdraw/")))
    assert "Accepted and begun, so that it stays: Ruth Tester (Stroke unit)." in question

    without = lead.post(address(asked.proposed.pairing, "withdraw/"), {"reason": ""})
    assert (without.status_code, "Say why it is withdrawn" in words_of(without)) == (422, True)
    assert Pairing.objects.get(pk=asked.proposed.pairing_id).state == "PUBLISHED"

    done = lead.post(address(asked.proposed.pairing, "withdraw/"), {"reason": "The ward closes"}, follow=True)

    assert "The ward closes" in words_of(done)
    assert lead.get(address(asked.proposed.pairing, "withdraw/")).status_code == 404
    assert lead.get(address(asked.proposed.pairing, "remind/")).status_code == 404


@pytest.mark.parametrize("rest", ["remind/", "withdraw/"])
def test_whoever_is_asked_neither_reminds_nor_withdraws(client, there, pair, asked, rest):
    client.force_login(AccountFactory(person=pair[0].person))

    answers = (
        client.get(address(asked.proposed.pairing, rest)),
        client.post(address(asked.proposed.pairing, rest), {"reason": "No"}),
    )

    assert [one.status_code for one in answers] == [403, 403]
    assert Pairing.objects.get(pk=asked.proposed.pairing_id).state == "PUBLISHED"
    assert not Notice.objects.filter(kind="REMINDER").exists()


def test_the_sum_by_which_proposals_are_compared_is_shown_with_its_parts(lead, there):
    ruth, amal = there.coach("Ruth", inside=True, capacity=2), there.coach("Amal", capacity=2)
    there.team("Stroke unit")
    there.team("Stroke, first day", slot=False)
    TeamSlotFactory(team=Team.objects.get(name="Stroke, first day"), site=there.site, begins=dt.time(11))
    pairing = worked_out(there, there.begun())

    page = words_of(lead.get(address(pairing)))

    assert names_of(pairing) == {"Stroke unit": ["Ruth", "Amal"], "Stroke, first day": ["Ruth", "Amal"]}
    quality = pairing.result["quality"]
    found = re.search(r"Points in all: (-?\d+), that is (-?\d+) of the pairs and (-?\d+) of the load", page)
    in_all, of_pairs, of_load = map(int, found.groups())
    assert in_all == of_pairs + of_load == from_json(quality).value
    assert of_load == -2 * WEIGHTS["load"]  # of each of the two coaches a second team
    assert {ruth, amal} == {seat.coach for seat in ProposedSeat.objects.all()}


def test_a_coach_who_has_lapsed_is_found_and_said_to_have(lead, there, pair):
    there.team()
    long_ago = timezone.localdate() - dt.timedelta(weeks=60)
    Certification.objects.filter(person=pair[0].person).update(since=long_ago)
    Certification.objects.filter(person=pair[1].person).update(since=timezone.localdate() - dt.timedelta(days=7))

    page = words_of(lead.get(address(worked_out(there, there.begun()))))

    assert "To be known: Ruth Tester has lapsed: certified, and has not coached yet." in page
    assert "Amal Tester has lapsed" not in page
