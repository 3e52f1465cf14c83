"""What editors do when the press has edited a page under a published check."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from factcheck.models import Check, Claim, Review
from tests.browser.hands import Hands
from tests.browser.team import Team
from tests.browser.told import GIFTS, NEW_SUM

Decide = Callable[[Team], None]

NOTE = "The article now names another sum, and no source for it either."


def accept(team: Team) -> None:
    """Find the page on the links' console, and cite the words as they read now."""
    publisher = team.publisher
    publisher.go("/admin/sources/link/")
    publisher.click(publisher.page.get_by_role("link", name="cited words changed or gone"))
    publisher.follow("Compare and accept")
    expect(publisher.page.locator(".diff")).to_contain_text("million")
    publisher.tick(publisher.page.get_by_label("Cite the words as they read now"))
    publisher.write("What readers are told", NOTE)
    publisher.push("Accept the page as it reads now")
    expect(publisher.page.locator(".messagelist")).to_contain_text("1 published claim")
    statement = GIFTS.statement.replace("17,000", "17 million")
    team.reporter.go(claim_page())
    team.reporter.write("Claim:", statement)
    team.reporter.push("Save")
    publish_again(team, statement)
    publisher.go("/admin/sources/link/?tab=words")
    expect(publisher.page.get_by_role("link", name="Compare and accept")).to_have_count(0)


def correct(team: Team) -> None:
    """See on the desk what changed, read why, and come to another verdict."""
    publisher = team.publisher
    publisher.go("/admin/")
    publisher.click(publisher.page.locator("#under-review").get_by_role("link").first)
    publisher.follow("Why is this red?")
    expect(publisher.page.locator("#content")).to_contain_text(NEW_SUM)
    publisher.page.go_back()
    publisher.click(publisher.page.get_by_role("link", name="Correct", exact=True).first)
    publisher.choose(publisher.page.get_by_label("Cause:"), "the source changed")
    publisher.write("What was wrong:", NOTE)
    publisher.push("Correct")
    team.reporter.go(claim_page())
    team.reporter.tick(team.reporter.page.get_by_role("radio", name=re.compile("^Mostly false")))
    team.reporter.write("Reason:", "Two sums in one week, and a source for neither.")
    team.reporter.push("Save")
    publish_again(team, GIFTS.statement)


def claim_page() -> str:
    claim = Claim.objects.get(statement=GIFTS.statement)
    return f"/admin/factcheck/claim/{claim.pk}/change/"


def publish_again(team: Team, statement: str) -> None:
    """Take a correction through review and publication, and see what readers see."""
    check = Check.objects.get(claim__statement=statement)
    page = f"/admin/factcheck/claim/{check.claim_id}/change/"
    for somebody, act in (
        (team.reporter, "Send for review"),
        (team.editor, "Approve"),
        (team.publisher, "Publish"),
    ):
        somebody.go(page)
        do(somebody, act)
    assert Review.objects.get().ending == "corrected"
    assert check.claim.publications.count() == 2
    team.reader.go(check.get_absolute_url())
    main = team.reader.page.get_by_role("main")
    expect(main).to_contain_text(statement)
    expect(main).to_contain_text(NOTE)
    expect(main).to_contain_text("17 million" if "million" in statement else "Mostly false")


def do(somebody: Hands, act: str) -> None:
    """Do an act on the page of a claim."""
    somebody.click(somebody.page.get_by_role("link", name=act, exact=True).first)
    somebody.push(act)
    expect(somebody.page.locator(".state-bar")).to_be_visible()
