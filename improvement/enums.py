"""Codes of improvement. The database holds the code, the screen shows the words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureKind(models.TextChoices):
    """What a measure tells of: what patients and staff get, what is done for it, or what must not get worse."""

    OUTCOME = "OUTCOME", _("Outcome measure")
    PROCESS = "PROCESS", _("Process measure")
    BALANCING = "BALANCING", _("Balancing measure")


class Good(models.TextChoices):
    """Which way a measure is better."""

    UP = "UP", _("Up is better")
    DOWN = "DOWN", _("Down is better")
    NEUTRAL = "NEUTRAL", _("Neither: we only watch it")


class Frequency(models.TextChoices):
    SHIFT = "SHIFT", _("Every shift")
    DAY = "DAY", _("Every day")
    WEEK = "WEEK", _("Every week")
    FORTNIGHT = "FORTNIGHT", _("Every two weeks")
    MONTH = "MONTH", _("Every month")
    QUARTER = "QUARTER", _("Every three months")
    PATIENT = "PATIENT", _("Every patient")


class IdeaState(models.TextChoices):
    """What became of a change idea. Its last finished cycle says so."""

    NEW = "NEW", _("Not tested yet")
    TESTING = "TESTING", _("Being tested")
    ADOPTED = "ADOPTED", _("Adopted")
    ABANDONED = "ABANDONED", _("Abandoned")


class Act(models.TextChoices):
    """How a cycle ends."""

    ADAPT = "ADAPT", _("Adapt: change it and test again")
    ADOPT = "ADOPT", _("Adopt: keep it")
    ABANDON = "ABANDON", _("Abandon: let it go")


STATE_AFTER = {Act.ADAPT: IdeaState.TESTING, Act.ADOPT: IdeaState.ADOPTED, Act.ABANDON: IdeaState.ABANDONED}
