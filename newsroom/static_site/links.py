"""Links as files need them: relative, to the very file; what is no file leads to the live site."""

import re
from collections.abc import Mapping
from html import escape, unescape

TAG = re.compile(r"<(a|link|img|form|source|iframe|use|image|object|embed)\b[^>]*>")
ATTRIBUTE = re.compile(r'(\s(?:href|src|action|data)=")([^"]*)(?=")')
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')#?]+)""")
STATIC = "static/"


class Linker:
    """Writes the links of pages; ``files`` says which address lies in which file."""

    def __init__(self, files: Mapping[str, str], *, site_url: str, static_url: str) -> None:
        """Keep where everything lies; ``site_url`` is that of the live site."""
        self.files, self.site_url, self.static_url = files, site_url, static_url

    def rewrite(self, html: str, address: str, file: str) -> tuple[str, set[str]]:
        """Return the page with its links rewritten, and the names of static files it needs.

        ``address`` is where the page is on the live site, ``file`` where it will lie. Addresses
        that a page names as its own (canonical, markup) are absolute and stay.
        """
        statics: set[str] = set()

        def one(given: str, tag: str) -> str:
            if tag in ("a", "form"):
                given = re.sub(f"^{re.escape(self.site_url)}(?=/)", "", given)
            if given.startswith(self.static_url):
                statics.add(self._static(given))
            return self.link(given, address, file)

        def each(tag: re.Match[str]) -> str:
            return ATTRIBUTE.sub(lambda at: at[1] + escape(one(unescape(at[2]), tag[1])), tag[0])

        return TAG.sub(each, html), statics

    def link(self, given: str, address: str, file: str) -> str:
        """Return a link of the page at ``address`` as its file needs it."""
        up = "../" * file.count("/")
        if given.startswith("?"):
            given = address.partition("?")[0] + given
        if not given.startswith("/") or given.startswith("//"):
            return given
        if given.startswith(self.static_url):
            return f"{up}{STATIC}{self._static(given)}"
        target, hash_, fragment = given.partition("#")
        known = self.files.get(target)
        return f"{self.site_url}{given}" if known is None else f"{up}{known}{hash_}{fragment}"

    def _static(self, given: str) -> str:
        return given.removeprefix(self.static_url).partition("?")[0].partition("#")[0]
