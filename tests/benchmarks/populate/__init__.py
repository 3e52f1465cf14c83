"""A large, realistic corpus for measurements. Other benchmarks use ``corpus``."""

from tests.benchmarks.populate.corpus import OtherCorpus, corpus

__all__ = ["OtherCorpus", "corpus"]
