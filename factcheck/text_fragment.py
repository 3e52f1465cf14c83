"""Links that open a page at the quoted words.

Follows https://wicg.github.io/scroll-to-text-fragment/: ``#:~:text=prefix-,start,end,-suffix``.
A browser that does not know them, or does not find the words, opens the page at its top.
"""

from urllib.parse import quote

LONG = 80  # characters of a quote given whole; longer ones by their first and last words
EDGE = 5  # words at either end of a long one


def link_to_words(url: str, exact: str, prefix: str = "", suffix: str = "") -> str:
    """Return ``url`` with a text fragment for ``exact`` between ``prefix`` and ``suffix``.

    The context has been cut at a fixed length, so its outermost word is left out; context from
    another paragraph is left out altogether.
    """
    before = prefix.rpartition("\n")[2].split()
    after = suffix.partition("\n")[0].split()
    if "\n" not in prefix:
        before = before[1:]
    if "\n" not in suffix:
        after = after[:-1]
    parts = [
        f"{_escape(' '.join(before[-3:]))}-" if before else "",
        *_ends(exact),
        f"-{_escape(' '.join(after[:3]))}" if after else "",
    ]
    joint = "" if "#" in url else "#"
    return f"{url}{joint}:~:text={','.join(part for part in parts if part)}"


def _ends(exact: str) -> tuple[str, ...]:
    words = exact.split()
    if (len(exact) <= LONG and "\n" not in exact) or len(words) <= 2 * EDGE:
        return (_escape(" ".join(words)),)
    return _escape(" ".join(words[:EDGE])), _escape(" ".join(words[-EDGE:]))


def _escape(words: str) -> str:
    """Escape words; the hyphen has a meaning of its own in a fragment."""
    return quote(words, safe="").replace("-", "%2D")
