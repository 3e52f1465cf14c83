"""Languages as the web names them: ``en``, ``es-MX``, ``zh-Hant`` (BCP 47)."""

import re

from django.utils.translation import gettext as _

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)


def read_tag(text: str) -> str:
    """Return the tag somebody typed (``en_us``) as it is written (``en-US``), "" for nothing.

    Raises ``ValueError`` with a sentence for what no browser takes for one.
    """
    tag = text.strip().replace("_", "-")
    if not tag:
        return ""
    if not _TAG.fullmatch(tag):
        raise ValueError(
            _("“%s” names no language for browsers. Write it as en, es or es-MX.") % text.strip()
        )
    language, *rest = tag.split("-")
    return "-".join([language.lower(), *map(_as_written, rest)])


def _as_written(part: str) -> str:
    """Write a country in capitals and a script with one; anything else small."""
    return {2: part.upper(), 4: part.title()}.get(len(part), part.lower())
