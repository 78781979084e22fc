"""Codes of the ground floor. The database holds the code, the screen shows the words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a grant lets an account do, in its unit and below."""

    STAFF = "STAFF", _("Staff")
    UNIT_MANAGER = "UNIT_MANAGER", _("Unit manager")
    COACH = "COACH", _("Coach")
    ACADEMY_LEAD = "ACADEMY_LEAD", _("Academy lead")
    PROGRAMME_LEAD = "PROGRAMME_LEAD", _("Programme lead")
    BOARD_READER = "BOARD_READER", _("Board reader")
    EDITOR = "EDITOR", _("Editor")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")


class UnitKind(models.TextChoices):
    TRUST = "TRUST", _("Trust")
    GROUP = "GROUP", _("Care group")
    DIVISION = "DIVISION", _("Division")
    DIRECTORATE = "DIRECTORATE", _("Directorate")
    DEPARTMENT = "DEPARTMENT", _("Department")
    TEAM = "TEAM", _("Ward or team")


class PostKind(models.TextChoices):
    """Every way of belonging to a unit for some days."""

    SUBSTANTIVE = "SUBSTANTIVE", _("Substantive")
    FIXED_TERM = "FIXED_TERM", _("Fixed-term")
    BANK = "BANK", _("Bank")
    HONORARY = "HONORARY", _("Honorary")
    ROTATION = "ROTATION", _("Training rotation")
    PLACEMENT = "PLACEMENT", _("Placement")
    PARTNER = "PARTNER", _("Lived-experience partner")
    OTHER_EMPLOYER = "OTHER_EMPLOYER", _("Other employer")


# By default posts of these kinds carry no requirement; they are shown on lines of their own.
BESIDE = (PostKind.BANK, PostKind.ROTATION, PostKind.PLACEMENT)


# What the national staff record calls the numbers of a person and of a post.
EMPLOYEE = "esr-employee"
ASSIGNMENT = "esr-assignment"


class StaffGroup(models.TextChoices):
    """The ten national groups of the NHS Data Dictionary."""

    MEDICAL = "01", _("Medical and Dental")
    STUDENTS = "02", _("Students")
    NURSING = "03", _("Nursing and Midwifery Registered")
    ALLIED = "04", _("Allied Health Professionals")
    SCIENTIFIC = "05", _("Additional Professional Scientific and Technical")
    HEALTHCARE_SCIENCE = "06", _("Healthcare Scientists")
    CLINICAL_SERVICES = "07", _("Additional Clinical Services")
    CLERICAL = "08", _("Administrative and Clerical")
    ESTATES = "09", _("Estates and Ancillary")
    SUPPLEMENTARY = "10", _("Supplementary Roles")


class PostFlag(models.TextChoices):
    """What a post is for, beside its job role: audience rules ask for these."""

    LINE_MANAGER = "LINE_MANAGER", _("Line manager")
    CLINICAL_LEAD = "CLINICAL_LEAD", _("Clinical lead")
    BOARD_MEMBER = "BOARD_MEMBER", _("Board member")
    SPONSOR = "SPONSOR", _("Sponsor")
    COACH = "COACH", _("Improvement coach")
    FACULTY = "FACULTY", _("Faculty")
    ANALYST = "ANALYST", _("Analyst supporting improvement")
    PROJECT_LEAD = "PROJECT_LEAD", _("Project lead")
    LIVED_EXPERIENCE = "LIVED_EXPERIENCE", _("Lived-experience partner")


class AbsenceKind(models.TextChoices):
    PARENTAL = "PARENTAL", _("Parental leave")
    SICKNESS = "SICKNESS", _("Long-term sickness")
    CAREER_BREAK = "CAREER_BREAK", _("Career break")
    SECONDMENT_OUT = "SECONDMENT_OUT", _("Secondment out")


class LeavingReason(models.TextChoices):
    RESIGNED = "RESIGNED", _("Resigned")
    RETIRED = "RETIRED", _("Retired")
    CONTRACT_ENDED = "CONTRACT_ENDED", _("Contract ended")
    TRANSFERRED = "TRANSFERRED", _("Transferred to another employer")
    DISMISSED = "DISMISSED", _("Dismissed")
    DIED = "DIED", _("Died in service")
    NOT_IN_FILE = "NOT_IN_FILE", _("No longer in the staff file")
    OTHER = "OTHER", _("Other")


class JobState(models.TextChoices):
    WAITING = "WAITING", _("Waiting")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    FAILED = "FAILED", _("Failed")


NEXT_JOB_STATES = {
    JobState.WAITING: {JobState.RUNNING, JobState.FAILED},
    JobState.RUNNING: {JobState.WAITING, JobState.DONE, JobState.FAILED},
    JobState.DONE: set(),
    JobState.FAILED: {JobState.WAITING},
}

NAMED_ACCESS = (Role.UNIT_MANAGER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
"""Who sees people by name in their unit and below. Everybody else reads rounded figures."""


class NoticeKind(models.TextChoices):
    """What a notice is about."""

    BOOKING = "BOOKING", _("Your sessions")
    REMINDER = "REMINDER", _("Reminder")
    RECORD = "RECORD", _("Your record")
    WORK = "WORK", _("Waits for you")


class Letters(models.TextChoices):
    """Which letters somebody wants. Those about a session they booked come in any case: they are invitations."""

    WEEKLY = "WEEKLY", _("One a week, when there is something to tell me")
    NEVER = "NEVER", _("None: I read my notices here")


class DigestState(models.TextChoices):
    """TAKEN: a worker sends it, or died while it did; whether it arrived is not known, and it is not sent again."""

    WAITING = "WAITING", _("Waiting")
    TAKEN = "TAKEN", _("Taken")
    SENT = "SENT", _("Sent")
    FAILED = "FAILED", _("Failed")


class ImportKind(models.TextChoices):
    ORGANISATION = "ORGANISATION", _("Organisation")
    STAFF = "STAFF", _("Staff")
    PAST_TRAINING = "PAST_TRAINING", _("Past training")


class ImportState(models.TextChoices):
    """Where a file stands. Between READING and PLANNED, and so on, a job runs."""

    READING = "READING", _("Being read")
    PLANNED = "PLANNED", _("Ready to look at")
    REFUSED = "REFUSED", _("Cannot be read")
    APPLYING = "APPLYING", _("Being applied")
    APPLIED = "APPLIED", _("Applied")
    UNDOING = "UNDOING", _("Being undone")
    UNDONE = "UNDONE", _("Undone")
    DISCARDED = "DISCARDED", _("Discarded")


NEXT_IMPORT_STATES = {
    ImportState.READING: {ImportState.PLANNED, ImportState.REFUSED},
    ImportState.PLANNED: {ImportState.READING, ImportState.APPLYING, ImportState.DISCARDED},
    ImportState.REFUSED: set(),
    ImportState.APPLYING: {ImportState.APPLIED, ImportState.UNDOING},
    ImportState.APPLIED: {ImportState.UNDOING},
    ImportState.UNDOING: {ImportState.UNDONE},
    ImportState.UNDONE: set(),
    ImportState.DISCARDED: set(),
}


class RowAction(models.TextChoices):
    """What a row of a file does, or did."""

    ADD = "ADD", _("Added")
    CHANGE = "CHANGE", _("Changed")
    SAME = "SAME", _("Unchanged")
    END = "END", _("Ended")
    REFUSED = "REFUSED", _("Refused")
    KEPT = "KEPT", _("Changed since, so left as it is")
    WAITING = "WAITING", _("Waits for its course to be matched")
    IGNORED = "IGNORED", _("Not counted")


class FileCovers(models.TextChoices):
    FULL = "FULL", _("Everybody: this is the whole list")
    DELTA = "DELTA", _("Only what has changed")


class WhenAbsent(models.TextChoices):
    """What it means that somebody is not in the file."""

    KEEP = "KEEP", _("Nothing: leave their posts as they are")
    END = "END", _("They have left: end their posts on the day of the file")


class WhenEmpty(models.TextChoices):
    """What an empty cell means."""

    IGNORE = "IGNORE", _("Nothing: leave the value as it is")
    ERASE = "ERASE", _("The value is no longer true: erase it")
