from typing import Any

from django.conf import settings
from django.core.management.commands import migrate


class Command(migrate.Command):
    """Django's ``migrate``, as the role that owns the tables where production names one.

    The web and the workers run as a role that cannot drop the triggers which keep history.
    """

    def handle(self, *args: Any, **options: Any) -> Any:
        if options["database"] == "default" and "migration" in settings.DATABASES:
            options["database"] = "migration"
        return super().handle(*args, **options)
