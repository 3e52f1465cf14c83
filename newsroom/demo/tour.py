"""What the demo says to the person who started it."""

from newsroom.demo.ports import HOST

PASSWORD = "newsroom-demo"  # noqa: S105 - the demo's own, printed for everybody to see
WELCOME = """
  Readers   http://{host}:{port}/
  Desk      http://{host}:{port}/admin/
  Partners  http://{host}:{port}/api/docs/

  Log in at the desk as reporter, editor or publisher; the password is {password}
"""
STEPS = """
A tour in five steps; the commands are for a second terminal, in this folder.

  1. As publisher, look at what the desk says needs attention.
     http://{host}:{port}/admin/
  2. Let an outlet silently change a figure in its article.
     .venv/bin/python manage.py demo_press edit rosneft
  3. Look again, and see the passage come back to the desk.
     .venv/bin/python manage.py check_links --due
  4. As reporter, open the claim, correct the verdict and submit it; as editor, approve it;
     as publisher, publish it. Readers find version 2, and what was wrong.
     http://{host}:{port}/corrections/
  5. Put the article back as it was.
     .venv/bin/python manage.py demo_press restore rosneft
"""


def welcome(port: int) -> str:
    """Return the addresses and the logins."""
    return WELCOME.format(host=HOST, port=port, password=PASSWORD)


def steps(port: int) -> str:
    """Return the tour."""
    return STEPS.format(host=HOST, port=port)
