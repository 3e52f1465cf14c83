"""A corpus as another benchmark gets it: a database of its own, made by several processes."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

PROGRAM = """
from tests.benchmarks.populate import OtherCorpus, corpus
from tests.benchmarks import scratch
for _ in range(2):
    with corpus(60, kept="{name}") as name:
        from factcheck.models import Claim
        print(name, Claim.objects.count())
try:
    with corpus(70, kept="{name}"):
        pass
except OtherCorpus as refusal:
    print(refusal)
scratch.drop("{name}")
print(scratch.exists("{name}"))
"""


def run(*command: str) -> str:
    ended = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_corpus_that_is_kept_is_made_once_and_used_again():
    name = f"corpus_test_{os.getpid()}"
    lines = run("-c", PROGRAM.format(name=name)).splitlines()
    assert lines[:2] == [f"{name} 60"] * 2
    assert lines[2] == f"The database {name} has 60 claims, not 70."
    assert lines[3] == "False"


def test_the_command_says_what_a_corpus_of_several_processes_costs():
    said = run("-m", "tests.benchmarks.populate", "--claims", "5000", "--seed", "2")
    assert "| 5,000 |" in said
    assert "| factcheck_claim | 5,000 |" in said
