"""What became of cited words, taken into their memory."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from sources.linkcheck.result import LookResult
from sources.linkcheck.schedule import advance_passage
from sources.linkcheck.states import PassageMemory, StateChange
from sources.models import Link, Passage
from sources.recording.memory import PASSAGE_MEMORY, memory_of, state_of, store_memory


class Words:
    """The passages cited from some links' pages, locked until the transaction ends."""

    def __init__(self, links: Iterable[int]) -> None:
        """Lock the passages. Costs a query."""
        cited = Passage.objects.current().filter(text__source__link__in=links).order_by("pk")
        # Not the words themselves: the database would look them up in the text again.
        columns = ("public_id", *PASSAGE_MEMORY, "text__source__link_id")
        rows = cited.select_related("text__source").only(*columns)
        self._by_link: defaultdict[int | None, list[Passage]] = defaultdict(list)
        self._changed: list[Passage] = []
        for passage in rows.select_for_update(of=("self",)):
            self._by_link[passage.text.source.link_id].append(passage)

    def advance(
        self, link: Link, result: LookResult, now: datetime
    ) -> tuple[list[PassageMemory], list[tuple[StateChange, Passage]]]:
        """Take the findings of a look in; return all memories after it, and what changed."""
        findings = {finding.key: finding for finding in result.findings}
        restless = state_of(link).is_restless(now, settings.LINKCHECK_PACE)
        memories, changes = [], []
        for passage in self._by_link[link.pk]:
            memory = memory_of(passage)
            if finding := findings.get(str(passage.public_id)):
                memory, change = advance_passage(
                    memory, finding, now, settings.LINKCHECK_PACE, restless=restless
                )
                store_memory(passage, memory)
                self._changed.append(passage)
                changes += [(change, passage)] if change else []
            memories.append(memory)
        return memories, changes

    def save(self) -> None:
        """Store every memory that a look was taken into, in one statement."""
        if self._changed:
            Passage.objects.bulk_update(self._changed, PASSAGE_MEMORY)
