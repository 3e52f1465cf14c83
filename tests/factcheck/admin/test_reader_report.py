"""Readers' reports on the desk: what they say, how they stand, what to do next."""

import pytest
from django.urls import reverse
from lxml import html

from factcheck import actions
from factcheck.models import ReaderReport
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import editor, published_claim, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

REPORTS = "/admin/factcheck/readerreport/"


def report(message: str = "The table says 12,000.") -> ReaderReport:
    check = published_claim(statement=f"About: {message}").check_record
    return ReaderReport.objects.create(check_record=check, message=message)


def screen_of(one: ReaderReport) -> str:
    return reverse("admin:factcheck_readerreport_change", args=[one.pk])


def settle(one: ReaderReport, way: str, note: str, *, by=None):
    url = reverse("admin:factcheck_readerreport_settle", args=[one.pk])
    return desk_of(by or editor()).post(url, {"way": way, "note": note}, follow=True)


def test_the_list_says_how_each_stands_and_links_to_claim_and_next_step() -> None:
    new, closed, again = report("New."), report("A joke."), report("Look again.")
    ana = editor()
    actions.settle_report(by=ana, report=closed, outcome="dismissed", note="Nothing to do.")
    actions.review_reported(by=ana, report=again, note="May be right.")
    page = html.fromstring(desk_of(reporter()).get(REPORTS).content.decode())
    rows = page.xpath("//*[@id='result_list']/tbody/tr")
    told = [" ".join(row.text_content().split()) for row in rows]
    for words, row in zip(("answered", "closed", "new"), told, strict=True):
        assert words in row
    claim = reverse("admin:factcheck_claim_change", args=[new.check_record.claim_id])
    assert [a.get("href") for a in rows[2].xpath(".//td//a")] == [claim, screen_of(new)]
    assert "Decide" in told[0]


@pytest.mark.parametrize(
    ("way", "outcome"), [("answer", "acted_on"), ("close", "dismissed"), ("review", "acted_on")]
)
def test_each_button_settles_the_report_with_the_note(way: str, outcome: str) -> None:
    one = report()
    answer = settle(one, way, "We wrote back.")
    one.refresh_from_db()
    assert (one.outcome, one.note) == (outcome, "We wrote back.")
    assert (one.review is not None) is (way == "review")
    text = text_of(answer.content)
    assert "Done:" in text
    assert "We wrote back." in text


def test_a_refusal_keeps_the_note_and_an_unknown_button_does_nothing() -> None:
    one = report()
    assert "Say what came of it" in text_of(settle(one, "close", " ").content)
    actions.settle_report(by=editor(), report=one, outcome="dismissed", note="A joke.")
    assert "settled already" in text_of(settle(one, "answer", "Still here").content)
    assert settle(one, "burn", "Hm.").status_code == 404


def test_reporters_read_reports_and_settle_none() -> None:
    one = report()
    text = text_of(desk_of(reporter()).get(screen_of(one)).content)
    assert one.message in text
    assert "What came of it" not in text.replace("What came of it:", "")
    assert "does not allow you" in text_of(settle(one, "close", "No.", by=reporter()).content)


def test_nobody_edits_what_a_reader_wrote() -> None:
    one = report()
    assert desk_of(editor()).post(screen_of(one), {"message": "Other words"}).status_code == 403
    one.refresh_from_db()
    assert one.message == "The table says 12,000."


def test_the_report_is_a_reason_on_the_claims_page_and_on_the_desk() -> None:
    one = report()
    settle(one, "review", "The reader may be right.")
    client = desk_of(editor())
    claim = client.get(reverse("admin:factcheck_claim_change", args=[one.check_record.claim_id]))
    text = text_of(claim.content).partition("Why it is under re-review")[2]
    assert "A reader's report of" in text
    assert one.message in text
    assert "The reader may be right." in text
    assert "a reader's report" in text_of(client.get("/admin/").content)


def test_the_list_costs_the_same_however_many_reports() -> None:
    client = desk_of(editor())
    report()

    def cost() -> int:
        with sql_sent() as sent:
            client.get(REPORTS)
        return len(sent)

    few = cost()
    for number in range(5):
        report(f"Report {number}")
    assert cost() == few
