"""Rows on their way into the database: PostgreSQL's COPY in text format, a buffer a table."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

COLUMNS = {
    "accounts.User": "id password is_superuser username first_name last_name email is_staff "
    "is_active date_joined role gets_alerts",
    "sources.Host": "id key robots_txt",
    "sources.Outlet": "id name slug domain kind country language wikidata_id",
    "factcheck.Claimant": "id name slug kind description aliases wikidata_id same_as",
    "factcheck.Topic": "id name slug",
    "sources.Link": "id public_id url host_id cadence watched_since health content access "
    "failing_since hard_failures hard_since permanent_failures soft_failures blocked_looks "
    "drifting_since drift_confirmed_at drift_rule changed_at flapped_at moved_to last_looked_at "
    "last_ok_at next_look_at outcome status etag last_modified archived_url archived_at created_at",
    "sources.Source": "id slug link_id title byline outlet_id published_at published_precision "
    "published_inferred language kind republished_from_id notes filed_by_id filed_at",
    "sources.SourceText": "id source_id number text sha256 obtained left_out "
    "frozen_by_id frozen_at",
    "sources.Passage": "id public_id text_id exact prefix suffix start end state changed_since "
    "confirmed_at last_seen_at now_reads created_at",
    "factcheck.Claim": "id public_id slug statement summary language said_at said_precision place "
    "checkability context_note is_sensitive created_by_id created_at",
    "factcheck.ClaimClaimant": "id claim_id claimant_id part title_held position",
    "factcheck.Claim.topics": "id claim_id topic_id",
    "factcheck.Appearance": "id claim_id source_id passage_id kind is_first upstream_id "
    "attribution",
    "factcheck.Figure": "id appearance_id measure minimum maximum qualifier unit as_of as_written",
    "factcheck.Evidence": "id claim_id link_id passage_id title publisher kind stance shows "
    "is_load_bearing is_withheld withheld_reason position",
    "factcheck.Verdict": "id claim_id rating_id reason explanation confidence open_questions "
    "asked_whom asked_on answer state revision assignee_id document document_sha256 "
    "submitted_by_id submitted_at approved_by_id approved_at scheduled_for scheduled_by_id "
    "changed_at",
    "factcheck.Contribution": "id claim_id person_id revision at",
    "factcheck.Publication": "id public_id claim_id number revision document sha256 "
    "submitted_by_id submitted_at approved_by_id approved_at published_by_id published_at",
    "factcheck.Correction": "id public_id claim_id publication_id kind cause was_wrong "
    "what_changed why author_id created_at published_at",
    "factcheck.Check": "id public_id slug claim_id publication_id first_published_at updated_at "
    "withdrawn_at withdrawal_reason withdrawn_by_id countersigned_by_id review_note "
    "evidence_health evidence_version evidence_state last_looked_at rating_key language",
    "factcheck.Check.claimants": "id check_id claimant_id",
    "factcheck.Check.topics": "id check_id topic_id",
    "factcheck.Check.sources": "id check_id source_id",
    "factcheck.Check.links": "id check_id link_id",
    "factcheck.Check.passages": "id check_id passage_id",
}
"""What is written, by model (or many-to-many field); columns left out have a default there."""

WRITTEN_LATER = ("factcheck.Change", "factcheck.ChangeCounter")
"""Tables filled inside the database, once everything else is in."""


def table_of(name: str) -> str:
    """Return the table of a model, or of a model's many-to-many field, such as Check.topics."""
    app, model, *field = name.split(".")
    found: Any = apps.get_model(app, model)
    if field:
        found = found._meta.get_field(field[0]).remote_field.through
    return str(found._meta.db_table)


def tables() -> list[str]:
    """Return every table that is filled."""
    return [table_of(name) for name in (*COLUMNS, *WRITTEN_LATER)]


def escaped(text: str) -> str:
    """Write text that may hold line ends or backslashes as COPY wants it."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


class Rows:
    """Rows of all tables, gathered until ``copy`` sends them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lines: dict[str, list[str]] = {name: [] for name in COLUMNS}

    def add(self, name: str, *values: str | float | None) -> None:
        """Add a row of the columns in ``COLUMNS``; text with line ends is given ``escaped``."""
        self._lines[name].append(
            "\t".join(["\\N" if v is None else v if v.__class__ is str else str(v) for v in values])
        )

    def add_pairs(self, name: str, first: int, owner: int, others: Iterable[int]) -> None:
        """Add the rows of a many-to-many field; their ids count up from ``first``."""
        lines = self._lines[name]
        for id_, other in enumerate(others, first):
            lines.append(f"{id_}\t{owner}\t{other}")

    def copy(self, connection: BaseDatabaseWrapper) -> None:
        """Send everything to the database, table by table, and begin anew."""
        with connection.cursor() as cursor:
            for name, lines in self._lines.items():
                if not lines:
                    continue
                columns = ", ".join(f'"{column}"' for column in COLUMNS[name].split())
                with cursor.copy(f"COPY {table_of(name)} ({columns}) FROM STDIN") as into:
                    into.write("\n".join(lines) + "\n")
                lines.clear()
