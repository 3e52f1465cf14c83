"""What the demo says to the person who started it."""

from newsroom.pace import pace_words
from seeds.pages import read_pages

PASSWORD = "newsroom-demo"  # noqa: S105 - the demo's own, printed for everybody to see
PACE = 8640
EDITED_PAGE = "rosneft"
CHECK = "/checks/rosneft-channelled-more-than-17000-dollars-in-gifts/"
WELCOME = """
  Readers   {site}/
  Desk      {site}/admin/
  Partners  {site}/api/docs/

  Log in at the desk as reporter, editor or publisher; the password is {password}
"""
STEPS = """
A tour in five steps; the commands are for a second terminal, in this folder.
The clock of the link checker is fast here (LINKCHECK_PACE={pace}). {clock}
Where the desk or a page says "a day later" or "90 days", it comes that much sooner.

  1. Log in as publisher and see what needs attention.
     {site}/admin/
  2. Let an outlet silently change a figure that a published check quotes.
     .venv/bin/python manage.py demo_press edit {page}
  3. Have the article looked at again (the worker does so by itself within a minute or so). The desk
     shows the changed words at once; the next look confirms them, and readers are told.
     .venv/bin/python manage.py check_links {address}
     {site}{check}
  4. As publisher, open the claim from the desk, press Correct, mend it and send it for review;
     as editor, approve it; as publisher, publish it. Version 1 stays, and so does what was wrong.
     {site}/corrections/
  5. Read as a partner what has changed, then put the article back as it was.
     curl {site}/api/v1/changes/
     .venv/bin/python manage.py demo_press restore {page}
"""


def welcome(site: str) -> str:
    """Return the addresses and the logins of the demo at ``site``."""
    return WELCOME.format(site=site, password=PASSWORD)


def steps(site: str) -> str:
    """Return the tour of the demo at ``site``."""
    address = read_pages()[EDITED_PAGE].address
    names = {"site": site, "page": EDITED_PAGE, "address": address, "check": CHECK}
    return STEPS.format(**names, pace=PACE, clock=pace_words(PACE))
