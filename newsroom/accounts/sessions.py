"""Logins that are open, by person."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from newsroom.accounts.models import User


def end_sessions(who: User) -> int:
    """Log ``who`` out everywhere; return how many logins were open.

    Reads every open session: only people of the newsroom have any.
    """
    opened = Session.objects.filter(expire_date__gt=Now()).iterator()
    theirs = [one.pk for one in opened if one.get_decoded().get(SESSION_KEY) == str(who.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]
