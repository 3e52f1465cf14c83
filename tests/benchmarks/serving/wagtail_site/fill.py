"""Make one page of so many bytes: `python -m wagtail_site.fill BYTES`; prints its address."""

import sys
from datetime import date

import django

SENTENCE = "The harbour moved more than 17,000 tons of grain in May, says the port's own table."
PARAGRAPH = (
    f'<p>{SENTENCE} <a href="https://port.example.org/statistics/">Statistics</a> {SENTENCE}</p>'
)


def main() -> None:
    django.setup()
    from wagtail.models import Page, Site  # noqa: PLC0415 - Django first
    from wagtail_site.models import ArticlePage  # noqa: PLC0415

    body = PARAGRAPH * max(1, int(sys.argv[1]) // len(PARAGRAPH))
    root = Site.objects.get(is_default_site=True).root_page
    for number in range(50):  # a site of some pages
        page = ArticlePage(
            title=f"Article {number}", slug=f"article-{number}", date=date(2026, 11, 1),
            intro=SENTENCE, body=body,
        )  # fmt: skip
        Page.objects.get(pk=root.pk).add_child(instance=page)
    print(page.get_url())


main()
