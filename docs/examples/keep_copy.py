"""Keep an exact copy of every check in a SQLite file: python3 keep_copy.py API FILE."""

import gzip
import json
import sqlite3
import sys
import time
from hashlib import sha256
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import urlopen

TABLES = "CREATE TABLE IF NOT EXISTS checks (slug PRIMARY KEY, body);"
TABLES += "CREATE TABLE IF NOT EXISTS place (id PRIMARY KEY, since, mark);"
TABLES += "PRAGMA secure_delete = ON"  # what was withdrawn leaves the file


def get(address):
    try:
        return urlopen(address, timeout=60)
    except HTTPError as error:
        if error.code == 410:
            return None
        if error.code != 429:
            raise
        time.sleep(int(error.headers.get("Retry-After", 60)))
        return get(address)


def keep(db, bodies, place):
    rows = ((json.loads(body)["slug"], body.strip()) for body in bodies)
    db.executemany("REPLACE INTO checks VALUES (?, ?)", rows)
    db.execute("REPLACE INTO place VALUES (1, ?, ?)", place)


def begin(api, db):
    export = json.load(get(f"{api}exports/latest/"))
    file = next(one for one in export["files"] if one["name"] == "checks.jsonl.gz")
    packed = get(file["url"]).read()
    if sha256(packed).hexdigest() != file["sha256"]:
        raise OSError("The export did not come through whole.")
    with db:
        db.execute("DELETE FROM checks")
        keep(db, gzip.open(BytesIO(packed)), (export["sequence"], export["mark"]))


def follow(api, db):
    while True:
        place = db.execute("SELECT since, mark FROM place").fetchone()
        answer = place and get("{}changes/?since={}&mark={}&page_size=200".format(api, *place))
        if not answer:  # we have nothing, or 410: their history is not the one we followed
            begin(api, db)
            continue
        page = json.load(answer)
        slugs = {change["check"]["slug"] for change in page["results"]}
        with db:  # the checks and the place go in together, or not at all
            bodies = (get(f"{api}checks/{slug}/").read() for slug in slugs)
            keep(db, bodies, (page["since"], page["mark"]))
        if not page["next"]:
            return


if __name__ == "__main__":
    copy = sqlite3.connect(sys.argv[2])
    copy.executescript(TABLES)
    while True:
        try:
            follow(sys.argv[1], copy)
        except OSError as error:
            print("In a minute again:", error, file=sys.stderr)
        time.sleep(60)
