"""A realistic mix of addresses, each with the verdicts that are right about it.

Written from the rules and from what the web is like, never from the classifier's word lists.
"""

from tests.benchmarks.links.mix.build import NETWORK, Case, Mix, build

__all__ = ["NETWORK", "Case", "Mix", "build"]
