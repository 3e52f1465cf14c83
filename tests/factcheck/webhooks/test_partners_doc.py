"""What docs/partners.md says of webhooks is true: its receiver takes what we send."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from factcheck.actions.subscribing import MOST_A_PARTNER
from factcheck.api.webhooks import WebhookViewSet
from factcheck.models import WebhookDelivery, WebhookEndpoint
from factcheck.webhooks.delivering import LIMITS, deliver_due
from factcheck.webhooks.forgetting import KEPT
from factcheck.webhooks.messages import message_of
from factcheck.webhooks.schedule import WAITS
from factcheck.webhooks.sealing import new_secret, seal
from tests.factcheck.webhooks.partner import Kind, a_check, changed, pass_by
from tests.support.receiver import Receiver
from tests.support.website import closed_port
from tests.support.worker import eventually

pytestmark = pytest.mark.django_db

TEXT = (Path(__file__).parents[3] / "docs" / "partners.md").read_text()
CHAPTER = TEXT.partition("## Webhooks\n")[2].partition("\n## ")[0]


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", CHAPTER, re.DOTALL)
    assert found, language
    return found[1]


@contextmanager
def running(code: str, log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-c", code], stdout=output, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def test_the_receiver_takes_what_we_send_and_nothing_else(
    endpoint: WebhookEndpoint, receiver: Receiver, tmp_path: Path
) -> None:
    code, port, log = block("python"), closed_port(), tmp_path / "log"
    assert len(code.splitlines()) <= 25
    code = code.replace("whsec_…", receiver.secrets[0]).replace("9000", str(port))
    WebhookEndpoint.objects.update(url=f"http://127.0.0.1:{port}/hook")
    check = a_check()
    with running(code, log):

        def it_is_taken() -> bool:
            deliver_due()
            pass_by(max(WAITS))
            return not WebhookDelivery.objects.waiting().exists()

        eventually(it_is_taken)
        changed(check, Kind.CORRECTED)
        deliver_due()
        told = [line.split()[0] for line in log.read_text().splitlines() if "/api/v1/" in line]
        assert told == ["check.published", "check.corrected"]
        WebhookEndpoint.objects.update(sealed_secret=seal(new_secret()))
        changed(check)
        deliver_due()
    attempt = WebhookDelivery.objects.latest("pk").tries.get()
    assert attempt.status == 401


def test_the_message_that_is_shown_is_as_those_we_send(endpoint: WebhookEndpoint) -> None:
    a_check()
    deliver_due()
    sent = message_of(WebhookDelivery.objects.get())
    shown = json.loads(block("json"))
    assert [*shown] == [*sent]
    assert [*shown["data"]] == [*sent["data"]]


def test_the_schedule_and_the_limits_are_those_that_are_told() -> None:
    hours = [round(wait.total_seconds() / 3600) for wait in WAITS[3:]]
    told = " ".join(CHAPTER.split())
    words = f"{', '.join(map(str, hours[:-1]))} and {hours[-1]} hours"
    assert f"after 5 seconds, 5 and 30 minutes, {words}" in told
    assert [wait.total_seconds() for wait in WAITS[:3]] == [5, 300, 1800]
    assert f"within {LIMITS.deadline_s:.0f} seconds" in CHAPTER
    assert f"up to {MOST_A_PARTNER} " in CHAPTER
    assert f"last {KEPT.days} days" in CHAPTER


def test_every_address_is_told() -> None:
    extra: Any = WebhookViewSet.get_extra_actions()
    acts = [act.url_path for act in extra]
    assert acts
    assert [act for act in acts if f"/{act}/`" not in CHAPTER] == []
