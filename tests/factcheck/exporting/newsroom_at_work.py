"""A newsroom where several people, and the bells, change what is public at once.

Everything goes through the real actions, each in a connection of its own. Who is in somebody's
way is refused or rolled back, as in life.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from random import Random
from threading import Event
from time import sleep

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from factcheck import actions, health
from factcheck.models import Check, Claimant, ReaderReport, Review
from newsroom.refusals import Refusal
from sources.models import Link, Passage
from tests.factcheck.api.desk import corrected, published
from tests.factories import editor, publisher, transition

HELD = 0.03
"""Seconds at most that a transaction stays open after its act: others commit before it."""

_numbers = count(1)


class Newsroom:
    """Does things at random until it is told to stop; ``done`` counts what came about."""

    def __init__(self, seed: int, people: int = 4) -> None:
        self.dice = [Random(f"{seed}/{n}") for n in range(people)]
        self.editor, self.publisher = editor(), publisher()
        self.done: Counter[str] = Counter()
        self.stop = Event()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let everybody work meanwhile; what they could not expect is raised at the end."""
        with ThreadPoolExecutor(len(self.dice)) as pool:
            busy: list[Future[None]] = [pool.submit(self._work, dice) for dice in self.dice]
            try:
                yield
            finally:
                self.stop.set()
        for one in busy:
            one.result()

    def _work(self, dice: Random) -> None:
        acts: list[Callable[[Random], object]] = [
            self.publish, self.correct, self.correct, self.withdraw, self.page_dies,
            self.page_lives, self.words_change, self.review_on_report, self.end_review,
            self.end_review, self.merge, self.look, self.offer_archived,
        ]  # fmt: skip
        try:
            while not self.stop.is_set():
                act = dice.choice(acts)
                try:
                    with transaction.atomic():
                        act(dice)
                        sleep(dice.choice([0, 0, HELD * dice.random()]))
                except (Refusal, OperationalError, LookupError):
                    continue  # somebody was in the way, or there is nothing to do it to
                self.done[act.__name__] += 1
        finally:
            connection.close()

    def publish(self, _dice: Random) -> None:
        published(statement=f"The harbour moved {next(_numbers)} tons")

    def correct(self, dice: Random) -> None:
        corrected(self._check(dice), reason=f"The table says {next(_numbers)} tons.")

    def withdraw(self, dice: Random) -> None:
        if Check.objects.standing().count() > 4:
            actions.withdraw(by=self.publisher, claim=self._check(dice).claim, reason="Forged.")

    def page_dies(self, dice: Random) -> None:
        self._page_becomes(dice, Link.Health.DEAD)

    def page_lives(self, dice: Random) -> None:
        self._page_becomes(dice, Link.Health.ALIVE)

    def _page_becomes(self, dice: Random, state: str) -> None:
        link = dice.choice(list(self._check(dice).links.order_by("pk")))
        Link.objects.filter(pk=link.pk).update(health=state)
        transition(link, "health", state, before=link.health)
        actions.open_reviews()

    def words_change(self, dice: Random) -> None:
        passage = dice.choice(list(self._check(dice).passages.order_by("pk")))
        now = timezone.now()
        Passage.objects.filter(pk=passage.pk).update(
            state="edited", now_reads=f"{next(_numbers)} tons", changed_since=now, confirmed_at=now
        )
        link = Link.objects.get(source__texts=passage.text)
        transition(link, "passage", "edited", passage=passage)
        actions.open_reviews()

    def offer_archived(self, dice: Random) -> None:
        link = dice.choice(list(self._check(dice).links.order_by("pk")))
        copy = f"https://archive.example.org/{next(_numbers)}"
        Link.objects.filter(pk=link.pk).update(archived_url=copy, archived_at=timezone.now())
        health.offer_archived()

    def look(self, _dice: Random) -> None:
        Link.objects.update(last_looked_at=timezone.now())
        health.refresh_last_looked()

    def review_on_report(self, dice: Random) -> None:
        report = ReaderReport.objects.create(check_record=self._check(dice), message="Is it?")
        actions.review_reported(by=self.editor, report=report, note="May be right.")

    def end_review(self, dice: Random) -> None:
        review = dice.choice(list(Review.objects.open().order_by("pk")))
        note = f"It stands for reason {next(_numbers)}."
        actions.close_review(by=self.editor, review=review, public_note=note)

    def merge(self, _dice: Random) -> None:
        name = f"Ana Ruiz {next(_numbers)}"
        other = Claimant.objects.create(name=name, slug=name.lower().replace(" ", "-"))
        stays = Claimant.objects.get(slug="ana-ruiz")
        actions.merge_claimants(by=self.editor, stays=stays, goes=[other])

    @staticmethod
    def _check(dice: Random) -> Check:
        return dice.choice(list(Check.objects.standing().order_by("pk")))
