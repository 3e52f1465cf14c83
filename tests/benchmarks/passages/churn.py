"""What pages do between two looks although nothing they say has changed.

Each kind takes a page's HTML, a source of chance and blocks of other pages (headline and teaser),
and returns HTML in which the article still says what it said.
"""

import html as entities
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any, TypeAlias

import lxml.html

Element: TypeAlias = Any  # lxml brings no types
Teasers = Sequence[tuple[str, str]]
"""Headlines and first sentences of other articles."""

Churn = Callable[[str, Random, Teasers], str]

BANNERS = (
    (
        "We and our 842 partners use cookies to show you personalised ads and content, to measure "
        "both and to learn about audiences. You can change your mind at any time in the settings."
    ),
    (
        "Wir verwenden Cookies und ähnliche Techniken, um Inhalte und Anzeigen zu personalisieren. "
        "Mit einem Klick auf „Alle akzeptieren“ stimmen Sie der Verarbeitung Ihrer Daten zu."
    ),
    (
        "Utilizamos cookies propias y de terceros para analizar el uso de la web y mostrarte "
        "publicidad según tus preferencias. Puedes aceptarlas todas o configurarlas aquí."
    ),
    (
        "Nous utilisons des cookies pour mesurer l’audience et personnaliser la publicité. Vous "
        "pouvez accepter, refuser ou modifier vos choix à tout moment en bas de page."
    ),
    (
        "Мы используем файлы cookie, чтобы сделать сайт удобнее. Продолжая пользоваться сайтом, вы "
        "даёте согласие на обработку данных."
    ),
    "当サイトでは、利便性の向上のためにクッキーを使用しています。閲覧を続けると、クッキーの使用に同意したものとみなされます。",
    "نستخدم ملفات تعريف الارتباط لتحسين تجربتك وعرض إعلانات تناسبك. يمكنك تغيير رأيك في أي وقت.",
)
NEWSLETTERS = (
    "Sign up for our morning briefing and get the stories that matter in your inbox every day.",
    "Enjoying this story? Subscribe to our newsletter. You can unsubscribe whenever you want.",
)
_VOID_GAPS = re.compile(r"(?<=>)\s+(?=</?(?:div|p|ul|li|section|article|header|footer|nav|h\d)\b)")
_CLASS = re.compile(r"""(\s(?:class|id)=)("[^"]*"|'[^']*')""")


def tree_of(html: str) -> Element:
    """Parse a page, so that it can be changed."""
    return lxml.html.document_fromstring(html.encode(), lxml.html.HTMLParser(encoding="utf-8"))


def html_of(tree: Element) -> str:
    """Write a page down again."""
    return str(lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))


def paragraphs(tree: Element) -> list[Element]:
    """Find the paragraphs long enough to be the article's."""
    return [p for p in tree.iter("p") if len(p.text_content()) >= 80]


def text_nodes(tree: Element) -> Iterator[tuple[Element, str, str]]:
    """Go through all text a reader may see: element, "text" or "tail", and the text."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.text and element.tag not in {"script", "style", "noscript", "title"}:
            yield element, "text", element.text
        if element.tail:
            yield element, "tail", element.tail


def nonces(html: str, chance: Random, _teasers: Teasers) -> str:
    """Change tokens, session ids and script blobs."""
    token = f"{chance.getrandbits(128):x}"
    html = re.sub(r"<script\b", f'<script nonce="{token}"', html)
    html = re.sub(r'href="(/[^"#?]*)"', rf'href="\1?sid={token}"', html)
    blob = f"<script>window.__STATE__={{csrf:'{token}',t:{chance.randrange(10**9)}}}</script>"
    field = f'<form><input type="hidden" name="csrf" value="{token}"></form>'
    return html.replace("</body>", f"{field}{blob}</body>")


def times(html: str, chance: Random, _teasers: Teasers) -> str:
    """Say how long ago it was updated."""
    ago = f"Updated {chance.randrange(2, 59)} minutes ago"
    html = re.sub(r"(<time\b[^>]*>)[^<]*(</time>)", rf"\1{ago}\2", html)
    return html.replace("</h1>", f'</h1><div class="stamp"><span>{ago}</span></div>', 1)


def counters(html: str, chance: Random, _teasers: Teasers) -> str:
    """Count views, comments and shares."""
    views, comments = chance.randrange(1_000, 90_000), chance.randrange(900)
    line = f"<p class=stats>{views:,} views · {comments} comments · {comments * 3} shares</p>"
    return html.replace("</h1>", f"</h1>{line}", 1).replace("</body>", f"{line}</body>")


def related(html: str, chance: Random, teasers: Teasers) -> str:
    """Rotate what else to read: beside, below, and between two paragraphs."""
    tree = tree_of(html)
    inner = _links(chance, teasers, 3, "Read more")
    _after(chance, paragraphs(tree), f'<aside class="related">{inner}</aside>')
    below = _links(chance, teasers, 12, "Most read")
    tree.body.append(_element(f'<section class="trending">{below}</section>'))
    return html_of(tree)


def teaser_cards(html: str, chance: Random, teasers: Teasers) -> str:
    """Show other stories right below the last paragraph, each with its first sentence."""
    tree = tree_of(html)
    cards = "".join(
        f"<div><a href='/s/{chance.randrange(10**6)}'><h3>{entities.escape(head)}</h3></a>"
        f"<p>{entities.escape(first)}</p></div>"
        for head, first in chance.sample(list(teasers), min(4, len(teasers)))
    )
    if last := paragraphs(tree)[-1:]:
        last[0].addnext(_element(f"<div class='cards'>{cards}</div>"))
    return html_of(tree)


def advertisements(html: str, chance: Random, _teasers: Teasers) -> str:
    """Put advertisements between paragraphs."""
    tree = tree_of(html)
    for words in ("Advertisement", "ADVERTISEMENT — story continues below", "Anzeige"):
        ad = f'<div class="x{chance.getrandbits(24):x}"><span>{words}</span><iframe></iframe></div>'
        _after(chance, paragraphs(tree), ad)
    return html_of(tree)


def banners(html: str, chance: Random, _teasers: Teasers) -> str:
    """Ask for consent above everything or below it, in some language."""
    words = chance.choice(BANNERS)
    name = chance.choice(["cookie-banner", "consent", f"m{chance.getrandbits(24):x}"])
    banner = f'<div id="{name}"><p>{words}</p><button>OK</button><a href="/p">More</a></div>'
    if chance.random() < 0.5:
        return re.sub(r"(<body\b[^>]*>)", lambda m: m[0] + banner, html, count=1)
    return html.replace("</body>", f"{banner}</body>")


def newsletters(html: str, chance: Random, _teasers: Teasers) -> str:
    """Put the newsletter's box into the article."""
    tree = tree_of(html)
    words = chance.choice(NEWSLETTERS)
    box = f'<div class="newsletter"><p>{words}</p><form><input><button>Go</button></form></div>'
    _after(chance, paragraphs(tree), box)
    return html_of(tree)


def menus(html: str, chance: Random, _teasers: Teasers) -> str:
    """Put the entries of every menu in another order."""
    tree = tree_of(html)
    for menu in tree.xpath("//ul[li/a and count(li) >= 4]"):
        entries = list(menu)
        if len(menu.text_content()) < 60 * len(entries):
            chance.shuffle(entries)
            menu[:] = entries
    return html_of(tree)


def class_names(html: str, chance: Random, _teasers: Teasers) -> str:
    """Name every class anew, as a new build of the site's styles does."""
    salt = chance.getrandbits(32)

    def rename(found: re.Match[str]) -> str:
        names = [f"c{hash_of(name, salt):x}" for name in found[2][1:-1].split()]
        return f'{found[1]}"{" ".join(names)}"'

    return _CLASS.sub(rename, html)


def hash_of(name: str, salt: int) -> int:
    """Give a name a number, always the same one."""
    return Random(f"{name}{salt}").getrandbits(28)


def wrappers(html: str, _chance: Random, _teasers: Teasers) -> str:
    """Wrap the page and its pictures as a faster variant of it does."""
    html = re.sub(r"(<body\b[^>]*>)", r'\1<div id="amp"><div class="amp-in"><main>', html, count=1)
    html = html.replace("</body>", "</main></div></div></body>")
    return re.sub(r"<img\b([^>]*?)/?>", r"<amp-img\1></amp-img>", html)


def minified(html: str, _chance: Random, _teasers: Teasers) -> str:
    """Leave out the white space between blocks and double spaces."""
    return re.sub(r"[ \t\r]{2,}", " ", _VOID_GAPS.sub("", html))


def entity_spelling(html: str, _chance: Random, _teasers: Teasers) -> str:
    """Write letters beyond ASCII as entities."""
    return html.encode("ascii", "xmlcharrefreplace").decode()


def typography(html: str, _chance: Random, _teasers: Teasers) -> str:
    """Straighten the curly quotes and dashes, or curl the straight ones; add no-break spaces."""
    tree = tree_of(html)
    curly = "’" in html
    for element, where, text in list(text_nodes(tree)):
        if curly:
            shaped = text.translate(str.maketrans("“”‘’–—", "\"\"''--"))
        else:
            shaped = re.sub(r"(?<=\w)'(?=\w)", "’", text)
            shaped = re.sub(r'"([^"]+)"', r"“\1”", shaped)
        setattr(element, where, re.sub(r"(?<=\d) (?=\w)", "\u00a0", shaped))
    return html_of(tree)


def inline_tags(html: str, chance: Random, _teasers: Teasers) -> str:
    """Make words of every paragraph bold or a link."""
    tree = tree_of(html)
    for paragraph in paragraphs(tree):
        words = (paragraph.text or "").split(" ")
        if len(words) < 6:
            continue
        at = chance.randrange(1, len(words) - 2)
        tag = chance.choice(["<b>{}</b>", '<a href="/t">{}</a>', "<em>{}</em>", "<span>{}</span>"])
        marked = _element(tag.format(entities.escape(" ".join(words[at : at + 2]))))
        marked.tail = " " + " ".join(words[at + 2 :])
        paragraph.text = " ".join(words[:at]) + " "
        paragraph.insert(0, marked)
    return html_of(tree)


def everything(html: str, chance: Random, teasers: Teasers) -> str:
    """Do all of it at once, but for what a rebuilt site does."""
    for churn in (related, advertisements, newsletters, menus, nonces, times, counters, banners):
        html = churn(html, chance, teasers)
    return html


def _element(html: str) -> Element:
    return lxml.html.fragment_fromstring(html)


def _after(chance: Random, places: Sequence[Element], html: str) -> None:
    if places:
        chance.choice(places).addnext(_element(html))


def _links(chance: Random, teasers: Teasers, count: int, title: str) -> str:
    chosen = chance.sample(list(teasers), min(count, len(teasers)))
    entries = "".join(
        f'<li><a href="/s/{chance.randrange(10**6)}">{entities.escape(head)}</a></li>'
        for head, _ in chosen
    )
    return f"<h3>{title}</h3><ul>{entries}</ul>"


CHURNS: dict[str, Churn] = {
    "nonces, tokens, scripts": nonces,
    "times of update": times,
    "view and comment counts": counters,
    "related stories rotated": related,
    "teaser cards below": teaser_cards,
    "advertisements between": advertisements,
    "consent banner": banners,
    "newsletter box": newsletters,
    "menus reordered": menus,
    "class names renamed": class_names,
    "wrapped as AMP does": wrappers,
    "white space minified": minified,
    "entities spelled out": entity_spelling,
    "quotes and dashes reshaped": typography,
    "bold and links in passages": inline_tags,
    "all of the page's changes": everything,
}
