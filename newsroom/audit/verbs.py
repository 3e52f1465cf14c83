"""What the trail says was done, marked for translation: rows hold it in English.

The History page says it in the language of whoever reads. ``sources`` and ``factcheck`` have
verbs of their own.
"""

from django.utils.translation import gettext_noop as _

TOLD = frozenset(
    {
        _("add"),
        _("add authenticator app"),
        _("add passkey"),
        _("change"),
        _("change password"),
        _("change_user"),
        _("choose alerts"),
        _("choose settings"),
        _("delete"),
        _("delete filter"),
        _("end sessions"),
        _("forget second factor"),
        _("issue"),
        _("log in"),
        _("make recovery codes"),
        _("remove authenticator app"),
        _("remove passkey"),
        _("revoke"),
        _("save filter"),
        _("set password"),
        _("welcome"),
    }
)
