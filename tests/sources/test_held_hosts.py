"""Hosts are looked at by whoever holds them, and by nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sources import leasing, visiting
from sources.checking import check_due
from sources.models import Host, Look
from sources.targets import tasks_at
from tests.sources.cited_page import look_again

pytestmark = pytest.mark.django_db


def test_a_host_somebody_else_holds_is_left_alone(cited):
    leasing.lease(Host.objects.due(), 10)
    assert check_due() == 0


def test_a_dead_workers_hosts_are_free_again_when_the_lease_runs_out(cited):
    leasing.lease(Host.objects.due(), 10)
    Host.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert check_due() == 1


def test_a_stale_workers_results_are_void(cited, site, monkeypatch):
    """While the page is being fetched, the lease runs out and another worker takes the host."""

    def steal(host, links):
        Host.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        leasing.lease(Host.objects.due(), 10)
        return tasks_at(host, links)

    monkeypatch.setattr(visiting, "tasks_at", steal)
    assert check_due() == 0
    assert not Look.objects.exists()
    assert Host.objects.get().lease_token is not None


def test_hosts_are_handed_back_after_the_work(cited):
    look_again(cited)
    host = Host.objects.get()
    assert (host.lease_token, host.leased_until) == (None, None)
