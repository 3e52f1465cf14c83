import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from ipaddress import ip_network
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from sources.actions import ensure_link, watch
from sources.management.commands import check_links
from sources.models import Host, Link
from tests.support.website import Website, article, status
from tests.support.worker import ROOT, database_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings):
    with Website() as website:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [website.port]
        website.pages["/a"] = article("The council met on Monday and sold the mill.")
        yield website


def due(*urls):
    links = [ensure_link(url) for url in urls]
    watch(links=links, cadence=Link.Cadence.DRAFT)
    return links


def test_addresses_are_looked_at_and_told_in_a_table(site, capsys):
    call_command("check_links", site.url("/a"))
    said = capsys.readouterr()
    assert said.out.splitlines()[1].split() == ["works", "unchanged", "works", site.url("/a")]
    assert "1 looked at in " in said.err


def test_the_table_and_its_sum_speak_as_the_desk_does(site, capsys):
    with pytest.raises(SystemExit):
        call_command("check_links", site.url("/gone"))
    said = capsys.readouterr()
    assert re.split(r" {2,}", said.out.splitlines()[1]) == [
        *("failing, confirming", "unchanged", "404"),
        site.url("/gone"),
    ]
    assert re.search(r"^seems to be gone +1 +gone 1$", said.err, re.MULTILINE)
    assert not re.search(r"\b(alive|dead|suspect)\b", said.out + said.err)


def test_json_has_a_line_for_each_look(site, capsys):
    call_command("check_links", "--json", site.url("/a"))
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    expected = {"url": site.url("/a"), "verdict": "alive", "health": "alive", "content": "same"}
    assert expected.items() <= line.items()


def test_every_due_link_is_looked_at_however_many_there_are(site, capsys, monkeypatch):
    monkeypatch.setattr("sources.batch.WORK_FOR", 0.5)  # many batches
    paths = [f"/{number}" for number in range(8)]
    site.pages.update({path: article(f"The council met {path} times.") for path in paths})
    due(*(site.url(path) for path in paths))
    call_command("check_links", "--due")
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(paths)
    assert not Link.objects.due().exists()


def test_a_dead_address_makes_the_exit_code(site):
    with pytest.raises(SystemExit) as ended:
        call_command("check_links", site.url("/a"), site.url("/gone"))
    assert ended.value.code == 1


def test_a_host_that_asked_for_time_is_named(site, capsys):
    (link,) = due(site.url("/a"))
    Host.objects.update(not_before=timezone.now() + timedelta(hours=1))
    call_command("check_links", link.url)
    assert f"Not looked at: {link.url} ({link.host.key} is left alone until " in (
        capsys.readouterr().err
    )
    assert site.requests == []


def test_a_host_that_a_worker_holds_is_waited_for_and_then_named(site, capsys, monkeypatch):
    monkeypatch.setattr(check_links, "PATIENCE", 0.0)
    due(site.url("/a"))
    Host.objects.update(leased_until=timezone.now() + timedelta(minutes=1), lease_token=uuid4())
    call_command("check_links", "--due")
    assert "is being looked at by a worker" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "either addresses or --due"),
        (["--due", "http://example.org/"], "either addresses or --due"),
        (["ftp://example.org/"], "must begin with http"),
    ],
)
def test_what_cannot_begin_says_why(arguments, message):
    with pytest.raises(CommandError, match=message) as refused:
        call_command("check_links", *arguments)
    assert refused.value.returncode == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_shell_learns_what_was_found(site):
    def ends(*arguments):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings.development",
            "DATABASE_URL": database_url(),
            "LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8",
            "LINKCHECK_ALLOWED_PORTS": str(site.port),
        }
        command = [sys.executable, "manage.py", "check_links", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=60
        ).returncode

    site.pages["/gone"] = status(410)
    assert ends(site.url("/a")) == 0
    assert ends(site.url("/gone")) == 1
    assert ends("nowhere") == 2
