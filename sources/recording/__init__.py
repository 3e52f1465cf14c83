"""Write down what looks found: the looks, the transitions, and the links' new memory.

All looks at one host are stored in one transaction, under the host's lease, with the same number
of statements however many they are.
"""

from sources.recording.looks import Seen, record_looks
from sources.recording.memory import state_of, store_state

__all__ = ["Seen", "record_looks", "state_of", "store_state"]
