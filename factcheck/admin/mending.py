"""What can be done with a page that claims rest on: as buttons, for one page or many."""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck import actions
from newsroom.accounts.models import User
from newsroom.admin.typed import typed
from newsroom.refusals import NotReady
from sources.admin.link_acts import Act
from sources.models import Link
from sources.permissions import Verb


def _use_archive(by: User, link: Link, _request: HttpRequest) -> None:
    actions.use_archive(by=by, link=link)


def _replace(by: User, link: Link, request: HttpRequest) -> str:
    address, told = typed(request, "address"), typed(request, "told")
    return _told_of_move(actions.replace_address(by=by, link=link, address=address, told=told))


def _follow(by: User, link: Link, request: HttpRequest) -> str:
    """Put the address that the page sends its readers to in its place."""
    if not link.moved_to:
        raise NotReady(_("This page does not say that it moved: type the new address on its page."))
    told = typed(request, "told")
    mended = actions.replace_address(by=by, link=link, address=link.moved_to, told=told)
    return _told_of_move(mended)


def _told_of_move(mended: actions.Mended) -> str:
    return " ".join([_("It rests on %s now.") % mended.link, *told_of(mended)])


def told_of(mended: actions.Mended) -> Iterator[str]:
    """Say what came of it for claims: how many drafts were edited, how many corrections opened."""
    if drafts := len(mended.drafts):
        yield ngettext("%d draft was edited.", "%d drafts were edited.", drafts) % drafts
    if opened := len(mended.corrections):
        sentence = ngettext(
            "%d published claim is open as a correction: send it for review.",
            "%d published claims are open as corrections: send them for review.",
            opened,
        )
        yield sentence % opened


MENDING: Mapping[str, Act] = {
    "use-archive": Act(
        verb=Verb.SETTLE,
        do=_use_archive,
        done=gettext_lazy("Readers are led to the archived copy while the page is not as cited."),
        label=gettext_lazy("Use the archived copy"),
        promise=gettext_lazy(
            "Readers are led to the dated copy in the web archive for as long as the page is gone, "
            "changed or closed to us. The pages leave the lists of trouble. Verdicts stay as they "
            "are: a re-review is ended on its claim."
        ),
    ),
    "follow": Act(
        verb=Verb.SETTLE,
        do=_follow,
        done=gettext_lazy("The new address is in its place."),
        label=gettext_lazy("Use the new address"),
        promise=gettext_lazy(
            "Articles and evidence rest on the address the page sends its readers to. The old "
            "addresses stay, with their looks. Drafts are edited; each published claim comes back "
            "as a correction, and readers see it as it is until that is published."
        ),
        fields=("told",),
    ),
    "replace": Act(
        verb=Verb.SETTLE,
        do=_replace,
        done=gettext_lazy("The new address is in its place."),
    ),
}
