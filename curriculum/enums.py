"""Codes of the curriculum. The database holds the code, the screen shows the words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Depth(models.IntegerChoices):
    """How well somebody can do a skill."""

    NONE = 0, _("none")
    AWARE = 1, _("aware")
    DO = 2, _("do")
    LEAD = 3, _("lead")
    TEACH = 4, _("teach")


class Assessment(models.TextChoices):
    """What makes a ledger entry an assessment of its skill at its depth."""

    TEST = "TEST", _("Test")
    SIGN_OFF = "SIGN_OFF", _("Sign-off")
    CREDENTIAL = "CREDENTIAL", _("Credential")


class PracticeKind(models.TextChoices):
    OWN_WORK = "OWN_WORK", _("Test of change in own work")
    PROJECT_LED = "PROJECT_LED", _("Project led")
    PDSA_LED = "PDSA_LED", _("PDSA cycle led")
    TEAM_SPONSORED = "TEAM_SPONSORED", _("Team sponsored")
    COACHING = "COACHING", _("Coaching session")
    SUPERVISION = "SUPERVISION", _("Supervision")
    COHORT_CO_DELIVERED = "COHORT_CO_DELIVERED", _("Cohort co-delivered")
    VISIT = "VISIT", _("Go-and-see visit")
    CO_CREATION = "CO_CREATION", _("Co-creation in a team")
    TEAM_SUPPORTED = "TEAM_SUPPORTED", _("Team supported with data")
    TEACHING = "TEACHING", _("Teaching others")


class VersionState(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    PUBLISHED = "PUBLISHED", _("Published")


class ActivityKind(models.TextChoices):
    LESSON = "LESSON", _("Lesson")
    CLASSROOM = "CLASSROOM", _("Classroom session")
    BIG_ROOM = "BIG_ROOM", _("Coached Big Room")
    PRACTICE = "PRACTICE", _("Practice")
    TEACHING = "TEACHING", _("Teaching others")
    TEST = "TEST", _("Know this already?")
    SIGN_OFF = "SIGN_OFF", _("Sign-off")


class SourceKind(models.TextChoices):
    """What a ledger entry came from; the source's id is unique within its kind."""

    LESSON = "LESSON", _("Lesson")
    TEST = "TEST", _("Know this already?")
    ATTENDANCE = "ATTENDANCE", _("Classroom session")
    BIG_ROOM = "BIG_ROOM", _("Coached Big Room")
    PRACTICE = "PRACTICE", _("Practice")
    TEACHING = "TEACHING", _("Teaching others")
    PRIOR_LEARNING = "PRIOR_LEARNING", _("Prior learning")
    PAST_TRAINING = "PAST_TRAINING", _("Past training")
    SIGN_OFF = "SIGN_OFF", _("Sign-off")


class PackageStandard(models.TextChoices):
    """How a package and the page that plays it talk to one another."""

    SCORM_12 = "SCORM_12", _("SCORM 1.2")


class CertificateKind(models.TextChoices):
    """What a certificate is of."""

    LEVEL = "LEVEL", _("Level held")
    MODULE = "MODULE", _("Module completed")
    ACTIVITY = "ACTIVITY", _("Activity completed")


class SpellState(models.TextChoices):
    """Why a person who is expected to hold something is not counted, or not yet overdue."""

    AWAY = "AWAY", _("Away")
    EXEMPT = "EXEMPT", _("Exempt")
    LET_OFF = "LET_OFF", _("In time")


class ExemptionReason(models.TextChoices):
    HEALTH = "HEALTH", _("Health")
    LEAVING_SOON = "LEAVING_SOON", _("Leaving soon")
    ROLE = "ROLE", _("Not needed in this role")
    OTHER_EMPLOYER = "OTHER_EMPLOYER", _("Trained by another employer")
    OTHER = "OTHER", _("Other")


class ClaimState(models.TextChoices):
    """Where a claim of prior learning stands."""

    SUBMITTED = "SUBMITTED", _("Waiting for approval")
    APPROVED = "APPROVED", _("Approved")
    REFUSED = "REFUSED", _("Not approved")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


NEXT_CLAIM_STATES = {
    ClaimState.SUBMITTED: {ClaimState.APPROVED, ClaimState.REFUSED, ClaimState.WITHDRAWN},
    ClaimState.APPROVED: set(),
    ClaimState.REFUSED: set(),
    ClaimState.WITHDRAWN: set(),
}


class SessionState(models.TextChoices):
    """Whether a session that was planned is still to be held."""

    OPEN = "OPEN", _("Open")
    CANCELLED = "CANCELLED", _("Cancelled")


class BookingPart(models.TextChoices):
    """As what somebody comes to a session."""

    LEARNER = "LEARNER", _("Learner")
    FACILITATOR = "FACILITATOR", _("Facilitator")


class BookingState(models.TextChoices):
    BOOKED = "BOOKED", _("Booked")
    WAITING = "WAITING", _("On the waiting list")
    CANCELLED = "CANCELLED", _("Given up")


class Release(models.TextChoices):
    """Whether a manager lets somebody go for the hours of a session. Not asked of those who wait for a place."""

    NOT_ASKED = "NOT_ASKED", _("Not asked for")
    ASKED = "ASKED", _("Waiting for a manager")
    GIVEN = "GIVEN", _("Released")
    REFUSED = "REFUSED", _("Not released")


NEXT_BOOKING_STATES = {
    BookingState.WAITING: {BookingState.BOOKED, BookingState.CANCELLED},
    BookingState.BOOKED: {BookingState.CANCELLED},
    BookingState.CANCELLED: set(),
}
