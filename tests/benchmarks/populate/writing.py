"""Makes up a block of the corpus: its articles, its claims and what became of them."""

from collections.abc import Sequence
from itertools import accumulate

from factcheck.document import Document
from factcheck.workflow import State
from tests.benchmarks.populate.articles import Article, dated
from tests.benchmarks.populate.cast import Cast
from tests.benchmarks.populate.dice import Dice, day, mixed, stamp
from tests.benchmarks.populate.drafts import Draft, Part, slug_of
from tests.benchmarks.populate.fates import fate
from tests.benchmarks.populate.pages import DAY, LAST_ARTICLE, Web
from tests.benchmarks.populate.people import desk
from tests.benchmarks.populate.rows import Rows
from tests.benchmarks.populate.scale import BEGINS, ENDS, LANGUAGES, Block, Scale
from tests.benchmarks.populate.verdicts import Ledger
from tests.benchmarks.populate.voice import Voice

_PAST_CHECKING = ("opinion", "prediction", "too_vague")
_REPOST = 1
"""Which of every twenty articles repeats the one before, which is in the same language."""

Shelf = tuple[list[Article], list[float]]


class Writer:
    """Makes up blocks. What is in a block follows from scale, seed and number alone."""

    def __init__(self, scale: Scale, ratings: list[tuple[int, Document]]) -> None:
        """Prepare the cast, the web and a voice for every language."""
        self.scale, self.cast, self.rows = scale, Cast(scale), Rows()
        self._dice, self._ratings = Dice(), ratings
        self._web = Web(scale, self.cast)
        self._voices = {code: Voice(code, self._dice) for code in set(LANGUAGES)}
        self._ledger = Ledger(self.rows, self._dice, ratings)

    def write(self, block: Block) -> None:
        """Add all rows of a block to ``rows``."""
        self._dice.seed(mixed(self.scale.seed, 3, block.number))
        articles = self._articles(block.sources)
        shelves = {code: self._shelf(articles, code) for code in self._voices}
        drafts = [self._draft(number, shelves) for number in block.claims]
        for article in articles:
            article.freeze(self._voices[article.language], self.rows)
        for number in block.pages:
            self._web.cited(number).write(self.rows)
        for draft in drafts:
            self._write(draft)
            self._ledger.write(draft, self._voices[draft.language])

    def _articles(self, numbers: range) -> list[Article]:
        found: list[Article] = []
        for number in numbers:
            code = LANGUAGES[number % len(LANGUAGES)]
            printers = self.cast.printers_by_language[code]
            printer = printers[self._dice.skewed(len(printers))]
            title = self._voices[code].say("headline")
            page = self._web.of_article(number, printer.id - 1, title, printer.name)
            is_repost = found and number % len(LANGUAGES) == _REPOST
            original = found[-1] if is_repost else None
            found.append(Article(number, page, printer, self._dice, original))
        return found

    def _shelf(self, articles: Sequence[Article], code: str) -> Shelf:
        """Return the articles of a language with their weights: some make many claims."""
        own = [article for article in articles if article.language == code]
        return own, list(accumulate(0.2 + self._dice.expovariate(1) for _ in own))

    def _draft(self, number: int, shelves: dict[str, Shelf]) -> Draft:
        dice, language = self._dice, LANGUAGES[(number * 7 + 3) % len(LANGUAGES)]
        voice = self._voices[language]
        articles, weights = shelves[language]
        places = dice.choices(articles, cum_weights=weights, k=1 + dice.skewed(3))
        first = places[0]
        if first.original:  # a repost repeats what its original says
            places = [first, first.original, *places[1:2]]
        created = max(self._moment(number), first.filed + DAY / 12)
        said_as = voice.statement()
        said = dated(dice, created - (1 + dice.random()) * DAY)
        is_asked = dice.chance(0.3)
        parts = self._parts()
        draft = Draft(
            id=number + 1,
            public_id=dice.public_id(created),
            slug=slug_of(said_as, number, dice),
            said_as=said_as,
            language=language,
            said=said,
            place=voice.place() if dice.chance(0.3) else "",
            created=created,
            fate=fate(self.scale, number),
            desk=desk(dice),
            parts=parts,
            topics=self._topics(),
            rating=self._ratings[dice.skewed(len(self._ratings))],
            reason=f"{voice.say('reason')[:230]}.",
            explanation=voice.paragraphs(60 + int(190 * dice.random() ** 1.6)),
            confidence=("high", "high", "medium", "low")[dice.getrandbits(2)],
            asked_whom=parts[0].speaker.name if is_asked and parts else "",
            asked_on=day(created) if is_asked and parts else None,
            answer="",
        )
        for article in dict.fromkeys(places):
            draft.appear(dice, voice, article)
        self._give_evidence(draft, articles)
        return draft

    def _moment(self, number: int) -> float:
        length = (ENDS - BEGINS).total_seconds() - LAST_ARTICLE
        return BEGINS.timestamp() + LAST_ARTICLE / 2 + length * number / self.scale.claims

    def _parts(self) -> list[Part]:
        """Pick who says it and, now and then, whom they cite; one claim in twenty has nobody."""
        dice, speakers = self._dice, self.cast.speakers
        draw = dice.random()
        number = 0 if draw < 0.05 else 2 if draw > 0.9 else 1
        found = {dice.skewed(len(speakers)): None for _ in range(number)}
        parts = [
            Part(speakers[n], "speaker", speakers[n].description, position)
            for position, n in enumerate(found)
        ]
        if number and dice.chance(0.08):
            cited = speakers[dice.skewed(len(speakers))]
            parts.insert(0, Part(cited, "cited", "", 0))
        return parts

    def _topics(self) -> list[tuple[int, str, str]]:
        topics = self.cast.topics
        found = {self._dice.skewed(len(topics)) for _ in range(1 + self._dice.skewed(3))}
        return sorted(((n + 1, *topics[n]) for n in found), key=lambda topic: topic[1])

    def _give_evidence(self, draft: Draft, articles: list[Article]) -> None:
        """Cite a page of these days first, then some that are cited all the time."""
        dice, voice, scale = self._dice, self._voices[draft.language], self.scale
        own = (draft.id - 1) * scale.pages // scale.claims
        draft.rest_on(dice, voice, self._web.cited(own))
        for _ in range(dice.skewed(4)):
            draft.rest_on(dice, voice, self._web.cited(dice.skewed(scale.pages)))
        if dice.chance(0.06):
            article = articles[dice.getrandbits(16) % len(articles)]
            sentence = voice.say("filler")
            words = article.quote(draft.id * 4 + 3, f"{sentence}.", sentence, draft.created)
            draft.rest_on(dice, voice, article.page, words)

    def _write(self, draft: Draft) -> None:
        """Write the claim, who made it, where it appears and what it rests on."""
        rows, said = self.rows, draft.said
        is_past = draft.fate.state == State.NOT_CHECKABLE
        rows.add(
            "factcheck.Claim", draft.id, draft.public_id, draft.slug, draft.said_as.words,
            draft.said_as.summary, draft.language, said.value.isoformat() if said.value else None,
            said.precision.value, draft.place,
            _PAST_CHECKING[draft.id % 3] if is_past else "checkable", "", 0,
            draft.desk.reporter, stamp(draft.created),
        )  # fmt: skip
        for n, part in enumerate(draft.parts):
            rows.add(
                "factcheck.ClaimClaimant", draft.id * 4 + n, draft.id, part.speaker.id, part.part,
                part.title_held, part.position,
            )  # fmt: skip
        topics = (topic for topic, _, _ in draft.topics)
        rows.add_pairs("factcheck.Claim.topics", draft.id * 4, draft.id, topics)
        self._write_appearances(draft)
        for n, item in enumerate(draft.evidence):
            rows.add(
                "factcheck.Evidence", item.id, draft.id, item.page.id,
                item.passage.id if item.passage else None, item.title, item.publisher, item.kind,
                item.stance, item.shows, int(item.is_load_bearing),
                int(bool(item.withheld_reason)), item.withheld_reason, n,
            )  # fmt: skip

    def _write_appearances(self, draft: Draft) -> None:
        for row in draft.appearances:
            self.rows.add(
                "factcheck.Appearance", row.id, draft.id, row.passage.article.id, row.passage.id,
                row.kind, int(row.is_first), row.upstream.id if row.upstream else None,
                row.attribution,
            )  # fmt: skip
            if row.figure:
                self.rows.add("factcheck.Figure", row.id, row.id, *row.figure.values())
