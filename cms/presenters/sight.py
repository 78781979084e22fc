"""Who reads what of somebody by name: one list for every page that says so, made of what the rules themselves read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models.prior_learning import DECIDES, DECIDES_WHAT_IS_LEFT
from curriculum.models.session import SEES_ATTENDANCE
from curriculum.rules import RECORDERS
from workforce.enums import NAMED_ACCESS, Role

ROLES = {
    Role.UNIT_MANAGER: gettext_lazy("managers"),
    Role.COACH: gettext_lazy("coaches"),
    Role.ACADEMY_LEAD: gettext_lazy("academy leads"),
    Role.PROGRAMME_LEAD: gettext_lazy("programme leads"),
    Role.ADMINISTRATOR: gettext_lazy("administrators"),
}
NEAR = gettext_lazy(" of your unit or of one above it")


def sight_words() -> list[str]:
    """A role reads it in its own unit and those below; so what is said of one's unit is true of those above it."""
    told = (
        (_("Your posts, your levels and what you hold of them until when: %(who)s."), NAMED_ACCESS, NEAR),
        (_("Your sessions and what was signed off: whoever recorded it, and %(who)s."), SEES_ATTENDANCE, NEAR),
        (_("What you claim as prior learning and what shows it: %(who)s."), DECIDES, NEAR),
        (_("Your post and unit, when they write your name to record that you came: %(who)s."), RECORDERS, NEAR),
        (_("Those of your claims that the map of credentials leaves to them: %(who)s."), DECIDES_WHAT_IS_LEFT, NEAR),
        (_("Your places in sessions to come: whoever leads the session, and %(who)s."), NAMED_ACCESS, NEAR),
        (_("Whether you are named for a level: %(who)s."), NAMED_ACCESS, NEAR),
        (_("Whether you are exempt from a level, and why: %(who)s."), (Role.PROGRAMME_LEAD,), ""),
        (_("Your account, and what the files of staff and training say: %(who)s."), (Role.ADMINISTRATOR,), ""),
    )
    return [*(words % {"who": f"{either(roles)}{where}"} for words, roles, where in told), *beyond()]


def beyond() -> list[str]:
    return [
        _("The trust's own workforce system may be given what you hold."),
        _("Your answers to checks and tests: nobody but you."),
        _("Everybody else reads rounded numbers of whole groups, in which nobody can be told apart."),
    ]


def either(roles: Iterable[Role]) -> str:
    *some, last = [str(ROLES[role]) for role in ROLES if role in set(roles)]
    return _("%(some)s and %(last)s") % {"some": ", ".join(some), "last": last} if some else last
