"""What XML 1.0 can hold. Every text that goes into a feed or a sitemap passes here, once."""

import re

# https://www.w3.org/TR/xml/#charsets: no escape makes any other character lawful.
_UNLAWFUL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Put a space in the place of each character that XML forbids; escaping is the writer's."""
    return _UNLAWFUL.sub(" ", text)
