"""Ask for pages of checks as partners do: `python -m tests.benchmarks.api`.

A page of fifty whole checks, and the same checks through ordinary nested serializers over the
tables they are made of, in turns; then the API's lists on their first page and on their last. What
counts is the processor time of our own process: a busy machine stretches it least.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any

from tests.benchmarks.load import load
from tests.benchmarks.populate.corpus import corpus

AT_MOST, TIMES_CHEAPER, DEEPER = 8.0, 4.0, 2.0
PAGE, NESTED = "a page of 50 checks", "the same by nested serializers"
LISTS = ("checks/", "claims/", "changes/", "corrections/", "evidence/", "topics/", "sources/")


@dataclass
class Asked:
    """What is asked for, and what each answer took: our own milliseconds, and all of them."""

    name: str
    ask: Callable[[], Any]
    own: list[float] = field(default_factory=list)
    all: list[float] = field(default_factory=list)
    octets: int = 0

    def once(self) -> None:
        """Ask once. Raises ``RuntimeError`` where the answer is not the one that is measured."""
        began, computed = perf_counter(), process_time()
        answer = self.ask()
        self.own.append(1000 * (process_time() - computed))
        self.all.append(1000 * (perf_counter() - began))
        if answer.status_code not in (200, 304):
            raise RuntimeError(f"{self.name} answered {answer.status_code}.")
        self.octets = len(answer.content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the tables; return 1 where a bar was missed."""
    options = _parser().parse_args(arguments)
    with corpus(options.claims, kept=options.database):
        from django.core.cache import caches  # noqa: PLC0415 - Django first

        caches.settings["default"] = caches.settings["process"]  # where requests are counted
        page = _in_turns(_page(), options.times)
        lists = _in_turns(list(_lists()), options.times)
    print("\n".join([load(), "", *_table(page), "", *_table(lists)]))
    return _judged({one.name: one for one in [*page, *lists]})


def _page() -> list[Asked]:
    from django.test import Client, RequestFactory  # noqa: PLC0415 - Django first

    from factcheck.api.views import CheckViewSet  # noqa: PLC0415
    from tests.benchmarks.api.nested import NestedChecks  # noqa: PLC0415

    ours, nested = CheckViewSet.as_view({"get": "list"}), NestedChecks.as_view()
    for view in (ours.cls, nested.cls):
        view.throttle_classes = []
    make = RequestFactory().get
    tag = Client().get("/api/v1/checks/")["ETag"]

    def unchanged() -> Any:
        return ours(make("/api/v1/checks/", headers={"If-None-Match": tag}))

    return [
        Asked(PAGE, lambda: ours(make("/api/v1/checks/")).render()),
        Asked(NESTED, lambda: nested(make("/api/v1/checks/")).render()),
        Asked("the page, known already (304)", unchanged),
        Asked("its slugs and ratings alone", lambda: ours(make(_SOME)).render()),
    ]


_SOME = "/api/v1/checks/?fields=slug,updated_at,document.rating.key"


def _lists() -> Any:
    from django.test import RequestFactory  # noqa: PLC0415 - Django first
    from django.urls import resolve  # noqa: PLC0415

    make = RequestFactory().get
    for name in LISTS:
        first = f"/api/v1/{name}"
        view, _, _ = resolve(first)
        view.cls.throttle_classes = []
        for where, address in (("", first), (", the last page", _last(first, view))):
            yield Asked(f"{name}{where}", partial(_rendered, view, make, address))


def _rendered(view: Any, make: Callable[[str], Any], address: str) -> Any:
    return view(make(address)).render()


def _last(address: str, view: Any) -> str:
    """Return the address of the last page of a list: where the order ends."""
    from django.core.signing import Signer  # noqa: PLC0415 - Django first
    from django.test import RequestFactory  # noqa: PLC0415

    if "changes" in address:
        from factcheck.models import Change  # noqa: PLC0415

        return f"{address}?since={max(Change.objects.latest('sequence').sequence - 50, 0)}"
    asked = view.cls(action="list", request=RequestFactory().get(address), format_kwarg=None)
    from rest_framework.request import Request  # noqa: PLC0415

    asked.request = Request(asked.request)
    name = view.cls.ordering[0].lstrip("-")
    end = [f"-{name}", name][view.cls.ordering[0].startswith("-")]
    row = asked.get_queryset().order_by(end)[50]
    cursor = Signer(salt=f"cursor:{address}").sign_object([0, False, str(getattr(row, name))])
    return f"{address}?cursor={cursor}"


def _in_turns(asked: list[Asked], times: int) -> list[Asked]:
    for turn in range(times + 1):
        for one in asked:
            one.once()
            if not turn:  # the first was for warming up
                one.own.clear()
                one.all.clear()
    return asked


def _table(asked: list[Asked]) -> list[str]:
    rows = [
        f"| {one.name} | {median(one.own):.1f} | {median(one.all):.1f} | {one.octets:,} |"
        for one in asked
    ]
    return ["| what | CPU-ms, ours | ms | bytes |", "|---|---:|---:|---:|", *rows]


def _judged(by_name: dict[str, Asked]) -> int:
    pairs = zip(by_name[NESTED].own, by_name[PAGE].own, strict=True)
    cheaper = median(nested / page for nested, page in pairs)
    cost = median(by_name[PAGE].own)
    print(f"\nA page of 50 checks costs {cost:.1f} CPU-ms (at most {AT_MOST:.0f}),")
    print(f"{cheaper:.1f} times less than nested serializers (at least {TIMES_CHEAPER:.0f}).")
    deeper = {n: _deeper(by_name[n], by_name[f"{n}, the last page"]) for n in LISTS}
    print("The last page costs, to the first: ", end="")
    print(", ".join(f"{name} {ratio:.1f}" for name, ratio in deeper.items()), end="")
    print(f" (at most {DEEPER:.0f}).")
    is_good = cost <= AT_MOST and cheaper >= TIMES_CHEAPER and max(deeper.values()) <= DEEPER
    return 0 if is_good else 1


def _deeper(first: Asked, last: Asked) -> float:
    return median(b / a for a, b in zip(first.all, last.all, strict=True))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.api", description=__doc__)
    add = parser.add_argument
    add("--claims", type=int, default=2_000, metavar="N", help="(%(default)s)")
    add("--database", default="", metavar="NAME", help="a kept corpus of so many claims")
    add("--times", type=int, default=15, metavar="N", help="ask for each N times (%(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
