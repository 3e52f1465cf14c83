"""People of a newsroom, each at a screen of their own."""

from dataclasses import dataclass

from tests.browser.hands import Hands


@dataclass
class Team:
    """Three people at their screens, and somebody who reads what they publish."""

    reporter: Hands
    editor: Hands
    publisher: Hands
    reader: Hands

    @property
    def acts(self) -> int:
        """How much the three have done."""
        return self.reporter.acts + self.editor.acts + self.publisher.acts
