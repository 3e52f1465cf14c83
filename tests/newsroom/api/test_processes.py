"""Keys and limits hold in every process that serves the API, and no log of theirs tells a key."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.core.management import call_command

from newsroom.api.actions import revoke_key
from newsroom.api.models import KeyUse
from tests.factories import bearer, issued, publisher
from tests.support.web import running_web

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def status(url: str, secret: str) -> int:
    request = Request(url, headers=bearer(secret))  # noqa: S310 - loopback
    try:
        with urlopen(request, timeout=30) as answer:  # noqa: S310
            return int(answer.status)
    except HTTPError as answer:
        return answer.code


def test_two_processes_count_together_forget_nothing_and_refuse_at_once(tmp_path: Path) -> None:
    call_command("createcachetable", verbosity=0)
    key, secret = issued(rate=40)
    logs = [tmp_path / "one.log", tmp_path / "two.log"]
    with running_web(logs[0]) as one, running_web(logs[1]) as two:
        asked = [f"{site}/api/v1/topics/" for site in (one, two)] * 40
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda url: status(url, secret), asked))
        assert (answers.count(200), answers.count(429)) == (40, 40)

        revoke_key(by=publisher(), key=key)
        assert [status(url, secret) for url in asked[:2]] == [401, 401]
        assert status(f"{one}/api/v1/topics/?key={secret}", "") == 401
    assert KeyUse.objects.get().requests == len(asked)
    for log in logs:
        assert secret not in log.read_text()
