"""A row in the terms of our actions: every cell read, and a sentence for each that cannot be."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import Widget

from factcheck.importing.columns import BEYOND, COLUMNS, REQUIRED, SEPARATOR, Row
from factcheck.models import Appearance, Claim, Claimant, Topic
from newsroom.dates import UNKNOWN_DATE, FuzzyDate, parse
from newsroom.languages import read_tag
from sources.linkcheck.address import AddressError, normalise_url
from sources.models import Outlet, Source


@dataclass(kw_only=True)
class Given:
    """What a row says, each cell by the name of its column; ``problems`` are sentences."""

    address: str = ""
    statement: str = ""
    quote: str = ""
    kind: str = ""
    attribution: str = ""
    claimant: tuple[str, ...] = ()
    claimant_kind: str = ""
    title_held: str = ""
    said: FuzzyDate = UNKNOWN_DATE
    place: str = ""
    topics: tuple[Topic, ...] = ()
    language: str = ""
    summary: str = ""
    context: str = ""
    source_title: str = ""
    source_byline: str = ""
    source_outlet: str = ""
    source_published: FuzzyDate = UNKNOWN_DATE
    source_language: str = ""
    text: str = ""
    problems: list[str] = field(default_factory=list)


class Words(Widget):  # type: ignore[misc]  # it brings no types
    """A text no longer than its place has room for."""

    def __init__(self, longest: int | None = None) -> None:
        """Keep how many characters there is room for."""
        super().__init__()
        self.longest = longest

    def clean(self, value: Any, **_row: Any) -> str:
        """Return the text. Raises ``ValidationError`` when it is too long."""
        text = str(value or "")
        if self.longest and len(text) > self.longest:
            raise ValidationError(_("at most %d characters, please.") % self.longest)
        return text


class Address(Widget):  # type: ignore[misc]  # it brings no types
    """The address of a page, written as we write it."""

    def clean(self, value: Any, **_row: Any) -> str:
        """Return the address. Raises ``ValidationError`` for what is none."""
        if not value:
            return ""
        try:
            return normalise_url(str(value))
        except AddressError as error:
            raise ValidationError(str(error)) from error


class Language(Words):
    """The tag of a language."""

    def clean(self, value: Any, **_row: Any) -> str:
        """Return the tag. Raises ``ValidationError`` for what is none."""
        try:
            return super().clean(read_tag(str(value or "")))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class When(Widget):  # type: ignore[misc]  # it brings no types
    """A date as exactly as it is known."""

    def clean(self, value: Any, **_row: Any) -> FuzzyDate:
        """Read the date. Raises ``ValidationError`` for what is none."""
        try:
            return parse(str(value or ""))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Choice(Widget):  # type: ignore[misc]  # it brings no types
    """One of a few words."""

    def __init__(self, choices: Any) -> None:
        """Keep the words."""
        super().__init__()
        self.words = [str(value) for value in choices.values]

    def clean(self, value: Any, **_row: Any) -> str:
        """Return the word. Raises ``ValidationError`` for any other."""
        word = str(value or "").lower()
        if word and word not in self.words:
            raise ValidationError(
                _("“%(word)s” is none of: %(words)s.")
                % {"word": value, "words": ", ".join(self.words)}
            )
        return word


class Names(Widget):  # type: ignore[misc]  # it brings no types
    """Several names, with semicolons between them."""

    def clean(self, value: Any, **_row: Any) -> tuple[str, ...]:
        """Return the names, each once."""
        names = (" ".join(name.split()) for name in str(value or "").split(SEPARATOR))
        found = tuple(dict.fromkeys(name for name in names if name))
        if any(len(name) > _room(Claimant, "name") for name in found):
            raise ValidationError(_("at most %d characters, please.") % _room(Claimant, "name"))
        return found


class Topics(Names):
    """Topics we have, by their names."""

    def __init__(self) -> None:
        """Look the topics up at the first row that names one."""
        super().__init__()
        self.known: dict[str, Topic] | None = None

    def clean(self, value: Any, **_row: Any) -> Any:
        """Return the topics. Raises ``ValidationError`` for one we do not have."""
        names = super().clean(value)
        if names and self.known is None:
            self.known = {topic.name.lower(): topic for topic in Topic.objects.all()}
        known = self.known or {}
        if missing := [name for name in names if name.lower() not in known]:
            raise ValidationError(
                _("there is no topic “%s”. Add it first, or leave it out.") % missing[0]
            )
        return tuple(known[name.lower()] for name in names)


def _room(model: Any, column: str) -> int:
    room: int = model._meta.get_field(column).max_length
    return room


def _words(column: str, model: Any = None, of: str = "") -> Field:
    return Field(column, column, Words(_room(model, of or column) if model else None))


class ClaimResource(Resource):  # type: ignore[misc]  # it brings no types
    """The columns. ``read`` makes sense of a row; what is done with it is an action's business."""

    address = Field("address", "address", Address())
    statement = _words("statement", Claim)
    quote = _words("quote")
    kind = Field("kind", "kind", Choice(Appearance.Kind))
    attribution = _words("attribution", Appearance)
    claimant = Field("claimant", "claimant", Names())
    claimant_kind = Field("claimant_kind", "claimant_kind", Choice(Claimant.Kind))
    title_held = Field("title_held", "title_held", Words(200))
    said = Field("said", "said", When())
    place = _words("place", Claim)
    topics = Field("topics", "topics", Topics())
    language = Field("language", "language", Language(_room(Claim, "language")))
    summary = _words("summary", Claim)
    context = _words("context")
    source_title = _words("source_title", Source, "title")
    source_byline = _words("source_byline", Source, "byline")
    source_outlet = _words("source_outlet", Outlet, "name")
    source_published = Field("source_published", "source_published", When())
    source_language = Field(
        "source_language", "source_language", Language(_room(Source, "language"))
    )
    text = _words("text")

    def read(self, row: Row) -> Given:
        """Return what the row says; cells that cannot be read are named in its ``problems``."""
        given = Given()
        cells = dict.fromkeys(COLUMNS, "") | dict(row)
        for column in self.get_import_fields():
            try:
                self.import_field(column, given, cells)
            except ValidationError as error:
                given.problems += [f"{column.column_name}: {text}" for text in error.messages]
        given.problems += [
            _("%s: it is empty.") % name for name in REQUIRED if not cells[name].strip()
        ]
        if row.get(BEYOND):
            given.problems.append(
                _("There are more cells than columns: put a text with commas in quotation marks.")
            )
        return given
