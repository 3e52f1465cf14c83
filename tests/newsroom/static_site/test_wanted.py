import pytest
from django.utils.translation import get_language

from newsroom.static_site.wanted import Wanted, file_of, in_every_language, language_of


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/es/", "es/index.html"),
        ("/checks/a-claim/", "checks/a-claim/index.html"),
        ("/checks/a-claim/v/2/", "checks/a-claim/v/2/index.html"),
        ("/?before=a-claim", "before/a-claim/index.html"),
        ("/es/topics/harbours/?before=a-claim", "es/topics/harbours/before/a-claim/index.html"),
        ("/feeds/all.rss", "feeds/all.rss"),
    ],
)
def test_every_address_has_a_file(address: str, file: str) -> None:
    assert file_of(address) == file


@pytest.mark.parametrize("address", ["/?before=..", "/?q=a/b", "/?q=%2e%2e", "/?q="])
def test_no_query_leads_out_of_the_folder(address: str) -> None:
    with pytest.raises(ValueError, match="No file can be named"):
        file_of(address)


def test_a_page_is_there_in_every_language_under_the_same_key() -> None:
    page = Wanted("/?before=a", "key", also_at=("/?after=b",))
    assert list(in_every_language([page])) == [
        page,
        Wanted("/es/?before=a", "key", also_at=("/es/?after=b",)),
    ]


def test_the_address_says_the_language() -> None:
    for address, code in (("/", "en"), ("/es/", "es"), ("/especially/", "en"), ("/es", "es")):
        with language_of(address):
            assert get_language() == code
