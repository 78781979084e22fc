"""A year of an academy, each step by whose it is: from the cohort that opens to the coach who is invited back."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from coaching.enums import Weekday
from coaching.models import Application, CoachHours, Pairing, Team
from coaching.services.programme import publish_programme
from coaching.tasks import find_pairs
from tests.factories.coaching import AcademyFactory, CertificationFactory, CoachFactory, PathwayFactory
from tests.factories.pairing import jobs
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory, account_with, top_of
from workforce.enums import Role

from .conftest import DESKTOP, PHONE

PASSWORD = "correct horse battery staple"
FLOW_4 = re.compile("^Flow 4$")
FLOW = {
    "code": "FLOW",
    "name": "Flow coaching",
    "coached": "PAIR",
    "summary": "A year in which pairs of coaches learn together",
    "months": 12,
    "fewest_places": 2,
    "most_places": 30,
    "certificate_months": 36,
    "rule": {"attendance_percent": 80, "deliverables": True},
    "stages": [
        {"code": "PRE", "name": "Pre-phase", "phase": "PRE"},
        {"code": "TEST", "name": "Testing", "phase": "ACTION"},
    ],
    "sessions": [{"month": 1, "title": "The craft of the coach", "minutes": 450}],
    "deliverables": [{"code": "PLAN", "month": 2, "title": "Plan of the pre-phase", "asks": "One page"}],
    "criteria": [{"code": "WHY", "title": "Why they want to coach", "most": 4, "asks": "0 to 4"}],
}
COUNTED = """() => {
  window.taps = 0; window.typed = new Set();
  document.addEventListener("pointerdown", () => window.taps++, true);
  document.addEventListener("input", (told) => told.target.type === "text" && window.typed.add(told.target.name), true);
}"""


@pytest.fixture
def clock(time_machine):
    """Begins on a Monday at nine, and goes on by weeks."""
    today = timezone.localdate()
    first = today + dt.timedelta(days=7 - today.weekday())

    def after(weeks, days=0):
        day = first + dt.timedelta(weeks=weeks, days=days)
        time_machine.move_to(dt.datetime.combine(day, dt.time(9), tzinfo=timezone.get_current_timezone()), tick=True)
        return day

    after(0)
    return after


@pytest.fixture
def there(real_transactions, clock):
    """An academy with a programme and one coach of earlier years; whoever lives through the year has a way in."""
    academy = AcademyFactory(name="Larkdale")
    trust, unit = academy.trust, UnitFactory(trust=academy.trust)
    programme = publish_programme(trust=trust, told=FLOW, by=None).programme
    stroke = PathwayFactory(trust=trust, name="Stroke")

    def somebody(name):
        person = PersonFactory(
            trust=trust, given_name=name, family_name="Tester", email=f"{name}@trust.example".lower()
        )
        return with_a_way_in(AccountFactory(person=person, username=name.lower()))

    lea = PersonFactory(trust=trust, given_name="Lea", family_name="Tester")
    people = {name.lower(): somebody(name) for name in ("Ruth", "Amal", "Cora", "Nina", "Sam")}
    PostFactory(person=people["ruth"].person, unit=unit, manager=people["cora"].person)
    amal = CoachFactory(academy=academy, person=people["amal"].person)
    CertificationFactory(programme=programme, person=amal.person, until=None)
    CoachHours.objects.create(trust=trust, coach=amal, weekday=Weekday.TUESDAY, begins=dt.time(9), ends=dt.time(17))
    lead = with_a_way_in(account_with(Role.ACADEMY_LEAD, top_of(trust), person=lea, username="lea"))
    return SimpleNamespace(academy=academy, stroke=stroke, lea=lead, **people)


def with_a_way_in(account):
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def be(page, sign_in):
    """From here on the browser is theirs."""

    def somebody(account):
        page.context.clear_cookies()
        sign_in(account.username, PASSWORD)

    return somebody


def in_words(day):
    return f"{day:%-d %B %Y}"


def says(page, *sentences):
    for words in sentences:
        expect(page.get_by_text(words).first).to_be_visible()


def menu(page, name):
    """What does not fit into the line stands behind a button."""
    banner = page.get_by_role("banner")
    link, more = banner.get_by_role("link", name=name, exact=True), banner.get_by_role("button", name="More")
    expect(link.or_(more).first).to_be_visible()
    if not link.is_visible():
        more.click()
    link.click()


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def back(page):
    page.locator(".nhsuk-back-link").click()


@pytest.mark.parametrize("page", [DESKTOP], indirect=True, ids=["desktop"])
def test_a_year_of_an_academy(page, there, be, clock, good_to_use):
    told = SimpleNamespace(page=page, be=be, clock=clock, good_to_use=good_to_use, **vars(there))
    a_coach_comes_onto_the_course(told)
    a_team_is_selected(told)
    the_course_is_taught(told)
    the_pair_is_found(told)
    the_team_meets(told)
    the_team_goes_on_alone(told)
    the_coach_is_invited_back(told)


def a_coach_comes_onto_the_course(told):
    page = told.page
    told.be(told.lea)
    menu(page, "Coaching")
    follow(page, "Open a cohort")
    page.get_by_label("What is it called?").fill("Flow 4")
    page.get_by_label("Applications from").fill("today")
    page.get_by_label("Applications until").fill(in_words(told.clock(0) + dt.timedelta(weeks=3)))
    page.get_by_label("First day of the course").fill(in_words(told.clock(0) + dt.timedelta(weeks=4)))
    press(page, "Open it")
    says(page, "The cohort is open. Its days stand in the calendar: place them.", "The craft of the coach")
    told.good_to_use()
    somebody_applies(told)
    their_manager_agrees(told)
    a_place_is_offered_and_taken(told)


def somebody_applies(told):
    page = told.page
    told.be(told.ruth)
    menu(page, "Coaching")
    says(page, "Become a coach")
    follow(page, "Apply for Flow 4")
    says(page, "Cora Tester is asked to agree: nobody else can.")
    page.get_by_label("Why do you want to become a coach?").fill("Patients wait too long")
    page.get_by_label("My work is clinical").check()
    page.get_by_label("Stroke").check()
    page.get_by_label("How many hours a week can be kept free for it?").fill("4")
    told.good_to_use()
    press(page, "Apply")
    says(page, "Thank you. Your application is in.", "Asked: Cora Tester.")


def their_manager_agrees(told):
    page = told.page
    told.be(told.cora)
    menu(page, "Coaching")
    follow(page, "1 person whom you manage wants to become a coach")
    follow(page, "Ruth Tester")
    says(page, "They ask you to keep 4 hours a week free")
    page.get_by_label("Yes, and the hours are kept free").check()
    press(page, "Send")
    says(page, "Thank you. Ruth Tester is told.")
    assert Application.objects.get().agreement == "AGREED"


def a_place_is_offered_and_taken(told):
    page = told.page
    told.be(told.lea)
    menu(page, "Coaching")
    follow(page, FLOW_4)
    follow(page, "Applications")
    follow(page, "Read and score")
    page.get_by_label("4", exact=True).check()
    page.get_by_label("Why so many").fill("She says whom it serves")
    press(page, "Keep my points")
    says(page, "Your points are kept.")
    back(page)
    page.get_by_label("Ruth Tester").check()
    told.good_to_use()
    press(page, "Put on the shortlist")
    press(page, "Put on the shortlist")
    says(page, "Done for 1 person.")
    page.get_by_label("Ruth Tester").check()
    press(page, "Offer a place")
    press(page, "Offer a place")
    says(page, "Done for 1 person.")
    told.be(told.ruth)
    menu(page, "Coaching")
    follow(page, FLOW_4)
    says(page, "You are offered a place.")
    press(page, "I take the place")
    says(page, "You have a place. What comes next stands here.")


def a_team_is_selected(told):
    page = told.page
    told.clock(1)
    told.be(told.nina)
    menu(page, "Coaching")
    follow(page, "Apply with a team that wants to improve")
    page.get_by_label("What is your team called?").fill("Stroke unit")
    page.get_by_label("What do you want to improve?").fill("People wait four hours for a bed")
    page.get_by_label("In which programme?").select_option("FLOW")
    page.get_by_label("On which pathway?").select_option(label="Stroke")
    page.get_by_label("Work e-mail of your sponsor").fill("sam@trust.example")
    page.get_by_label("On which day could you meet each week?").select_option("Tuesday")
    page.get_by_label("At what time?").fill("14:00")
    page.get_by_label("Where?").fill("The Hub")
    told.good_to_use()
    press(page, "Send it")
    says(page, "Next, answer the readiness check")
    follow(page, "Readiness check")
    for answer in page.get_by_label("Yes", exact=True).all():
        answer.check()
    told.good_to_use()
    press(page, "Keep it")
    says(page, "8 of 8 questions answered")
    the_lead_selects_it(told)


def the_lead_selects_it(told):
    page = told.page
    told.be(told.lea)
    menu(page, "Academy")
    follow(page, "Selection of teams")
    says(page, "16 of 16 points")
    follow(page, re.compile("^Score"))
    for criterion in page.locator("main select").all():
        criterion.select_option("3")
    press(page, "Keep it")
    follow(page, "Decide about the team")
    says(page, "It is ready: people, time and calm. Lea Tester: 3.")
    page.get_by_label("Selected, waits for coaches").check()
    press(page, "Keep it")
    says(page, "Say why")
    page.get_by_label("Why?").fill("A bed within the hour is what our patients ask for")
    told.good_to_use()
    press(page, "Keep it")
    says(page, "A bed within the hour is what our patients ask for")
    assert Team.objects.get().cohort.name == "Flow 4"


def the_course_is_taught(told):
    page = told.page
    told.clock(5)
    told.be(told.lea)
    menu(page, "Coaching")
    follow(page, FLOW_4)
    follow(page, "Calendar")
    follow(page, "Say who came")
    expect(page.get_by_label("Ruth Tester")).to_be_checked()
    press(page, "Save")
    says(page, "Who came is written down.")
    told.good_to_use()
    told.be(told.ruth)
    menu(page, "Coaching")
    follow(page, FLOW_4)
    says(page, "“Plan of the pre-phase” is not accepted yet.")
    follow(page, "Plan of the pre-phase")
    page.get_by_label("What do you hand in?").fill("Whom I have spoken to, and what they expect")
    press(page, "Hand it in")
    says(page, "Handed in. Faculty are going to read it.")
    told.good_to_use()
    it_is_reviewed_and_they_are_certified(told)


def it_is_reviewed_and_they_are_certified(told):
    page = told.page
    told.be(told.lea)
    menu(page, "Coaching")
    follow(page, FLOW_4)
    says(page, "1 to review")
    follow(page, "Ruth Tester")
    follow(page, "Review")
    page.get_by_label("Accepted").check()
    press(page, "Send")
    says(page, "Reviewed. Ruth Tester is told.", "Has everything that it asks for.")
    back(page)
    follow(page, "Certificates")
    press(page, "Look at it")
    says(page, "Certify 1 person until")
    told.good_to_use()
    press(page, "Certify them")
    says(page, "1 person is certified.")


def the_pair_is_found(told):
    page = told.page
    told.clock(6)
    told.be(told.ruth)
    menu(page, "Coaching")
    follow(page, FLOW_4)
    follow(page, "Say when you are free")
    follow(page, "Change the profile")
    page.get_by_label("Tuesday from").fill("13:00")
    page.get_by_label("Tuesday to").fill("17:00")
    told.good_to_use()
    press(page, "Keep it")
    says(page, "Kept.")
    told.be(told.lea)
    menu(page, "Pairs of coaches")
    says(page, "1 team waits for coaches.")
    press(page, "Prepare a proposal")
    told.good_to_use()
    press(page, "Find the best pairs")
    says(page, "This page looks again by itself.")
    find_pairs(job_id=jobs().get().pk)
    page.goto(f"/academy/pairing/{Pairing.objects.get().uuid}/")
    says(page, "1 of 1 team is served. Proven: no other proposal serves more", "Inside the pathway")
    told.good_to_use()
    follow(page, "Publish")
    says(page, "1 team and its coaches are asked to accept or decline.")
    press(page, "Publish and ask everybody")
    says(page, "Published. Everybody named has been asked, and is told so.")
    for account in (told.ruth, told.amal, told.nina):
        they_accept(told, account)


def they_accept(told, account):
    page = told.page
    told.be(account)
    menu(page, "Teams")
    follow(page, "You are asked about 1 team: accept or decline")
    follow(page, "Accept or decline")
    page.get_by_label("Accept", exact=True).check()
    press(page, "Send the answer")
    says(page, "Accepted.")


def the_team_meets(told):
    page = told.page
    told.clock(7, days=1)
    told.be(told.ruth)
    menu(page, "Teams")
    follow(page, "Stroke unit")
    says(page, re.compile(r"^\d.*: Coached$"))
    told.good_to_use()
    follow(page, "Measures")
    follow(page, "Add a measure")
    page.get_by_label("What is it called?").fill("Minutes to a bed")
    page.get_by_label("Outcome: what patients or staff get").check()
    page.get_by_label("Down is better").check()
    press(page, "Keep it")
    a_session_is_logged_on_a_phone(told)
    what_gets_in_the_way(told)
    a_change_is_tested(told)
    the_roadmap_is_followed(told)
    they_meet_once_more(told)


def a_session_is_logged_on_a_phone(told):
    """Besides what is typed: who did not come, and a fold for the action."""
    page = told.page
    page.set_viewport_size(PHONE)
    page.goto("/teams/")
    follow(page, "Stroke unit")
    follow(page, "Log a session")
    told.good_to_use()
    page.evaluate(COUNTED)
    page.get_by_label(re.compile("^Sam Tester")).click()
    page.get_by_label(re.compile("^The point of that day")).fill("72")
    page.get_by_label("What is the next step?").fill("Time ten discharges")
    page.get_by_text("New actions").click()
    page.get_by_label("Action 1").fill("Ask the porters")
    taps, typed = page.evaluate("[window.taps, window.typed.size]")
    press(page, "Save")
    says(page, "Saved. Thank you.", "Time ten discharges")
    assert (taps + 1, typed) == (3, 3)  # with the one on Save; each field that is typed in is a tap more
    told.good_to_use()
    page.set_viewport_size(DESKTOP)


def what_gets_in_the_way(told):
    page = told.page
    menu(page, "Teams")
    follow(page, "Stroke unit")
    says(page, "Ask the porters")
    follow(page, "Barriers")
    follow(page, "Raise a barrier")
    page.get_by_label("What gets in the way?").fill("No room on Tuesdays")
    page.get_by_label("Of which kind is it?").select_option(index=1)
    press(page, "Raise it")
    says(page, "It stands in the list.", "No room on Tuesdays")
    told.good_to_use()


def a_change_is_tested(told):
    page = told.page
    menu(page, "Teams")
    follow(page, "Stroke unit")
    follow(page, "Tests of change (PDSA)")
    follow(page, "Begin a cycle")
    page.get_by_label("If it is a new one: what is the idea?").fill("A form at the bedside")
    page.get_by_label("What do you want to learn?").fill("Is it quicker?")
    page.get_by_label("What do you think will happen?").fill("Ten minutes less")
    page.get_by_label("Who leads it?").select_option("Nina Tester")
    told.good_to_use()
    press(page, "Keep it")
    says(page, "Ten minutes less")


def the_roadmap_is_followed(told):
    page = told.page
    menu(page, "Teams")
    follow(page, "Stroke unit")
    follow(page, "Move along the roadmap")
    says(page, "The team is at no stage yet.")
    page.get_by_label("To which stage?").select_option("Testing")
    press(page, "Keep it")
    says(page, "Kept.", "Stage: Testing, since")


def they_meet_once_more(told):
    """Nobody has logged for months: the lead sees that they are quiet, and after the next session that they met."""
    page = told.page
    told.clock(18, days=1)
    told.be(told.lea)
    menu(page, "Academy")
    says(page, "The longest first")
    told.be(told.ruth)
    menu(page, "Teams")
    says(page, "Quiet")
    follow(page, "Stroke unit")
    says(page, "Time ten discharges")
    follow(page, "Log a session")
    page.get_by_label("Ask the porters").check()
    page.get_by_label(re.compile("^The point of that day")).fill("58")
    page.get_by_label("What is the next step?").fill("Write it into the handover")
    press(page, "Save")
    says(page, "Saved. Thank you.")
    told.be(told.lea)
    menu(page, "Academy")
    says(page, "None: the 1 team that is coached has met.", "1 open barrier", "Along the roadmap")
    told.good_to_use()


def the_team_goes_on_alone(told):
    page = told.page
    told.clock(30)
    told.be(told.nina)
    menu(page, "Teams")
    follow(page, "Stroke unit")
    follow(page, "Change aim, problem or transition plan")
    page.get_by_label("Transition plan").fill("Nina leads, Sam counts, we meet every second week")
    press(page, "Keep it")
    says(page, "Nina leads, Sam counts, we meet every second week")
    told.be(told.lea)
    menu(page, "Teams")
    follow(page, "Stroke unit")
    follow(page, "Decide about the team")
    page.get_by_label("Independent").check()
    page.get_by_label("Why?").fill("Ten weeks below the old median")
    press(page, "Keep it")
    says(page, "Ten weeks below the old median", "Independent")
    told.good_to_use()


def the_coach_is_invited_back(told):
    page = told.page
    told.clock(52)
    told.be(told.lea)
    menu(page, "Academy")
    says(page, "2 coaches have lapsed.")
    follow(page, "Invite them back")
    told.good_to_use()
    page.get_by_role("row", name=re.compile("Ruth Tester")).get_by_role("button", name="Invite back").click()
    says(page, "Ruth Tester is invited back, and told so.")
    told.be(told.ruth)
    menu(page, "Teams")
    follow(page, "My profile as a coach")
    follow(page, "Say whether you come back")
    page.get_by_label("Yes, I come to the refresher").check()
    press(page, "Keep it")
    says(page, "Kept.")
    told.good_to_use()
