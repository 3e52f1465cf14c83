"""Write down what looks found: the looks, the transitions, and the links' new memory.

All looks at one host are stored in one transaction, under the host's lease. Pages that are as they
were, or changed in the same way, cost the same statements however many they are; each alert, and
each answer to somebody who waits for a page, costs a few more.
"""

from sources.recording.looks import Seen, record_looks
from sources.recording.memory import state_of, store_state

__all__ = ["Seen", "record_looks", "state_of", "store_state"]
