"""How fast the clock of the link checker goes, in words: in the demo, days pass in seconds."""

DAY_SECONDS = 86_400
UNITS = (("hour", 3600), ("minute", 60), ("second", 1))


def pace_words(pace: float) -> str:
    """Say that waiting times are divided by ``pace`` (``LINKCHECK_PACE``); "" where they are not.

    “Waiting times are divided by 8,640: a day passes in 10 seconds.”
    """
    if pace <= 1:
        return ""
    return (
        f"Waiting times are divided by {pace:,.10g}: a day passes in {_span(DAY_SECONDS / pace)}."
    )


def _span(seconds: float) -> str:
    """Write a span in the largest unit of which it is at least one."""
    unit, length = next(((u, n) for u, n in UNITS if seconds >= n), UNITS[-1])
    number = f"{seconds / length:.3g}"
    return f"{number} {unit}{'' if number == '1' else 's'}"
