"""Doors that stay shut to a checker and open to a reader, and hosts that ask for patience."""

import time
from email.utils import formatdate

from aiohttp import web

from tests.support.website_pages import Handler, content

CLOUD = (
    "<!DOCTYPE html><html lang='en-US'><head><title>Just a moment...</title>"
    "<meta http-equiv='refresh' content='360'></head><body><div class='main-wrapper'>"
    "<h1>{host}</h1><h2>Checking if the site connection is secure</h2>"
    "<noscript><div>Enable JavaScript and cookies to continue</div></noscript></div>"
    "<script>window._cf_chl_opt={{cvId:'3',cType:'managed'}};"
    "var a=document.createElement('script');"
    "a.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1';</script></body></html>"
)
CAPTCHA = (
    "<html><head><title>{host}</title><script src='https://www.google.com/recaptcha/api.js'>"
    "</script></head><body><form method='post'><h1>Are you a robot?</h1><p>Please confirm that "
    "you are human to go on.</p><div class='g-recaptcha' data-sitekey='6Lc'></div></form></body>"
    "</html>"
)
SLIDER = (
    "<html><head><title>{host}</title><style>#cmsg{{animation: A 1.5s}}</style></head><body>"
    "<p id='cmsg'>Please enable JS and disable any ad blocker</p><script>var dd={{'rt':'c',"
    "'cid':'AHrlqAAAA','hsh':'A55F','host':'geo.captcha-delivery.com'}}</script>"
    "<script src='https://ct.captcha-delivery.com/c.js'></script></body></html>"
)
PRESS_AND_HOLD = (
    "<html><head><title>Access to this page has been denied</title></head><body>"
    "<div id='px-captcha'></div><p>Press &amp; Hold to confirm you are a human (and not a bot)."
    "</p><script>window._pxAppId='PXabcd';</script></body></html>"
)
FIREWALL = (
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
    "Please consult with your administrator.<br><br>Your support ID is: 1234567890</body></html>"
)
INTERSTITIAL = (
    "<html><head><title>Pardon Our Interruption</title></head><body><h1>Pardon Our Interruption"
    "</h1><p>As you were browsing something about your browser made us think you were a bot. "
    "There are a few reasons this might happen: JavaScript is disabled or cookies are not "
    "accepted.</p></body></html>"
)


def challenge(page: str, code: int, **headers: str) -> Handler:
    """Ask for proof of being a person, with one of the pages above."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def handle(request: web.Request) -> web.StreamResponse:
        shown = page.format(host=request.host)
        return await content(shown, code=code, headers=named)(request)

    return handle


class Patience:
    """Answers 429 to whoever asks a host more often than this, whichever of its pages.

    Retry-After is written in seconds, or as a date.
    """

    def __init__(self, *, per_s: float, wait_s: int, dated: bool = False) -> None:
        self._pause_s, self._wait_s, self._dated = 1 / per_s, wait_s, dated
        self._free_at = 0.0

    def before(self, page: Handler) -> Handler:
        """Stand before a page."""

        async def handle(request: web.Request) -> web.StreamResponse:
            now = time.monotonic()
            if now < self._free_at:
                return web.Response(status=429, headers={"Retry-After": self._until()})
            self._free_at = now + self._pause_s
            return await page(request)

        return handle

    def _until(self) -> str:
        if self._dated:
            return formatdate(time.time() + self._wait_s, usegmt=True)
        return str(self._wait_s)
