"""Write the public site as static files."""

import os
import signal
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.static_site import every_page
from newsroom.static_site.drawing import CannotDraw
from newsroom.static_site.folder import NotOurs
from newsroom.static_site.run import export


class Command(BaseCommand):
    """``export_site DIR``: for a CDN, an archive or a disk; again and again, quickly."""

    help = (
        "Write the public site as static files into a folder, or bring the folder up to date. "
        "What cannot be a file, as the search, leads to SITE_URL."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let the operator say where, and how much of the machine to take."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of its own")
        parser.add_argument(
            "--processes",
            type=int,
            default=len(os.sched_getaffinity(0)),
            help="how many draw at once (as many as there are processors)",
        )

    def handle(self, *, folder: Path, processes: int, **_options: Any) -> None:
        """Export, and say what was done."""
        began = time.monotonic()
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            done = export(every_page(), folder, processes=max(processes, 1))
        except NotOurs as refusal:
            raise CommandError(str(refusal)) from refusal
        except CannotDraw as failure:
            raise CommandError(
                f"{failure} What was drawn is kept; run it again when that is mended."
            ) from failure
        except OSError as error:
            raise CommandError(
                f"{folder} cannot be written to: {error.strerror}. What was written until then is "
                "kept; run it again when that is mended."
            ) from error
        except KeyboardInterrupt:
            raise CommandError("Stopped. Run it again to go on.", returncode=130) from None
        finally:
            signal.signal(signal.SIGTERM, before)
        self.stdout.write(
            f"{done.drawn:,} pages drawn, {done.written:,} written, {done.removed:,} gone; "
            f"{done.left_alone:,} were up to date. {time.monotonic() - began:.1f} s."
        )
