"""Who says things, what about, and who prints it: claimants, topics and outlets."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import slugify

from tests.benchmarks.populate.dice import Dice
from tests.benchmarks.populate.lexicon import lexicon
from tests.benchmarks.populate.names import GIVEN, firms, in_cyrillic, places, surnames
from tests.benchmarks.populate.rows import Rows
from tests.benchmarks.populate.scale import LANGUAGES, Scale
from tests.benchmarks.populate.voice import LEXICONS

_COUNTRIES = {"en": ("GB", "US", "IE", "IN"), "es": ("ES", "MX", "AR"), "ru": ("RU", "KZ")}
_KINDS = (
    ("person",) * 14 + ("organisation",) * 2 + ("government", "government", "outlet", "anonymous")
)
_OUTLET_KINDS = ("outlet",) * 6 + ("agency", "blog", "government", "social")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A claimant as documents show it."""

    id: int
    slug: str
    name: str
    kind: str
    description: str
    aliases: tuple[str, ...]
    wikidata_id: str
    same_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printer:
    """An outlet as documents show it."""

    id: int
    name: str
    slug: str
    domain: str
    kind: str
    language: str


class Cast:
    """Everybody, by index; the same in every process. Small enough to hold."""

    def __init__(self, scale: Scale) -> None:
        """Remember the scale; people are made up when first asked for."""
        self._scale = scale

    @cached_property
    def speakers(self) -> list[Speaker]:
        """Return the claimants; who has the first place is heard most."""
        dice = Dice(self._scale.seed * 1000 + 1)
        return [_speaker(dice, n) for n in range(self._scale.claimants)]

    @cached_property
    def topics(self) -> list[tuple[str, str]]:
        """Return name and slug of the topics, the most frequent first."""
        subjects = lexicon("english")["topic"]
        found = []
        for n in range(self._scale.topics):
            subject = subjects[n % len(subjects)].capitalize()
            place = places()[n * 31 % len(places())]
            name = subject if n < len(subjects) else f"{subject} in {place} ({n})"
            found.append((name, slugify(name)))
        return found

    @cached_property
    def printers(self) -> list[Printer]:
        """Return the outlets; the n-th has the n-th host for its domain."""
        dice = Dice(self._scale.seed * 1000 + 2)
        return [_printer(dice, n) for n in range(self._scale.outlets)]

    @cached_property
    def printers_by_language(self) -> dict[str, list[Printer]]:
        """Return the outlets of each language, the largest first."""
        languages = set(LANGUAGES)
        return {code: [p for p in self.printers if p.language == code] for code in languages}

    def host(self, number: int) -> str:
        """Return the name of a host."""
        if number < len(self.printers):
            return self.printers[number].domain
        return f"{_label(number)}.example.org"

    def write(self, rows: Rows) -> None:
        """Write claimants, topics, outlets and hosts."""
        for who in self.speakers:
            aliases, same_as = _array(who.aliases), _array(who.same_as)
            rows.add(
                "factcheck.Claimant", who.id, who.name, who.slug, who.kind, who.description,
                aliases, who.wikidata_id, same_as,
            )  # fmt: skip
        for n, (name, slug) in enumerate(self.topics, start=1):
            rows.add("factcheck.Topic", n, name, slug)
        for out in self.printers:
            countries = _COUNTRIES[out.language]
            country = countries[out.id % len(countries)]
            wikidata = f"Q{900_000 + out.id}" if out.id % 3 == 0 else ""
            rows.add(
                "sources.Outlet", out.id, out.name, out.slug, out.domain, out.kind, country,
                out.language, wikidata,
            )  # fmt: skip
        for number in range(self._scale.hosts):
            rows.add("sources.Host", number + 1, f"{self.host(number)}:443", "")


def _speaker(dice: Dice, n: int) -> Speaker:
    kind = _KINDS[dice.randrange(len(_KINDS))]
    name = _name(dice, n, kind)
    wikidata = f"Q{100_000 + n}" if dice.chance(0.5) else ""
    page = f"https://who.example.org/{n}"
    return Speaker(
        id=n + 1,
        slug=f"{slugify(name)}-{n}",
        name=name,
        kind=kind,
        description=_description(dice, kind),
        aliases=_aliases(name) if kind != "anonymous" and dice.chance(0.7) else (),
        wikidata_id=wikidata,
        same_as=(page,) if dice.chance(0.2) else (),
    )


def _name(dice: Dice, n: int, kind: str) -> str:
    if kind == "person":
        return f"{dice.choice(GIVEN)} {surnames()[n * 7 % len(surnames())]}"
    if kind == "government":
        return f"Government of {dice.choice(places())}"
    if kind == "anonymous":
        return f"A source close to {dice.choice(firms())}"
    return dice.choice(firms())


def _description(dice: Dice, kind: str) -> str:
    if kind != "person":
        return ""
    title = dice.choice(lexicon("english")["title"])
    said = title.format(firm=dice.choice(firms()), place=dice.choice(places()))
    return said[0].upper() + said[1:]


def _aliases(name: str) -> tuple[str, ...]:
    """Return the surname alone and the name as Russian and Spanish papers spell it."""
    spanish = name.replace("Ser", "Sergu").replace("k", "c").replace("sh", "ch")
    found = (name.rpartition(" ")[2], in_cyrillic(name), spanish)
    return tuple(dict.fromkeys(alias for alias in found if alias != name))


def _printer(dice: Dice, n: int) -> Printer:
    language = LANGUAGES[n % len(LANGUAGES)]
    words = lexicon(LEXICONS[language])["outlet"]
    place = dice.choice(places())
    name = f"{words[dice.skewed(len(words))]} {in_cyrillic(place) if language == 'ru' else place}"
    slug = f"{slugify(name) or 'outlet'}-{n}"
    domain = f"{_label(n)}.test"
    kind = _OUTLET_KINDS[dice.randrange(len(_OUTLET_KINDS))]
    return Printer(n + 1, name, slug, domain, kind, language)


def _label(number: int) -> str:
    return f"{slugify(places()[number * 13 % len(places())])}-{number}"


def _array(values: tuple[str, ...]) -> str:
    """Write an array for COPY. The values hold no quotes and no backslashes."""
    return "{" + ",".join(f'"{value}"' for value in values) + "}"
