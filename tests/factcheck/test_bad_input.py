"""Whatever is asked for at a public address is answered: a page that helps, never an error of ours.

Every address there is (``surface``) is asked everything odd there is (the tables below). How much
that may cost is said in queries, in what they say and in what is answered; where texts are read by
patterns, in how the cost grows.
"""

from collections.abc import Callable
from itertools import product
from time import process_time
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factcheck.lexemes import LONGEST_QUERY, cleaned
from factcheck.marking import marked
from factcheck.search import LONGEST, Wanted
from factcheck.vocabulary import WORD, fold
from tests.factcheck.surface import Named, Question, questions
from tests.factcheck.whole_claim import whole_claim
from tests.factories import publish, published_claim
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
HEAVIEST = 60_000  # bytes
MOST_SQL = 60_000  # letters of all statements of a page

WORDS = {
    "100 KB": "x" * 100_000,
    "100 KB of words": "harbour " * 12_500,
    "operators": 'a & | ! (b:* <-> c) AND NOT OR "quoted',
    "SQL": "'; DROP TABLE factcheck_check; --",
    "quotes": "\"'`´“”„«»‘’",  # noqa: RUF001
    "emoji": "🏴‍☠️👩‍👩‍👧‍👦🇪🇺😀" * 50,
    "confusables": "раураl hаrbоur",  # noqa: RUF001 - Cyrillic letters among Latin ones
    "full width": "ｈａｒｂｏｕｒ",  # noqa: RUF001
    "joiners": "har\u200dbour\u200c\ufeff\u2060",
    "right to left": "\u202eruobrah\u202c \u2066x\u2069 \u200f",
    "combining flood": "a" + "\u0301\u0489\u20dd" * 5_000,
    "ligature that grows": "\ufdfa" * 20_000,  # one letter becomes eighteen
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "controls": "".join(map(chr, range(1, 32))),
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "private": "\ue000\U000f0000",
    "format strings": "%s %(x)s {0} {x!r} ${x} {{ x }} {% debug %}",
    "regular expressions": "(a+)+$ [[:alpha:]]* \\1 (?i) .*.*.*=",
    "paths": "../../../../etc/passwd\\..\\",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "figures": "1,000,000,000,000,000 1e309 NaN -0 ٤٢ Ⅷ ²",
    "no spaces": "東京" * 5_000,
    "commas": "," * 50_000 + "1" + ",000" * 20_000,
    "tags": "#" * 20_000 + "A" * 5_000 + "aA" * 5_000,
    "dots": "U." * 20_000,
}
RAW = {
    "surrogates": "%ED%A0%80%ED%B0%80",
    "invalid UTF-8": "%FF%FE%C0%AE%F8%88%80%80%80",
    "half an escape": "%",
    "not an escape": "%zz%u0041",
    "escaped twice": "%2525%253Cscript%253E",
    "plus signs": "+" * 5_000,
}
PLACES = {
    "a page below": "page=-1",
    "a page beyond": f"page={'9' * 5_000}",
    "no page": "page=x&page=NaN&page=1e3&page=%D9%A4",
    "a page twice": "page=1&page=2",
    "before nothing": "before=nowhere",
    "before and after": "before=x&after=y",
    "after a long name": f"after={'x' * 20_000}",
    "before an odd name": "before=%E2%80%AE%27%22%3C",
    "absurd years": "year=-1&year=0&year=99999999999999999999&q=harbour",
    "absurd dates": "from=0000-00-00&to=9999-99-99&date=31-02-2026&since=1e99",
    "unknown facets": "q=harbour&rating=nope&topic=nope&colour=red&__proto__=1&q__in=1",
    "facets twice": "q=harbour&topic=a&topic=b&rating=a&rating=b&language=%F0%9F%98%80",
    "arrays": "q[]=x&q[0]=y&topic[$ne]=1&page[]=1",
    "many parameters": "&".join(f"p{n}=x" for n in range(900)),
    "only signs": "&&&;;;===",
    "odd addresses": "url=javascript:alert(1)&url=%2F%2Fevil.test&next=//evil.test&format=exe",
}
ODD = {
    "words": {name: f"q={quote(words)}" for name, words in WORDS.items()},
    "escapes": {name: f"q={words}" for name, words in RAW.items()},
    "places": PLACES,
}
NUL = {"a NUL": "q=a%00b", "a NUL in a page": "page=1%00", "a NUL in a name": "%00=1"}

HEADERS = {
    "many ETags": {"If-None-Match": ", ".join(f'"{n}"' for n in range(5_000))},
    "a broken ETag": {"If-None-Match": '"' + "\\" * 20_000},
    "absurd days": {"If-Modified-Since": "Sun, 99 Foo 99999 25:61:61 GMT", "If-Range": "x"},
    "languages": {"Accept-Language": "en-" + "x-" * 20_000, "Accept": "*/*;q=" + "9" * 10_000},
    "cookies": {"Cookie": "; ".join(f"c{n}=x" for n in range(3_000))},
    "ranges": {"Range": "bytes=" + ",".join(f"{n}-" for n in range(2_000))},
    "another method": {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "PUT"},
    "odd letters": {"User-Agent": "\xff\xfe{{7*7}}%s", "Referer": "javascript:alert(1)"},
    "forwarded for": {"X-Forwarded-For": "x" * 10_000, "Forwarded": 'for="[::1'},
}


NAME = "harbour-in-may"


def named() -> Named:
    """Publish a check that has everything; one name asks for it, its article, speaker and topic."""
    claim = whole_claim(
        lambda field: NAME if field in ("summary", "title") else f"The {field} of the harbour",
        name=NAME,
    )
    publish(claim)
    return Named([NAME], words={"words": "harbour"})


def pages(*, in_spanish: bool = False) -> list[Question]:
    """List each address for readers once, with nothing asked; versions none has are among them.

    The API has tests of its own.
    """
    found = {one.path.partition("?")[0]: one for one in questions(named()) if one.body is None}
    return [
        Question(one.name, path, one.is_about_one)
        for path, one in found.items()
        if not path.startswith(("/api/", "/v1alpha1/", "/healthz", "/readyz"))
        and path.startswith("/es/") == in_spanish
    ]


@pytest.mark.parametrize("kind", ODD)
def test_whatever_is_asked_is_answered_and_costs_no_more_than_anything_else(
    client: Client, kind: str
) -> None:
    for page, (name, odd) in product(pages(), ODD[kind].items()):
        with sql_sent() as asked:
            answer = client.get(f"{page.path}?{odd}")
        body = answer.content if not answer.streaming else b""
        assert answer.status_code < 500 or answer.status_code == 501, (page.path, name)
        assert len(asked) <= MOST_QUERIES, (page.path, name)
        assert sum(map(len, asked)) <= MOST_SQL, (page.path, name)
        assert len(body) <= HEAVIEST, (page.path, name, len(body))
        if answer.status_code >= 400 and answer["Content-Type"].startswith("text/html"):
            assert b"<h1" in body, (page.path, name)
            assert b'href="/' in body, "it leads on"


WORSE_IN_OTHER_WORDS = {
    "words": ["format strings", "markup", "emoji", "100 KB"],
    "escapes": ["invalid UTF-8", "half an escape"],
    "places": ["a page beyond", "absurd years", "before an odd name", "unknown facets"],
}
"""What may break a sentence that is translated; the views are the same."""


def test_in_spanish_it_is_answered_too(client: Client) -> None:
    odd = [ODD[kind][name] for kind, names in WORSE_IN_OTHER_WORDS.items() for name in names]
    for page, asked in product(pages(in_spanish=True), [*odd, *NUL.values()]):
        answer = client.get(f"{page.path}?{asked}")
        assert answer.status_code < 500, (page.path, asked[:100])
        assert answer["Content-Language"] == "es", page.path
        if answer["Content-Type"].startswith("text/html"):
            assert b'lang="es"' in answer.content, page.path
            assert b"<script>alert" not in answer.content, page.path


def test_a_nul_is_refused_in_words_at_every_address(client: Client) -> None:
    for page, (name, nul) in product(pages(), NUL.items()):
        answer = client.get(f"{page.path}?{nul}")
        assert answer.status_code == 400, (page.path, name)


def test_no_header_breaks_a_page_or_changes_it(client: Client) -> None:
    for page in pages():
        plain = client.get(page.path)
        for name, headers in HEADERS.items():
            answer = client.get(page.path, headers=headers)
            assert answer.status_code == plain.status_code, (page.path, name)
            if page.name != "check-report":  # it has a stamp of its own
                assert answer.content == plain.content, (page.path, name)


METHODS = ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X" * 9]


def test_what_is_only_read_is_not_written(client: Client) -> None:
    for page, method in product(pages(), METHODS):
        answer = client.generic(method, page.path, b"x" * 1_000, "text/plain")
        assert answer.status_code in (404, 405), (page.path, method)


def spellings(slug: str) -> list[str]:
    return [
        slug.upper(),
        slug.title(),
        slug.replace("-", "_"),
        slug.replace("-", "‐"),  # noqa: RUF001 - another hyphen
        slug.replace("a", "а"),  # noqa: RUF001 - a Cyrillic letter
        f"{slug}.",
        f"{slug}.html",
        f"{slug}%20",
        f"%20{slug}",
        f"{slug}%2F",
        f"{slug};x=1",
        f"{slug}%3Fq=1",
        f"..%2F{slug}",
        "..",
        "%2e%2e%2f" * 20,
        "%c0%ae",
        "%ED%A0%80",
        "%FF",
        "%E2%80%AE",
        "😀",
        "-",
        "__proto__",
        "x" * 8_000,
        "%00",
    ]


def test_names_in_another_spelling_lead_there_or_to_a_page_that_helps() -> None:
    one_name = named()
    slug = one_name.slugs[0]
    asked = questions(one_name, about_one=True)
    pages = [one for one in asked if f"/{slug}/" in one.path and "/es/" not in one.path]
    for number, spelling in enumerate(spellings(slug)):
        client = Client(REMOTE_ADDR=f"2001:db8:{number:x}::1")  # the rate limit is no answer
        for page in pages:
            answer = client.get(page.path.replace(slug, spelling))
            assert answer.status_code in (301, 302, 308, 400, 404), (page.path, spelling)
            if answer["Content-Type"].startswith("text/html") and answer.status_code >= 400:
                assert b"<h1" in answer.content


def test_a_name_written_in_escapes_is_the_same_name(client: Client) -> None:
    slug = published_claim().slug
    escaped = "".join(f"%{ord(letter):02x}" for letter in slug)
    plain = client.get(f"/checks/{slug}/")
    assert client.get(f"/checks/{escaped}/").content == plain.content


@pytest.mark.parametrize(
    "number", ["0", "-1", "2147483648", "9" * 30, "9" * 5_000, "1e3", "\u0661"]
)
def test_a_version_that_is_none_is_no_page(client: Client, number: str) -> None:
    slug = published_claim().slug
    answer = client.get(f"/checks/{slug}/v/{number}/")
    assert answer.status_code == 404


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
BODIES = {
    "another kind": (b'{"message": "x"}', "application/json"),
    "no kind": (b"message=x", ""),
    "a broken multipart": (b"--x\r\nContent-Disposition: form-data; name", f"{PARTS}; boundary=x"),
    "a boundary of signs": (b"x", f"{PARTS}; boundary={'=' * 500}"),
    "no boundary": (b"x", PARTS),
    "another alphabet": (b"message=x", f"{FORM}; charset=nonsense"),
    "invalid UTF-8": (b"message=%FF%ED%A0%80&stamp=\xff", FORM),
    "a NUL": (b"message=a%00b&stamp=%00&website=", FORM),
    "many fields": (b"&".join(b"f%d=x" % n for n in range(3_000)), FORM),
    "3 MB": (b"message=" + b"x" * 3_000_000, FORM),
    "11 MB": (b"message=" + b"x" * 11_000_000, FORM),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_whatever_is_sent_to_a_form_is_answered(client: Client, body: tuple[bytes, str]) -> None:
    path = f"/checks/{published_claim().slug}/report/"
    sent, kind = body
    answer = client.generic("POST", path, sent, kind, headers={"Origin": "http://testserver"})
    assert answer.status_code in (400, 413, 422)
    assert b"<h1" in answer.content


def test_a_file_sent_in_place_of_a_text_is_no_text(client: Client) -> None:
    path = f"/checks/{published_claim().slug}/report/"
    sent = {"message": SimpleUploadedFile("x.html", b"<script>"), "contact": ["a", "b"]}
    answer = client.post(path, sent, headers={"Origin": "http://testserver"})
    assert answer.status_code == 422
    assert b"<script" not in answer.content


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_of_a_search_no_more_is_read_than_fits(words: str) -> None:
    wanted = Wanted.asked({"q": words, "topic": words, "rating": words, "year": words})
    assert len(wanted.words) <= LONGEST
    assert all(len(value) <= LONGEST for value in wanted.parameters.values())


READERS: dict[str, Callable[[str], object]] = {
    "cleaned": cleaned,
    "fold": fold,
    "a word": WORD.fullmatch,
    "marked": lambda text: marked([("en", text)], "harbour"),
}
FLOODS = {
    "letters": "a",
    "commas": ",000",
    "tags": "#aA",
    "signs": "#",
    "dots": "U.",
    "addresses": "http://",
    "half addresses": "www.",
    "hyphens": "a-",
    "marks": "a\u0301",
    "ligatures": "\ufdfa",
    "apostrophes": "a'",
    "figures": "1,",
    "spaces": " ",
    "joiners": "\u200d",
    "ideographs": "東",
}


def seconds(read: Callable[[str], object], text: str) -> float:
    def once() -> float:
        began = process_time()
        read(text)
        return process_time() - began

    return min(once() for _ in range(3))


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_read_by_patterns_costs_in_proportion(reader: str, flood: str) -> None:
    """Of four times as much, a pattern that goes back and forth would take sixteen times as long.

    Measured in the processor's time at the longest text that is looked for, and far above it.
    """
    short = flood * (4 * LONGEST_QUERY // len(flood))
    brief, long = (seconds(READERS[reader], text) for text in (short, short * 4))
    assert long <= 8 * brief + 0.05, f"{brief:.4f} s, then {long:.4f} s"
