"""Keys are issued, changed and revoked by publishers alone, and the trail has no secret."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from newsroom.accounts.models import Role, User
from newsroom.api import actions
from newsroom.api.keys import digest_of
from newsroom.api.models import APIKey, Partner
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of
from newsroom.refusals import NotAllowed, NotReady
from tests.factories import editor, issued, partner, person, publisher, reporter

pytestmark = pytest.mark.django_db


def new_key(**columns: Any) -> APIKey:
    return APIKey(partner=partner(), name="newsletter", scopes=["read"], **columns)


def test_a_key_is_told_once_and_kept_as_a_hash() -> None:
    by = publisher()
    key = new_key()
    secret = actions.issue_key(by=by, key=key)
    kept = APIKey.objects.values().get()
    assert kept["digest"] == digest_of(secret)
    assert kept["created_by_id"] == by.pk
    assert secret.rpartition("_")[2] not in str(kept)


def test_the_trail_knows_who_issued_and_revoked_and_no_secret() -> None:
    by = publisher()
    key = new_key()
    secret = actions.issue_key(by=by, key=key)
    key.name = "archive"
    actions.change_key(by=by, key=key)
    actions.revoke_key(by=by, key=key, reason="Lost.")
    events = list(events_of(key))
    assert [event.verb for event in events] == ["revoke", "change", "issue"]
    assert {event.target_id for event in events} == {key.prefix}
    assert {event.actor for event in events} == {by}
    assert events[0].note == "Lost."
    told = str(list(Event.objects.values()))
    assert secret.rpartition("_")[2] not in told
    assert key.digest not in told


@pytest.mark.parametrize(
    "who", [reporter, editor, lambda: person(Role.NONE), lambda: publisher(is_active=False)]
)
def test_nobody_but_publishers_looks_after_keys(who: Any) -> None:
    by: User = who()
    key, _secret = issued()
    one = partner()
    for act, given in (
        (actions.save_partner, {"partner": one}),
        (actions.issue_key, {"key": new_key()}),
        (actions.change_key, {"key": key}),
        (actions.revoke_key, {"key": key}),
    ):
        with pytest.raises(NotAllowed):
            act(by=by, **given)
    assert APIKey.objects.get().revoked_at is None


def test_an_administrator_without_a_role_may() -> None:
    assert actions.issue_key(by=person(Role.NONE, is_superuser=True), key=new_key())


def test_a_key_that_would_never_work_is_not_issued() -> None:
    with pytest.raises(NotReady):
        actions.issue_key(by=publisher(), key=new_key(expires_at=timezone.now()))


def test_a_key_is_issued_once() -> None:
    key, _secret = issued()
    with pytest.raises(NotReady, match="issued already"), transaction.atomic():
        actions.issue_key(by=publisher(), key=new_key(prefix=key.prefix))


def test_a_revoked_key_stays_as_it_is() -> None:
    by = publisher()
    key, _secret = issued()
    actions.revoke_key(by=by, key=key)
    for act in (actions.revoke_key, actions.change_key):
        with pytest.raises(NotReady, match="was revoked on"):
            act(by=by, key=key)


@pytest.mark.parametrize(
    "columns",
    [
        {"scopes": ["read", "match", "webhooks"]},
        {"digest": digest_of("another")},
        {"prefix": "0123abcd"},
        {"scopes": []},
        {"scopes": ["read", "everything"]},
        {"rate": 0},
    ],
)
def test_the_database_lets_no_key_become_another(columns: dict[str, Any]) -> None:
    key, _secret = issued("read")
    with pytest.raises(DatabaseError), transaction.atomic():
        APIKey.objects.filter(pk=key.pk).update(**columns)


def test_the_database_lets_no_key_come_back() -> None:
    key, _secret = issued()
    actions.revoke_key(by=publisher(), key=key)
    with pytest.raises(DatabaseError), transaction.atomic():
        APIKey.objects.filter(pk=key.pk).update(revoked_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        APIKey.objects.filter(pk=key.pk).delete()


@pytest.mark.parametrize("digest", ["", "nk_0123abcd_secret"])
def test_the_database_keeps_nothing_but_hashes(digest: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        APIKey.objects.create(**{**columns_of(new_key()), "digest": digest})


def columns_of(key: APIKey) -> dict[str, Any]:
    return {"partner": key.partner, "name": key.name, "scopes": key.scopes} | {
        "created_by": publisher()
    }


def test_a_partner_is_saved_on_record_and_kept() -> None:
    by = publisher()
    one = Partner(name="Harbour Post", contact="desk@harbour.example.org")
    actions.save_partner(by=by, partner=one)
    one.contact = "news@harbour.example.org"
    actions.save_partner(by=by, partner=one)
    assert [(e.verb, e.note) for e in events_of(one)] == [("change", "contact"), ("add", "")]
    with pytest.raises(DatabaseError), transaction.atomic():
        one.delete()
