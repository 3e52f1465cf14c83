"""Celery: the doorbell. Every job is a row; the messages only wake a worker.

Beat is the dispatcher: it rings every few seconds, and a tick does what is due and no more, so
a lost message costs a wait and a doubled one nothing.
"""

import os
import sys
from datetime import timedelta
from typing import Any

from celery import Celery
from celery.signals import worker_shutting_down
from django.conf import settings
from kombu import Exchange, Queue

from newsroom.checks import refuse_mistakes
from newsroom.embedded import broker
from sources.stopping import stop_soon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")

REDIS_OPTIONS = {
    "visibility_timeout": 600,  # longer than any task may run whose message is taken late
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,  # a killed worker's message is back after seconds
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}


def bell(task: str, *args: str, seconds: int, **options: str) -> dict[str, Any]:
    """Ring ``task`` every so many ``seconds``; a bell nobody heard by the next one is void."""
    return {
        "task": task,
        "args": args,
        "schedule": timedelta(seconds=seconds),
        "options": {"expires": max(seconds, 2)} | options,
    }


def transport_options(broker_url: str) -> dict[str, Any]:
    """Return what the broker behind ``broker_url`` needs."""
    scheme = broker_url.partition(":")[0]
    if scheme == "filesystem":
        return broker.options()
    return REDIS_OPTIONS if scheme in ("redis", "rediss") else {}


refuse_mistakes()
sys.setswitchinterval(0.001)  # who reads pages must not keep waiting who writes rows beside it
app = Celery("newsroom")
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_transport_options=transport_options(settings.BROKER_URL),
    broker_connection_retry_on_startup=True,
    timezone=settings.TIME_ZONE,
    # A worker may die at any moment and nothing is lost.
    task_acks_late=True,
    task_acks_on_failure_or_timeout=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_soft_shutdown_timeout=30,
    # A task may hang or leak, the worker goes on.
    task_soft_time_limit=60,
    task_time_limit=90,
    worker_max_tasks_per_child=500,
    worker_max_memory_per_child=300_000,  # kilobytes
    # Publishing to a broker that is down gives up soon.
    task_publish_retry_policy={"max_retries": 1},
    # Results live in rows; nothing but JSON is ever read from the broker.
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    # The embedded broker cannot call all workers at once.
    worker_enable_remote_control=not settings.BROKER_URL.startswith("filesystem:"),
    worker_hijack_root_logger=False,
    task_default_queue="jobs",
    task_queues=[
        Queue(name, Exchange(name), routing_key=name)
        for name in ("jobs", "links", "links-interactive", "archive", "webhooks", "exports")
    ],
    task_routes={
        "sources.tasks.check_due": {"queue": "links"},
        "sources.tasks.check_requested": {"queue": "links-interactive"},
        "sources.tasks.visit_archive": {"queue": "archive"},
        "factcheck.tasks.deliver_webhooks": {"queue": "webhooks"},
        "factcheck.tasks.export_where_needed": {"queue": "exports"},
    },
    beat_scheduler="celery.beat:Scheduler",  # keeps no file: a tick too many does no harm
    beat_schedule={
        "do jobs": bell("newsroom.jobs.tasks.work", seconds=1),
        "take back silent workers' jobs": bell("newsroom.jobs.tasks.reap", seconds=10),
        "forget old jobs": bell("newsroom.jobs.tasks.forget", seconds=3600),
        "forget what was counted": bell("newsroom.api.tasks.forget_windows", seconds=300),
        "send letters about logins": bell("newsroom.signin.tasks.send_letters", seconds=2),
        "forget old sessions": bell("newsroom.signin.tasks.forget_sessions", seconds=3600),
        "show life": bell("newsroom.jobs.tasks.beat_heart", seconds=15),
        "show life among links": bell(
            "newsroom.jobs.tasks.beat_heart", "links", seconds=60, queue="links"
        ),
        "look at due links": bell("sources.tasks.check_due", seconds=2),
        "look at what editors ask for": bell("sources.tasks.check_requested", seconds=1),
        "visit the web archive": bell("sources.tasks.visit_archive", seconds=5),
        "open re-reviews": bell("factcheck.tasks.open_reviews", seconds=2),
        "say when evidence was looked at": bell("factcheck.tasks.refresh_last_looked", seconds=10),
        "collect alerts": bell("factcheck.tasks.collect_alerts", seconds=10),
        "draw cards": bell("factcheck.tasks.draw_cards", seconds=2),
        "import claims": bell("factcheck.tasks.import_claims", seconds=2),
        "send letters": bell("factcheck.tasks.send_letters", seconds=5),
        "watch as closely as needed": bell("factcheck.tasks.adjust_cadences", seconds=3600),
        "count words": bell("factcheck.tasks.recount_words", seconds=600),
        "offer archived copies": bell("factcheck.tasks.offer_archived", seconds=30),
        "forget how to reach readers": bell("factcheck.tasks.forget_contacts", seconds=3600),
        "export where needed": bell("factcheck.tasks.export_where_needed", seconds=60),
        "send webhooks": bell("factcheck.tasks.deliver_webhooks", seconds=2),
        "forget old webhooks": bell("factcheck.tasks.forget_webhooks", seconds=3600),
        "publish what is scheduled": bell("factcheck.tasks.publish_due", seconds=10),
    },
)
app.autodiscover_tasks()


@worker_shutting_down.connect
def end_batches(**_event: Any) -> None:
    """Stop within seconds: a batch of links would go on for a minute, an export for many."""
    stop_soon()
