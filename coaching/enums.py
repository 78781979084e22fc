"""Codes of coaching. The database holds the code, the screen shows the words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AcademyKind(models.TextChoices):
    CENTRAL = "CENTRAL", _("Central academy")
    LOCAL = "LOCAL", _("Local academy")


class Coached(models.TextChoices):
    """By whom a team is coached in a programme."""

    PAIR = "PAIR", _("By a pair: one coach from inside the pathway, one from outside")
    ONE = "ONE", _("By one coach")


class Phase(models.TextChoices):
    """Where a stage of the roadmap lies in the coaching of a team."""

    PRE = "PRE", _("Pre-phase")
    ACTION = "ACTION", _("Action")
    TRANSITION = "TRANSITION", _("Transition")


class Faculty(models.TextChoices):
    IN_TRAINING = "IN_TRAINING", _("Faculty in training")
    FACULTY = "FACULTY", _("Faculty")
    LEAD = "LEAD", _("Lead faculty")


class EnrolmentState(models.TextChoices):
    """Where somebody stands who wants to become a coach."""

    APPLIED = "APPLIED", _("Applied")
    SHORTLISTED = "SHORTLISTED", _("Shortlisted")
    WAITING = "WAITING", _("On the waiting list")
    OFFERED = "OFFERED", _("Offered a place")
    IN_TRAINING = "IN_TRAINING", _("In training")
    CERTIFIED = "CERTIFIED", _("Certified")
    NOT_TAKEN = "NOT_TAKEN", _("Not taken this time")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


NEXT_ENROLMENT_STATES = {
    EnrolmentState.APPLIED: {EnrolmentState.SHORTLISTED, EnrolmentState.NOT_TAKEN, EnrolmentState.WITHDRAWN},
    EnrolmentState.SHORTLISTED: {
        EnrolmentState.OFFERED,
        EnrolmentState.WAITING,
        EnrolmentState.NOT_TAKEN,
        EnrolmentState.WITHDRAWN,
    },
    EnrolmentState.WAITING: {EnrolmentState.OFFERED, EnrolmentState.NOT_TAKEN, EnrolmentState.WITHDRAWN},
    EnrolmentState.OFFERED: {EnrolmentState.IN_TRAINING, EnrolmentState.WITHDRAWN},
    EnrolmentState.IN_TRAINING: {EnrolmentState.CERTIFIED, EnrolmentState.WITHDRAWN},
    EnrolmentState.CERTIFIED: set(),
    EnrolmentState.NOT_TAKEN: {EnrolmentState.SHORTLISTED},
    EnrolmentState.WITHDRAWN: {EnrolmentState.APPLIED},
}
HAS_A_PLACE = (EnrolmentState.OFFERED, EnrolmentState.IN_TRAINING, EnrolmentState.CERTIFIED)
TO_BE_CHOSEN = (EnrolmentState.APPLIED, EnrolmentState.SHORTLISTED, EnrolmentState.WAITING)
ON_THE_COURSE = (EnrolmentState.IN_TRAINING, EnrolmentState.CERTIFIED)


class EnrolmentEnd(models.TextChoices):
    """Why somebody withdrew, before the course or during it."""

    NO_TIME = "NO_TIME", _("No time")
    NOT_RELEASED = "NOT_RELEASED", _("Not released by the manager")
    MOVED_POST = "MOVED_POST", _("Moved to another post")
    LEFT = "LEFT", _("Left the trust")
    NO_TEAM = "NO_TEAM", _("No team to coach")
    OFFER_DECLINED = "OFFER_DECLINED", _("Declined the offer of a place")
    OFFER_LAPSED = "OFFER_LAPSED", _("Did not answer the offer of a place")
    OTHER = "OTHER", _("Another reason")


class Agreement(models.TextChoices):
    """What the manager of somebody who applies says of it."""

    WAITING = "WAITING", _("Waits for the manager")
    AGREED = "AGREED", _("The manager agrees")
    REFUSED = "REFUSED", _("The manager does not agree")


class Review(models.TextChoices):
    """What the faculty say of what was handed in."""

    HANDED_IN = "HANDED_IN", _("Waits for review")
    ACCEPTED = "ACCEPTED", _("Accepted")
    TO_WORK_ON = "TO_WORK_ON", _("To be worked on")


class EvidenceKind(models.TextChoices):
    """What others say of a coach in training; the certification rule can ask for it."""

    TEAM_EVALUATION = "TEAM_EVALUATION", _("Evaluation by the team")
    OBSERVATION = "OBSERVATION", _("Observed by faculty")


class SurveyMoment(models.TextChoices):
    """When a coach is asked how they see themselves."""

    START = "START", _("At the start")
    SIX_MONTHS = "SIX_MONTHS", _("After 6 months")
    TWELVE_MONTHS = "TWELVE_MONTHS", _("After 12 months")
    THEN_AND_NOW = "THEN_AND_NOW", _("Then and now, looking back")


SURVEY_MONTHS = {SurveyMoment.START: 0, SurveyMoment.SIX_MONTHS: 6, SurveyMoment.TWELVE_MONTHS: 12}


class TeamState(models.TextChoices):
    """Where a team stands, from its first interest until it needs no coach. Its stage of the roadmap is beside it."""

    INTERESTED = "INTERESTED", _("Expression of interest")
    CHECKED = "CHECKED", _("Readiness checked")
    SELECTED = "SELECTED", _("Selected, waits for coaches")
    COACHED = "COACHED", _("Coached")
    INDEPENDENT = "INDEPENDENT", _("Independent")
    STOPPED = "STOPPED", _("Stopped")
    NOT_TAKEN = "NOT_TAKEN", _("Not taken this time")


NEXT_TEAM_STATES = {
    TeamState.INTERESTED: {TeamState.CHECKED, TeamState.NOT_TAKEN, TeamState.STOPPED},
    TeamState.CHECKED: {TeamState.SELECTED, TeamState.NOT_TAKEN, TeamState.STOPPED},
    TeamState.SELECTED: {TeamState.COACHED, TeamState.NOT_TAKEN, TeamState.STOPPED},
    TeamState.COACHED: {TeamState.INDEPENDENT, TeamState.STOPPED, TeamState.SELECTED},
    TeamState.INDEPENDENT: {TeamState.COACHED},
    TeamState.STOPPED: {TeamState.SELECTED},
    TeamState.NOT_TAKEN: {TeamState.INTERESTED},
}


class TeamPart(models.TextChoices):
    """As what somebody belongs to a team."""

    MEMBER = "MEMBER", _("Member")
    LEAD = "LEAD", _("Team lead")
    SPONSOR = "SPONSOR", _("Sponsor")
    PATIENT_PARTNER = "PATIENT_PARTNER", _("Patient partner")


class CoachPart(models.TextChoices):
    """As what somebody coaches a team."""

    INSIDE = "INSIDE", _("Inside the pathway")
    OUTSIDE = "OUTSIDE", _("Outside the pathway")
    SOLE = "SOLE", _("Only coach")


class CoachingEnd(models.TextChoices):
    """Why somebody coaches a team no more."""

    FINISHED = "FINISHED", _("The team is independent")
    TEAM_STOPPED = "TEAM_STOPPED", _("The team stopped")
    NO_TIME = "NO_TIME", _("No time")
    MOVED_POST = "MOVED_POST", _("Moved to another post")
    LEFT = "LEFT", _("Left the trust")
    HANDED_OVER = "HANDED_OVER", _("Handed over to another coach")
    OTHER = "OTHER", _("Another reason")


class PairingState(models.TextChoices):
    """Where a proposal of pairs stands: prepared, worked out, looked at, published."""

    DRAFT = "DRAFT", _("Being prepared")
    RUNNING = "RUNNING", _("Being worked out")
    PROPOSED = "PROPOSED", _("Not published")
    CONTRADICTS = "CONTRADICTS", _("Decisions contradict one another")
    PUBLISHED = "PUBLISHED", _("Published")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


NEXT_PAIRING_STATES: dict[PairingState, set[PairingState]] = {
    PairingState.DRAFT: {PairingState.RUNNING},
    PairingState.RUNNING: {PairingState.PROPOSED, PairingState.CONTRADICTS},
    PairingState.PROPOSED: {PairingState.PUBLISHED},
    PairingState.CONTRADICTS: set(),
    PairingState.PUBLISHED: {PairingState.WITHDRAWN},
    PairingState.WITHDRAWN: set(),
}


class PairingEffort(models.TextChoices):
    """How much may be tried: work, never time, so that every machine finds the same."""

    USUAL = "USUAL", _("As usual: seconds")
    LONG = "LONG", _("Press on: up to some minutes in a very large academy")


class DecisionKind(models.TextChoices):
    """What a person has decided or told before pairs are worked out."""

    PIN = "PIN", _("Pin: they take this team")
    BAN = "BAN", _("Ban: not for this team; of two, not together")
    BROUGHT = "BROUGHT", _("They came together: the team was brought by its coach, or they applied together")
    COACH_WISH = "COACH_WISH", _("The coach wishes this team")
    RATHER_NOT = "RATHER_NOT", _("The coach would rather not take this team")
    TEAM_WISH = "TEAM_WISH", _("The team wishes this coach")


WISHES = (DecisionKind.COACH_WISH, DecisionKind.RATHER_NOT, DecisionKind.TEAM_WISH)


class WishOf(models.TextChoices):
    """Whose wish it is."""

    COACH = "COACH", _("The coach’s")
    TEAM = "TEAM", _("The team’s")


class ProposedState(models.TextChoices):
    """What became of a team in a proposal."""

    UNSERVED = "UNSERVED", _("No coaches yet")
    PROPOSED = "PROPOSED", _("Proposed")
    ASKED = "ASKED", _("Asked")
    AGREED = "AGREED", _("All accepted")
    REOPENED = "REOPENED", _("Open again")


class Answer(models.TextChoices):
    """What somebody said to a published pair."""

    NOT_ASKED = "NOT_ASKED", _("Not asked yet")
    ASKED = "ASKED", _("Has not answered yet")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")
    LET_GO = "LET_GO", _("Let go: somebody else declined")
    WITHDRAWN = "WITHDRAWN", _("Asked no more: the proposal was withdrawn")


class Declining(models.TextChoices):
    """Why somebody declines."""

    NO_TIME = "NO_TIME", _("No time for it now")
    SLOT = "SLOT", _("The day or hour does not suit")
    PLACE = "PLACE", _("Too far away")
    TIE = "TIE", _("Too close to one another to be coached well")
    OTHER = "OTHER", _("Another reason")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Mode(models.TextChoices):
    """How a team meets."""

    ROOM = "ROOM", _("In a room")
    ONLINE = "ONLINE", _("Online")
    MIXED = "MIXED", _("Some in the room, some online")


class SessionState(models.TextChoices):
    """A date of which something was said: prepared or moved, held, or called off."""

    PLANNED = "PLANNED", _("Planned")
    HELD = "HELD", _("Held")
    CALLED_OFF = "CALLED_OFF", _("Called off")


class CalledOff(models.TextChoices):
    """Why a session was not held."""

    HOLIDAY = "HOLIDAY", _("Holiday")
    COACH_AWAY = "COACH_AWAY", _("Coaches away")
    TEAM_BUSY = "TEAM_BUSY", _("The team could not be released")
    NO_ROOM = "NO_ROOM", _("No room or connection")
    PRESSURE = "PRESSURE", _("Operational pressure")
    OTHER = "OTHER", _("Another reason")


class MeetingRole(models.TextChoices):
    """Roles that people take in turn."""

    CHAIR = "CHAIR", _("Chair")
    TIMEKEEPER = "TIMEKEEPER", _("Timekeeper")
    NOTE_KEEPER = "NOTE_KEEPER", _("Note keeper")
    FACILITATOR = "FACILITATOR", _("Facilitator")


class GuestKind(models.TextChoices):
    """Who came beside the team's own people; no names are needed."""

    PATIENT = "PATIENT", _("Patients and carers")
    GP = "GP", _("GPs and primary care")
    SOCIAL_CARE = "SOCIAL_CARE", _("Social care")
    COMMUNITY = "COMMUNITY", _("Community services")
    CLINICAL = "CLINICAL", _("Other clinical staff")
    CLERICAL = "CLERICAL", _("Administrative staff")
    OTHER = "OTHER", _("Other guests")


class BarrierCode(models.TextChoices):
    """What gets in the way of improvement: seven groups, twenty-two items. The group is the part before the number."""

    CUL1 = "CUL1", _("No improvement culture")
    CUL2 = "CUL2", _("Blame")
    CUL3 = "CUL3", _("Improvement has low priority")
    CUL4 = "CUL4", _("Averse to risk, or defensive")
    CUL5 = "CUL5", _("Rituals that undermine it")
    LEA1 = "LEA1", _("Weak leadership or no shared vision")
    LEA2 = "LEA2", _("Hierarchical style")
    LEA3 = "LEA3", _("No say at lower levels")
    LEA4 = "LEA4", _("Nobody is accountable")
    FOC1 = "FOC1", _("Little focus on the person")
    FOC2 = "FOC2", _("Everything invented here, nothing borrowed")
    RES1 = "RES1", _("Managers without time or capability")
    RES2 = "RES2", _("Too few staff, or many agency staff")
    RES3 = "RES3", _("No money set aside")
    RES4 = "RES4", _("Systems do not fit improvement into work")
    INF1 = "INF1", _("Information is not shared")
    INF2 = "INF2", _("Data are not used")
    INF3 = "INF3", _("Weak information systems")
    INF4 = "INF4", _("Feedback is missing or rigid")
    TIM1 = "TIM1", _("Quick wins are wanted")
    TIM2 = "TIM2", _("No protected time")
    ENG1 = "ENG1", _("Professionals or patients are not engaged")


BARRIER_GROUPS = {
    "CUL": _("Culture"),
    "LEA": _("Leadership"),
    "FOC": _("Focus"),
    "RES": _("Resources"),
    "INF": _("Information"),
    "TIM": _("Timing"),
    "ENG": _("Engagement"),
}


class Severity(models.IntegerChoices):
    SLOWS = 1, _("Slows us down")
    BLOCKS_PART = 2, _("Blocks part of the work")
    STOPS = 3, _("Stops us")


class OwnerLevel(models.TextChoices):
    """Who can take a barrier away; escalation goes from the first to the last."""

    TEAM = "TEAM", _("Team")
    DIVISION = "DIVISION", _("Division")
    EXECUTIVE = "EXECUTIVE", _("Executive")
    BOARD = "BOARD", _("Board")


class ReadinessQuestion(models.TextChoices):
    """What a team is asked before it begins: leadership, people, means and culture. Labels are ours."""

    SPONSOR = "SPONSOR", _("A sponsor who can clear the way has agreed, and knows what is asked of them")
    PROBLEM = "PROBLEM", _("The problem matters to patients and to the people who do the work")
    TIME = "TIME", _("People can be released for an hour at the same time each week")
    PROFESSIONS = "PROFESSIONS", _("Every profession on the way of a patient is in the team")
    PATIENTS = "PATIENTS", _("Patients or carers take part, or it is agreed how they will")
    DATA = "DATA", _("Somebody can count what happens, week by week")
    CALM = "CALM", _("No big change of leadership, place or system falls into the next months")
    SAFETY = "SAFETY", _("People can say what goes wrong without being blamed for it")


class Ready(models.IntegerChoices):
    NOT_YET = 0, _("Not yet")
    PARTLY = 1, _("Partly")
    YES = 2, _("Yes")


class TeamCriterion(models.TextChoices):
    """By what teams are selected. Each is scored from 0 to 4 by everybody who assesses."""

    MATTERS = "MATTERS", _("It matters: to patients, staff and the trust’s aims")
    SPONSORED = "SPONSORED", _("It is sponsored: somebody clears the way")
    READY = "READY", _("It is ready: people, time and calm")
    MEASURABLE = "MEASURABLE", _("It can be measured week by week")
    WITH_PATIENTS = "WITH_PATIENTS", _("Patients or carers take part")


class TargetKind(models.TextChoices):
    """What an academy means to reach by a day."""

    CERTIFIED = "CERTIFIED", _("Coaches certified")
    ACTIVE = "ACTIVE", _("Coaches active")
    COACHED = "COACHED", _("Teams coached")
    INDEPENDENT = "INDEPENDENT", _("Teams independent")


class RefresherAnswer(models.TextChoices):
    """What a coach says who is invited back."""

    COMES = "COMES", _("Yes, I come to the refresher")
    SMALLER = "SMALLER", _("Yes, with a smaller team")
    NOT_NOW = "NOT_NOW", _("Not now")
