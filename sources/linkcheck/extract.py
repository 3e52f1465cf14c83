"""Read the main text of an HTML page. `python -m sources.linkcheck.extract` serves requests.

Runs in a process of its own (`extract_process`): what strangers write may cost too much time or
memory, and a process can be killed.
"""

import json
import os
import re
import resource
import struct
import sys
from dataclasses import asdict
from typing import BinaryIO

import lxml.html
import trafilatura
from lxml import etree

from sources.linkcheck.charset import decode_text
from sources.linkcheck.page import Extracted, tidy
from sources.linkcheck.signatures.wording import count_words
from sources.linkcheck.teasers import drop_teasers

__all__ = ["Extracted", "extract"]

MAX_ELEMENTS = 50_000
FEW_WORDS = 10

# Not the head as a whole: of a page that leaves out its body tag, the parser puts main there.
_HIDDEN = frozenset({"title", "script", "style", "noscript", "template", "svg", "iframe", "select"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
    | {"font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike"}
    | {"strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_ONE_CLASS = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
"""Asking Python for the class of each element would cost a tenth of the time."""

_PAYWALL = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def extract(html: bytes, charset: str | None, url: str) -> Extracted:
    """Read a page's main text, title and first heading.

    A page with text never looks empty: where the main text is not found, all that can be seen
    is taken. A page nested beyond the parser's depth, or built by scripts alone, is unread.
    """
    source = decode_text(html, charset)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return Extracted(text="")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return Extracted(text=None, unread="the page is nested too deeply")
    visible = visible_text(tree)
    if not visible and tree.find(".//script") is not None:
        return Extracted(text=None, unread="the page shows nothing without running scripts")
    return Extracted(
        title=_text_of(tree, "//title") or _content_of(tree, "og:title"),
        h1=_text_of(tree, "//h1"),
        text=_main_text(tree, url) or visible,  # last: it takes the tree apart
        visible_text=visible,
        paywalled=_PAYWALL.search(source) is not None,
    )


def _main_text(tree: lxml.html.HtmlElement, url: str) -> str:
    """Take the article out of the page; nothing when there seems to be none."""
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        return ""
    drop_teasers(tree, url)
    found = trafilatura.extract(tree, url=url, fast=True, include_comments=False)
    text = tidy(found or "")
    return text if count_words(text) >= FEW_WORDS else ""


def visible_text(tree: lxml.html.HtmlElement) -> str:
    """Write down everything a reader could see, a line for each block."""
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        hidden = element.tag in _HIDDEN
        block = "" if hidden or element.tag in _INLINE else "\n"
        if event == "start":
            parts += [block, "" if hidden else element.text or ""]
            if hidden:
                walk.skip_subtree()
        else:
            parts += [block, element.tail or ""]
    return tidy("".join(parts))


def _text_of(tree: lxml.html.HtmlElement, path: str) -> str | None:
    found = tree.xpath(f"normalize-space({path})")
    return str(found)[:300] or None


def _content_of(tree: lxml.html.HtmlElement, name: str) -> str | None:
    found = tree.xpath("normalize-space(//meta[@property=$name]/@content)", name=name)
    return str(found)[:300] or None


# The process: a request is two lengths, a JSON header and the page; an answer a length and JSON.


def serve(requests: BinaryIO, answers: BinaryIO, *, cpu_s: int) -> None:
    """Answer requests until there are no more, each within `cpu_s` seconds of CPU."""
    while head := requests.read(8):
        header_length, body_length = struct.unpack(">II", head)
        header = json.loads(requests.read(header_length))
        body = requests.read(body_length)
        _allow_cpu(cpu_s)
        try:
            page = extract(body, header["charset"], header["url"])
        except (MemoryError, RecursionError, ValueError, etree.LxmlError) as error:
            page = Extracted(text=None, unread=f"the page could not be read: {error!r}"[:300])
        answer = json.dumps(asdict(page)).encode()
        answers.write(struct.pack(">I", len(answer)) + answer)
        answers.flush()


def _allow_cpu(seconds: int) -> None:
    """Let the system kill us once we have used this much more CPU time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def main() -> None:
    """Serve standard input and output: `extract CPU_SECONDS MEMORY_BYTES`."""
    cpu_s, memory = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up among the answers
    serve(sys.stdin.buffer, answers, cpu_s=cpu_s)


if __name__ == "__main__":
    main()
