"""django-linkcheck over a database of its own; runs in the environment it is installed in."""

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes", "linkcheck"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    LINKCHECK_DISABLE_LISTENERS=True,
    ROOT_URLCONF=(),
    SITE_DOMAIN="desk.example.org",
    USE_TZ=True,
)
django.setup()


def main(urls: list[str], results: Path) -> None:
    """Check one address after the other, as its own command does."""
    # Django must be set up before; installed in the peer's own environment
    from linkcheck.models import Url  # type: ignore[import-not-found] # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with results.open("w", encoding="utf-8", buffering=1) as output:
        for url in urls:
            row = Url(url=url)
            row.save()
            row.check_url()
            verdict = "alive" if row.status else "dead"
            output.write(json.dumps({"url": url, "verdict": verdict}) + "\n")


if __name__ == "__main__":
    listed, found = map(Path, sys.argv[1:])
    main(listed.read_text(encoding="utf-8").split("\n"), found)
