"""A real browser, spoken to over a pipe in its own protocol; needs nothing but chromium itself."""

import json
import os
import select
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

PATIENCE = 30  # seconds
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--remote-debugging-pipe"),
)
PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Page:
    """One tab: opens addresses, runs JavaScript, fills in and presses."""

    def __init__(self, to: int, answers: int) -> None:
        """Open a tab over the two ends of the pipe."""
        self._to, self._answers = to, answers
        self._number, self._rest = 0, b""
        self._session = ""
        self.logged: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol and return its result."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        for message in self._messages():
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                result: dict[str, Any] = message["result"]
                return result
        raise TimeoutError(method)

    def _messages(self) -> Iterator[dict[str, Any]]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            while b"\0" in self._rest:
                one, self._rest = self._rest.split(b"\0", 1)
                message = json.loads(one)
                if message.get("method") == "Log.entryAdded":
                    self.logged.append(message["params"]["entry"]["text"])
                yield message
            if select.select([self._answers], [], [], 1)[0]:
                self._rest += os.read(self._answers, 1 << 16)

    def run(self, script: str) -> Any:
        """Return what an expression of JavaScript comes to."""
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", script))
        return answer["result"].get("value")

    def wait(self, script: str) -> Self:
        """Wait until an expression is true."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self.run(script):
                    return self
            except RuntimeError:
                pass  # between two pages there is nobody to ask
            time.sleep(0.05)
        raise TimeoutError(f"{script} on {self.run('location.href')}: {self.text}")

    def open(self, address: str) -> Self:
        """Go to an address and wait for the page."""
        self.run("window.left = true")
        self.call("Page.navigate", url=address)
        return self.wait("!window.left && document.readyState === 'complete'")

    def fill(self, **fields: str) -> Self:
        """Put values into fields by their names."""
        for name, value in fields.items():
            field = f"document.querySelector('[name={json.dumps(name)}]')"
            self.run(f"{field}.value = {json.dumps(value)}")
        return self

    def press(self, selector: str) -> Self:
        """Press what a selector finds, and wait for the page that comes of it."""
        self.run("window.left = true")
        self.run(f"document.querySelector({json.dumps(selector)}).click()")
        return self.wait("!window.left && document.readyState === 'complete'")

    @property
    def text(self) -> str:
        """What the page says."""
        return " ".join(str(self.run("document.body.innerText")).split())

    def lend_passkeys(self) -> None:
        """Give the browser an authenticator whose owner is always there."""
        self.call("WebAuthn.enable")
        self.call("WebAuthn.addVirtualAuthenticator", options=PASSKEYS)


@contextmanager
def browser(home: Path) -> Iterator[Page]:
    """Run chromium with an empty profile under ``home``. Raises ``LookupError`` without one."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise LookupError("These tests need chromium.")
    theirs, to = os.pipe()
    answers, from_them = os.pipe()
    process = os.posix_spawn(
        program,
        [program, *FLAGS, f"--user-data-dir={home}"],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, theirs, 3),
            (os.POSIX_SPAWN_DUP2, from_them, 4),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    os.close(theirs)
    os.close(from_them)
    try:
        yield Page(to, answers)
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
        os.close(to)
        os.close(answers)
