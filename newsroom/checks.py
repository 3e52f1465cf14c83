"""Boot-time checks of the environment: a mistake is refused with a sentence and a hint."""

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from newsroom.own_words import file_names
from newsroom.settings.networks import nat64_prefix

SETTINGS = (
    "ALLOWED_HOSTS",
    "ARCHIVE_AVAILABILITY_URL",
    "ARCHIVE_URL",
    "BROKER_URL",
    "CACHE_URL",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "LINKCHECK_ALLOWED_NETWORKS",
    "LINKCHECK_ALLOWED_PORTS",
    "LINKCHECK_CANARIES",
    "LINKCHECK_NAT64_PREFIXES",
    "LINKCHECK_PACE",
    "MIGRATION_DATABASE_URL",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SITE_NAME",
    "SITE_TEXTS",
    "SITE_URL",
    "STATEMENT_TIMEOUT",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
    "WEB_CONCURRENCY",
)
CANARY = r"https?://[^/?#\s@]+(?:[/?#]\S*)?"
ARCHIVE_ADDRESSES = {
    "ARCHIVE_URL": r"https?://[^/?#\s]+/?",  # paths of its own are added
    "ARCHIVE_AVAILABILITY_URL": r"https?://[^?#\s]+",
}


@register()
def check_environment(**_: object) -> list[CheckMessage]:
    """Check the environment of this process, as Django's ``check`` framework wants it."""
    return [
        *misspelled(os.environ),
        *half_addresses(os.environ),
        *mistyped_canaries(os.environ),
        *mistyped_prefixes(os.environ),
        *unread_texts(settings.SITE_TEXTS),
        *contradictions(os.environ, is_production=is_production()),
    ]


def is_production() -> bool:
    """Say whether readers may be served with these settings."""
    return settings.SETTINGS_MODULE == "newsroom.settings.production"


def misspelled(environment: Iterable[str]) -> list[CheckMessage]:
    """Refuse names that are almost a setting's, or carry our prefix and are none."""
    errors: list[CheckMessage] = []
    for name in sorted(set(environment) - set(SETTINGS)):
        close = get_close_matches(name, SETTINGS, n=1, cutoff=0.9)
        if close or name.startswith("LINKCHECK_"):
            hint = f"Did you mean {close[0]}?" if close else "docs/operations.md lists them all."
            errors.append(Error(f"{name} is not a setting.", hint=hint, id="newsroom.E001"))
    return errors


def half_addresses(environment: Mapping[str, str]) -> list[CheckMessage]:
    """Refuse addresses of an archive that lack their beginning, or go further than they may."""
    errors: list[CheckMessage] = []
    for name, form in ARCHIVE_ADDRESSES.items():
        if environment.get(name) and not re.fullmatch(form, environment[name]):
            hint = "Write it like https://web.archive.org, with http:// or https://."
            errors.append(Error(f"{name} is not an address.", hint=hint, id="newsroom.E003"))
    return errors


def mistyped_canaries(environment: Mapping[str, str]) -> list[CheckMessage]:
    """Refuse canaries that are no addresses: none of them would ever answer."""
    named = environment.get("LINKCHECK_CANARIES", "")
    canaries = [canary.strip() for canary in named.split(",")] if named else []
    hint = "Write addresses with http:// or https://, with commas between them."
    return [
        Error(f"LINKCHECK_CANARIES: “{canary}” is not an address.", hint=hint, id="newsroom.E004")
        for canary in canaries
        if not re.fullmatch(CANARY, canary)
    ]


def mistyped_prefixes(environment: Mapping[str, str]) -> list[CheckMessage]:
    """Refuse prefixes under which no address can be translated: they would guard nothing."""
    named = environment.get("LINKCHECK_NAT64_PREFIXES", "")
    hint = "Write IPv6 networks of 32, 40, 48, 56, 64 or 96 bits, with commas between them."
    return [
        Error(
            f"LINKCHECK_NAT64_PREFIXES: “{prefix.strip()}” is no prefix of NAT64.",
            hint=hint,
            id="newsroom.E005",
        )
        for prefix in (named.split(",") if named else [])
        if nat64_prefix(prefix) is None
    ]


def unread_texts(folder: str) -> list[CheckMessage]:
    """Refuse a folder of the newsroom's own texts that is none, and files that nothing reads."""
    if not folder:
        return []
    if not Path(folder).is_dir():
        hint = "Name the folder that has funding.md, contact.md and corrections.md, or unset it."
        return [Error(f"SITE_TEXTS: “{folder}” is not a folder.", hint=hint, id="newsroom.E006")]
    hint = f"These are read: {', '.join(sorted(file_names()))}."
    strange = sorted(path.name for path in Path(folder).glob("*.md"))
    return [
        Error(f"SITE_TEXTS: “{name}” is read by nothing.", hint=hint, id="newsroom.E007")
        for name in strange
        if name not in file_names()
    ]


def contradictions(environment: Mapping[str, str], *, is_production: bool) -> list[CheckMessage]:
    """Refuse settings that cannot both be meant."""
    errors: list[CheckMessage] = []

    def refuse(sentence: str, hint: str) -> None:
        errors.append(Error(sentence, hint=hint, id="newsroom.E002"))

    if is_production:
        for name in ("LINKCHECK_PACE", "LINKCHECK_ALLOWED_NETWORKS", "DEBUG"):
            if environment.get(name):
                refuse(
                    f"{name} is for the demo and tests and is set in production.",
                    f"Unset {name}.",
                )
        if environment.get("BROKER_URL", "").startswith(("filesystem:", "memory:")):
            refuse(
                "BROKER_URL names a broker that cannot serve several machines.",
                "Use redis:// or rediss:// (Valkey speaks it too).",
            )
    elif environment.get("MIGRATION_DATABASE_URL"):
        refuse(
            "MIGRATION_DATABASE_URL is set, but only production migrates with a role of its own.",
            "Unset it, or set DJANGO_SETTINGS_MODULE=newsroom.settings.production.",
        )
    return errors


def refuse_mistakes() -> None:
    """Raise ``ImproperlyConfigured`` for any error, where no command runs the checks for us."""
    if errors := check_environment():
        raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in errors))
