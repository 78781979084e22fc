"""What has become of somebody's place, in the words of a letter's subject."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from curriculum.services.session_news import News

WORDS = {
    News.BOOKED: _("You have a place"),
    News.BOOKED_FOR: _("Your manager has booked you a place"),
    News.PUT_IN_LINE: _("Your manager has put you on the waiting list"),
    News.LEADS: _("You lead a session"),
    News.MOVED_UP: _("A place has come free for you"),
    News.RELEASED: _("Your manager has released you"),
    News.CHANGED: _("Your session has changed"),
    News.GIVEN_UP: _("You gave up your place"),
    News.LEADS_NO_MORE: _("You no longer lead this session"),
    News.NOT_RELEASED: _("Your manager has not released you"),
    News.CALLED_OFF: _("Your session is called off"),
    News.NO_MORE_TO_WAIT_FOR: _("The session that you wait for is called off"),
}
