"""What the trail says was done with articles and pages, marked for translation."""

from django.utils.translation import gettext_noop as _

TOLD = frozenset(
    {
        _("accept page"),
        _("accept text"),
        _("ask archive"),
        _("check now"),
        _("file"),
        _("heed"),
        _("ignore"),
        _("keep document"),
        _("keep sight"),
        _("let go"),
        _("mark seen"),
        _("merge"),
        _("move"),
        _("release"),
        _("supply text"),
        _("take down"),
        _("take in"),
        _("undo the merging"),
        _("use archive"),
    }
)
