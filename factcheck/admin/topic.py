"""Topics."""

from django.contrib import admin

from factcheck.models import Topic
from newsroom.admin.named import NamedAdmin


@admin.register(Topic)
class TopicAdmin(NamedAdmin[Topic]):
    """What claims are about."""

    fields = ["name", "slug"]
    list_display = ["name", "slug"]
    search_fields = ["name"]
