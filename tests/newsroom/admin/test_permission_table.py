"""Who may do what on the desk, through its real addresses: one table, and nothing beside it.

Letters are roles: r reporter, e editor, p publisher, s superuser without a role; a dot is nobody.
Strangers, and people without a role, never get in. A screen without a row here fails. “Change” is
to send the form; a link's page has none, and shows itself to whatever is sent.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from newsroom.accounts.models import Role
from tests.factcheck.admin.newsrooms import furnish
from tests.factcheck.admin.pages import desk_of
from tests.factories import person

pytestmark = pytest.mark.django_db

SCREENS = """
                               list    view    add     change  delete  history popup
accounts.user                  ps      ps      ps      ps      .       ps      ps
api.apikey                     ps      ps      ps      ps      .       ps      ps
api.partner                    ps      ps      ps      ps      .       ps      ps
audit.event                    eps     eps     .       .       .       eps     .
factcheck.appearance           reps    reps    .       rep     .       reps    .
factcheck.change               reps    reps    .       .       .       reps    .
factcheck.check                reps    reps    .       .       .       reps    .
factcheck.claim                reps    reps    .       rep     .       reps    .
factcheck.claimant             reps    reps    reps    reps    s       reps    reps
factcheck.claimimport          reps    reps    reps    .       .       reps    reps
factcheck.comment              reps    reps    .       .       .       reps    .
factcheck.correction           reps    reps    .       .       .       reps    .
factcheck.discrepancydecision  reps    reps    .       .       .       reps    .
factcheck.evidence             reps    reps    .       .       .       reps    .
factcheck.externalreview       reps    reps    .       .       .       reps    .
factcheck.figure               reps    reps    .       .       .       reps    .
factcheck.publication          reps    reps    .       .       .       reps    .
factcheck.rating               reps    reps    ps      ps      .       reps    ps
factcheck.readerreport         reps    reps    .       .       .       reps    .
factcheck.review               reps    reps    .       .       .       reps    .
factcheck.topic                reps    reps    reps    ps      s       reps    reps
factcheck.verdict              reps    reps    .       .       .       reps    .
factcheck.webhookendpoint      eps     eps     ps      .       .       eps     ps
jobs.heartbeat                 s       s       .       .       .       s       .
jobs.job                       s       s       .       .       .       s       .
sources.alert                  reps    reps    .       .       .       reps    .
sources.host                   reps    reps    .       .       .       reps    .
sources.link                   reps    reps    .       reps    .       reps    .
sources.look                   reps    reps    .       .       .       reps    .
sources.outlet                 reps    reps    reps    eps     ps      reps    reps
sources.passage                reps    reps    .       .       .       reps    .
sources.retrieval              reps    reps    .       .       .       reps    .
sources.snapshot               reps    reps    .       .       .       reps    .
sources.source                 reps    reps    reps    reps    s       reps    reps
sources.sourcetext             reps    reps    .       .       .       reps    .
sources.transition             reps    reps    .       .       .       reps    .
"""

ACTIONS = """
                                       roles
factcheck.claim.approve                ep
factcheck.claim.assign                 rep
factcheck.claim.publish                p
factcheck.claim.schedule               p
factcheck.claim.submit                 rep
factcheck.claimant.delete_selected     s
factcheck.claimant.merge_ticked        ep
factcheck.topic.delete_selected        s
sources.link.check                     rep
sources.link.follow                    ep
sources.link.ignore                    ep
sources.link.seen                      ep
sources.link.use-archive               ep
sources.outlet.delete_selected         ps
sources.outlet.merge_ticked            ep
sources.source.delete_selected         s
"""

ROWS = """
                                   view    add     change  delete
factcheck.appearance/figure        reps    rep     rep     .
factcheck.claim/appearance         reps    .       rep     rep
factcheck.claim/claimclaimant      reps    rep     rep     rep
factcheck.claim/evidence           reps    rep     rep     rep
factcheck.claim/verdict            reps    .       rep     .
factcheck.rating/ratingdefinition  reps    ps      .       .
"""

PICKED = """
                                       roles
factcheck.claim.claimants              reps
factcheck.claim.same_as                reps
factcheck.claim.topics                 reps
factcheck.claimclaimant.claimant       reps
sources.link.host                      reps
sources.source.outlet                  reps
sources.source.republished_from        reps
"""

ROLES = {
    "r": (Role.REPORTER, False),
    "e": (Role.EDITOR, False),
    "p": (Role.PUBLISHER, False),
    "s": (Role.NONE, True),
    "n": (Role.NONE, False),
}
Cells = dict[str, str]


def read(table: str) -> dict[str, Cells]:
    """Return the cells of each row by the names of their columns, dots as nothing."""
    head, *lines = table.strip("\n").splitlines()
    columns = head.split()
    rows = (line.split() for line in lines)
    return {
        name: dict(zip(columns, (cell.replace(".", "") for cell in cells), strict=True))
        for name, *cells in rows
    }


def screens() -> dict[str, ModelAdmin[Any]]:
    return {model._meta.label_lower: one for model, one in admin.site._registry.items()}


@pytest.fixture(scope="module")
def desks(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Client]]:
    """A browser for each role, in one newsroom with something of everything in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        furnish()
        people = {letter: person(role, is_superuser=root) for letter, (role, root) in ROLES.items()}
        yield {letter: desk_of(one) for letter, one in people.items()} | {"a": Client()}
        transaction.set_rollback(True)


def address(one: ModelAdmin[Any], page: str) -> str:
    """Return the address of a page of a screen, where need be of its first row."""
    row = one.model._default_manager.order_by("pk").first()
    args = [] if page in {"changelist", "add"} else [row.pk]
    return reverse(f"admin:{one.opts.app_label}_{one.opts.model_name}_{page}", args=args)


def is_let_in(client: Client, url: str, method: str = "get") -> bool:
    """Ask for a page, and take back whatever asking did. A way to log in counts as a refusal."""
    with transaction.atomic():
        answer = getattr(client, method)(url)
        transaction.set_rollback(True)
    is_turned_away = answer.status_code == 302 and "/login/" in answer.headers["Location"]
    assert answer.status_code in {200, 302, 403}, (url, answer.status_code)
    return answer.status_code != 403 and not is_turned_away


def verbs_of(client: Client, one: ModelAdmin[Any]) -> dict[str, bool]:
    """Try every verb of a screen."""
    asked = {
        "list": is_let_in(client, address(one, "changelist")),
        "view": is_let_in(client, address(one, "change")),
        "add": is_let_in(client, address(one, "add")),
        "change": is_let_in(client, address(one, "change"), "post"),
        "delete": is_let_in(client, address(one, "delete")),
        "history": is_let_in(client, address(one, "history")),
        "popup": is_let_in(client, f"{address(one, 'add')}?_popup=1"),
    }
    for page in ("add", "delete"):
        assert asked[page] or not is_let_in(client, address(one, page), "post"), page
    return asked


def tree_of(client: Client, url: str) -> html.HtmlElement | None:
    answer = client.get(url)
    return html.fromstring(answer.content) if answer.status_code == 200 else None


def actions_of(client: Client, one: ModelAdmin[Any]) -> set[str]:
    """Name the actions that the list offers."""
    page = tree_of(client, address(one, "changelist"))
    chosen = [] if page is None else page.xpath("//select[@name='action']/option/@value")
    return {str(name) for name in chosen if name}


def rows_of(client: Client, one: ModelAdmin[Any], prefix: str) -> dict[str, bool]:
    """Say what the page of a row lets one do with the rows inside it."""
    page = tree_of(client, address(one, "change"))
    named = set() if page is None else set(page.xpath("//*[not(@type='hidden')]/@name"))
    hidden = set() if page is None else set(page.xpath("//input/@name"))
    return {
        "view": f"{prefix}-TOTAL_FORMS" in hidden,
        "add": any(name.startswith(f"{prefix}-__prefix__-") for name in named),
        "change": any(name.startswith(f"{prefix}-0-") and "DELETE" not in name for name in named),
        "delete": f"{prefix}-0-DELETE" in named,
    }


def insides() -> Iterator[tuple[str, ModelAdmin[Any], str]]:
    """Name the inlines: row of the table, screen, prefix of its forms."""
    for label, one in screens().items():
        for inline in one.inlines:
            related = inline.model._meta
            key = next(f for f in related.fields if f.related_model is one.model)
            prefix = key.remote_field.get_accessor_name()
            yield f"{label}/{related.model_name}", one, str(prefix)


def picks() -> Iterator[str]:
    """Name the references that are picked by typing, in forms, in rows and in filters."""
    for one in screens().values():
        for owner in (one, *one.inlines):
            for field in owner.autocomplete_fields:
                yield f"{owner.model._meta.label_lower}.{field}"
        for chosen in one.list_filter:
            if getattr(chosen, "is_picked", False):
                yield f"{one.model._meta.label_lower}.{chosen.parameter_name}"  # type: ignore[union-attr]


def test_every_screen_action_inline_and_reference_has_its_row() -> None:
    assert list(read(SCREENS)) == sorted(screens())
    assert list(read(ROWS)) == sorted(label for label, *_ in insides())
    assert list(read(PICKED)) == sorted(set(picks()))


@pytest.mark.parametrize("label", read(SCREENS))
def test_screens_let_in_whom_the_table_names(desks: dict[str, Client], label: str) -> None:
    found = dict.fromkeys(read(SCREENS)[label], "")
    for letter, client in desks.items():
        for verb, is_allowed in verbs_of(client, screens()[label]).items():
            found[verb] += letter if is_allowed else ""
    assert found == read(SCREENS)[label]


def test_lists_offer_the_actions_that_the_table_names(desks: dict[str, Client]) -> None:
    found: Cells = {}
    for label, one in sorted(screens().items()):
        for letter, client in desks.items():
            for name in actions_of(client, one):
                found[f"{label}.{name}"] = found.get(f"{label}.{name}", "") + letter
    assert found == {name: cells["roles"] for name, cells in read(ACTIONS).items()}


@pytest.mark.parametrize("label", read(ROWS))
def test_rows_inside_a_page_are_open_to_whom_the_table_names(
    desks: dict[str, Client], label: str
) -> None:
    found = dict.fromkeys(read(ROWS)[label], "")
    ((_label, one, prefix),) = (inside for inside in insides() if inside[0] == label)
    for letter, client in desks.items():
        for verb, is_allowed in rows_of(client, one, prefix).items():
            found[verb] += letter if is_allowed else ""
    assert found == read(ROWS)[label]


@pytest.mark.parametrize("reference", read(PICKED))
def test_references_are_picked_by_whom_the_table_names(
    desks: dict[str, Client], reference: str
) -> None:
    app, model, field = reference.split(".")
    asked = f"app_label={app}&model_name={model}&field_name={field}&term=a"
    url = f"{reverse('admin:autocomplete')}?{asked}"
    found = "".join(letter for letter, client in desks.items() if is_let_in(client, url))
    assert found == read(PICKED)[reference]["roles"]
