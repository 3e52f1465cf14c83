"""Import many rows as an editor does, with a real worker: `python -m tests.benchmarks.imports`.

A CSV is uploaded on the desk, looked at, confirmed, and worked through in another process while its
page is opened now and then; then the rows that are wrong are fetched as a file.
"""

import csv
import io
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks import scratch

ROWS, BAD = 10_000, 300
ADD = "/admin/factcheck/claimimport/add/"
COLUMNS = ("address", "statement", "claimant", "said", "source_title")
WRONG = ({"address": "nowhere"}, {"statement": ""}, {"said": "soon"})


def main() -> int:
    """Import, and print what each step took; return 1 if not all of it arrived."""
    with scratch.database("imports"):
        from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - Django first
        from django.test import Client  # noqa: PLC0415

        from factcheck.models import Claim, ClaimImport  # noqa: PLC0415
        from tests.factories import reporter  # noqa: PLC0415

        client = Client()
        client.force_login(reporter())
        began = time.monotonic()
        client.post(ADD, {"file": SimpleUploadedFile("claims.csv", written())})
        tell("uploaded and looked at", began)
        batch = ClaimImport.objects.get()
        page = f"/admin/factcheck/claimimport/{batch.pk}"
        began = time.monotonic()
        client.post(f"{page}/confirm/")
        tell("confirmed", began)
        work(client, batch, page)
        answer = client.get(f"{page}/wrong.csv")
        wrong = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        print(f"| {len(wrong)} wrong rows, each with what is wrong | |")
        return 0 if (Claim.objects.count(), len(wrong)) == (ROWS - BAD, BAD) else 1


def written() -> bytes:
    """Write the file: every so many rows one is wrong, each in one of three ways."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    table.writerows(row(number) for number in range(ROWS))
    return out.getvalue().encode()


def row(number: int) -> dict[str, str]:
    """Return a row; three claims stand in one article, and claimants are some hundreds."""
    told = {
        "address": f"https://press{number % 90}.example.org/{number // 3 * 90 + number % 90}",
        "statement": f"It rained {number} times in Porto last year, {number // 2} times in Faro.",
        "claimant": f"Claimant {number % 400}",
        "said": "2019-06-03",
        "source_title": f"Rain in the year {number // 3}",
    }
    is_wrong = number % (ROWS // BAD) == 0 and number // (ROWS // BAD) < BAD
    return told | (WRONG[number % len(WRONG)] if is_wrong else {})


def work(client: Any, batch: Any, page: str) -> None:
    """Let a worker import, and open the page every five seconds."""
    from tests.support.worker import running_worker  # noqa: PLC0415 - Django first

    slowest, began = 0.0, time.monotonic()
    with TemporaryDirectory() as folder, running_worker(Path(folder) / "log", {}, "jobs"):
        while batch.state != "done":
            time.sleep(5)
            asked = time.monotonic()
            shown = client.get(f"{page}/change/").content.decode()
            slowest = max(slowest, time.monotonic() - asked)
            assert 'aria-live="polite"' in shown
            batch.refresh_from_db()
        tell(f"{ROWS - BAD:,} claims made by a worker", began)
    print(f"| slowest page of it meanwhile | {slowest * 1000:,.0f} ms |")


def tell(what: str, began: float) -> None:
    """Print a row of the table."""
    print(f"| {what} | {time.monotonic() - began:,.1f} s |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
