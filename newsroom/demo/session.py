"""One session of the demo: everything started in order, shown, served and stopped."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from newsroom import embedded
from newsroom.demo import ports, running, tour
from newsroom.demo.processes import PartFailed, Parts
from newsroom.embedded import places, postgres
from seeds.press import PORTS

STARTED = time.monotonic()
BESIDE = {
    "DJANGO_SETTINGS_MODULE": "newsroom.settings.development",
    "DEBUG": "false",
    "SITE_TEXTS": str(Path(__file__).resolve().parents[2] / "seeds" / "texts"),
    "ARCHIVE_URL": "",  # the demo's pages are nobody's to keep
    "LINKCHECK_PACE": str(tour.PACE),
    "LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8",
    "LINKCHECK_ALLOWED_PORTS": ",".join(str(port) for port in PORTS.values()),
}


def run(port: int, *, once: bool) -> int:
    """Run the demo with the web on ``port``; return the exit status.

    All its processes have ended when this returns or raises.
    """
    environment = settings(port)
    with running.announce(environment):
        refuse_taken_ports(port)
        with database(environment), Parts(places.VAR / "logs", os.environ | environment) as parts:
            try:
                start(parts, port)
                has_looked = show(parts, environment["SITE_URL"])
                if not once:
                    serve(parts)
            finally:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                say("Stopping everything …")
    return 0 if has_looked else 1


def settings(port: int) -> dict[str, str]:
    """Return the demo's settings; commands in another terminal take them over."""
    given = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "BROKER_URL")}
    return (
        BESIDE | {"SITE_URL": f"http://{ports.HOST}:{port}"} | {k: v for k, v in given.items() if v}
    )


@contextmanager
def database(environment: Mapping[str, str]) -> Iterator[None]:
    """Run the embedded PostgreSQL unless ``DATABASE_URL`` names another server."""
    if "DATABASE_URL" in environment:
        yield
        return
    say("Starting the embedded PostgreSQL")
    try:
        postgres.use()
        if not places.home().is_relative_to(places.VAR):
            say(f"  The database runs as {places.owner().pw_name}, who may not enter this folder:")
            say(f"  its programs and data are in {places.home()}")
        yield
    finally:
        postgres.leave()


def refuse_taken_ports(port: int) -> None:
    """Raise ``ports.Taken`` for the first port that we need and somebody else uses."""
    ports.refuse_taken(port, "Choose another for the web: make demo PORT=8001")
    for name, number in PORTS.items():
        ports.refuse_taken(number, f"The demo's outlet {name} needs it; stop what uses it.")


def start(parts: Parts, port: int) -> None:
    """Start the press, fill the database, start web, workers and beat; wait until they answer."""
    embedded.forget_messages()
    say("Starting the demo press")
    parts.start("press", "-m", "seeds.press", "serve")
    for number in PORTS.values():
        parts.wait("press", partial(ports.is_open, number))
    say("Bringing the database up to date and loading the seeds")
    if not parts.do("-m", "newsroom.demo.prepare"):
        raise PartFailed("The database could not be prepared; what went wrong is above.")
    say("Starting web, workers and beat")
    parts.start(
        *("web", "-m", "granian", "--interface", "wsgi", "newsroom.wsgi:application"),
        *("--host", ports.HOST, "--port", str(port), "--blocking-threads", "4", "--no-ws"),
    )
    celery = ("-m", "celery", "--app", "newsroom.celery", "worker", "--loglevel=INFO")
    work = (*celery, "--without-mingle", "--without-gossip", "--without-heartbeat", "--pidfile=")
    others = "jobs,links-interactive,archive,webhooks,exports"
    parts.start("links", *work, "--queues", "links", "--pool=solo")
    parts.start("worker", *work, "--queues", others, "--concurrency=2", "--beat")
    parts.wait("web", lambda: ports.answers(port, "/readyz"))
    for name in ("worker", "links"):
        parts.wait(name, partial(parts.log_says, name, " ready."))


def show(parts: Parts, site: str) -> bool:
    """Print addresses, logins, the first re-check and the tour; say whether it took place."""
    say(f"Running at {site}/")
    print(tour.welcome(site), flush=True)
    has_looked = parts.do("-m", "newsroom.demo.transcript")
    parts.check()
    print(tour.steps(site), flush=True)
    return has_looked


def serve(parts: Parts) -> None:
    """Serve until Ctrl-C; raise ``PartFailed`` when a process ends by itself."""
    say("Serving until Ctrl-C.")
    while True:
        parts.check()
        time.sleep(0.5)


def say(sentence: str) -> None:
    """Print a line with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:4.0f} s] {sentence}", flush=True)
