"""Jobs and heartbeats, for whoever keeps the machine running."""

from django.contrib import admin

from newsroom.admin.base import ReadOnlyAdmin
from newsroom.admin.filters import ValuesFilter
from newsroom.jobs.models import Heartbeat, Job


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin[Job]):
    """Work waiting, done, or set aside."""

    list_display = ["kind", "key", "state", "attempts", "due_at", "finished_at", "last_error"]
    list_filter = ["state", ("kind", ValuesFilter)]
    search_fields = ["kind", "key", "last_error"]


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin[Heartbeat]):
    """The last sign of life of each part."""

    stays_small = True
    list_display = ["name", "at"]
    search_fields = ["name"]
