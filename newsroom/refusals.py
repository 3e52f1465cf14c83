"""The ways an action says no, each with a sentence a person can act on.

Actions raise these; the admin shows the sentence above the form, the API turns it into
problem+json. Nothing else in the project needs to know why an action refused.
"""


class Refusal(Exception):
    """An act that was not done. ``str()`` is a sentence; ``reasons`` lists them all."""

    def __init__(self, *reasons: str) -> None:
        """Keep the ``reasons``: one sentence each, at least one."""
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class NotAllowed(Refusal):
    """The person's role, or what they did before, forbids the act."""


class Conflict(Refusal):
    """Somebody else changed the thing in the meantime; nothing was overwritten."""


class NotReady(Refusal):
    """The thing is not in a state for the act: wrong workflow state or a guard that fails."""
