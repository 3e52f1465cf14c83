"""What of a robots.txt is said to us, and what to all the others.

Protego gives every robot named above a rule a copy of the rule: a file of 500 KiB with as many
names as rules would take it hours and gigabytes.
"""

import re

_NAMED = re.compile(r"(\s*user[-\s]*agent\s*[:\s]\s*)([^#]*)", re.IGNORECASE)
EVERYBODY = "*"
ANOTHER = "somebody-else"


def said_to(user_agent: str, robots_txt: str) -> str:
    """Write the file with two names in it: the one that is meant for us, and one for all others.

    Ours is the longest that stands in the user agent, else everybody's, as with Protego.
    """
    lines = robots_txt.splitlines()
    named = [_NAMED.match(line) for line in lines]
    names = dict.fromkeys(_name(found) for found in named if found)
    ours = max(names, key=lambda name: _fit(name, user_agent.lower()), default="")
    for number, found in enumerate(named):
        if found and (name := _name(found)):
            lines[number] = found[1] + (name if name == ours else ANOTHER)
    return "\n".join(lines)


def _name(found: re.Match[str]) -> str:
    """Read the name of a robot; asterisks in it mean nothing."""
    name = found[2].strip().lower()
    return name if name == EVERYBODY else name.replace("*", "")


def _fit(name: str, agent: str) -> int:
    if name == EVERYBODY:
        return 1
    begins = rf"(?<![^\W_])(?<![-_]){re.escape(name)}"
    return len(name) if name in agent and re.search(begins, agent) else 0
