"""The same seed makes the same corpus, block by block."""

import pytest

from tests.benchmarks.populate.rows import Rows, escaped
from tests.benchmarks.populate.scale import ENDS, Scale
from tests.benchmarks.populate.writing import Writer

RATINGS = [(1, {"key": "false"}), (2, {"key": "true"})]


def block(number: int, scale: Scale, *, before: int | None = None) -> dict[str, list[str]]:
    writer = Writer(scale, RATINGS)
    if before is not None:
        writer.write(scale.block(before))
        writer.rows = writer._ledger._rows = Rows()
    writer.write(scale.block(number))
    return writer.rows._lines


def test_the_same_seed_makes_the_same_rows():
    assert block(0, Scale(60, seed=3)) == block(0, Scale(60, seed=3))


def test_another_seed_makes_other_rows():
    one, other = (block(0, Scale(60, seed=seed)) for seed in (3, 4))
    assert one["factcheck.Claim"] != other["factcheck.Claim"]
    assert one["factcheck.Publication"] != other["factcheck.Publication"]


def test_a_block_does_not_depend_on_what_its_process_made_before():
    scale = Scale(1000, seed=3)
    assert block(1, scale) == block(1, scale, before=0)


def test_blocks_give_no_id_twice():
    scale = Scale(1000, seed=3)
    first, second = block(0, scale), block(1, scale)
    for name, lines in first.items():
        ids = [line.partition("\t")[0] for line in [*lines, *second[name]]]
        assert len(ids) == len(set(ids)), name


def test_the_last_claims_of_a_million_are_published_in_time():
    scale = Scale(1_000_000)
    written = block(scale.blocks - 1, scale)
    split = [line.rpartition("\t")[2] for line in written["factcheck.Claim"]]
    published = [line.rpartition("\t")[2] for line in written["factcheck.Publication"]]
    assert split == sorted(split)
    assert max(split) < max(published) < ENDS.isoformat()


@pytest.mark.parametrize("text", ["plain", "two\nlines", "back\\slash and \\n"])
def test_text_is_escaped_as_copy_reads_it(text):
    sent = escaped(text)
    assert "\n" not in sent
    assert sent.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\") == text
