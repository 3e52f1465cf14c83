"""Whether two figures for the same thing can both be right."""

from decimal import Decimal

from factcheck.figures.reading import FigureReading, Qualifier
from factcheck.figures.wording import MONEY, PERCENT

_Span = tuple[Decimal, Decimal]

_ENDLESS = Decimal("Infinity")
_MEASURED = {*MONEY.values(), PERCENT}


def compatible(a: FigureReading, b: FigureReading) -> bool | None:
    """Tell whether two figures for one measure agree (True), disagree (False) or cannot be told.

    They disagree where no number fits both, and agree where a usual reading of both overlaps:
    "about" is within a tenth, "more than" up to twice as much, "a few" two to ten times its scale.
    In between ("more than 50" beside 4,000) and across kinds of money it is None.
    """
    if a.unit and b.unit and a.unit != b.unit and {a.unit, b.unit} & _MEASURED:
        return None
    first, second = _spans(a), _spans(b)
    if first is None or second is None:
        return None
    (possible_a, usual_a), (possible_b, usual_b) = first, second
    if not _overlap(possible_a, possible_b):
        return False
    return True if _overlap(usual_a, usual_b) else None


def _overlap(a: _Span, b: _Span) -> bool:
    return max(a[0], b[0]) <= min(a[1], b[1])


def _spans(figure: FigureReading) -> tuple[_Span, _Span] | None:
    """Return every number the words allow, and the usual ones; None when there is no number."""
    low, high, scale = figure.minimum, figure.maximum, figure.scale
    spans = None
    match figure.qualifier:
        case Qualifier.FEW if scale is not None:
            spans = (2 * scale, 10 * scale), (2 * scale, 10 * scale)
        case Qualifier.UNKNOWN if scale is not None:
            spans = (2 * scale, _ENDLESS), (2 * scale, 100 * scale)
        case Qualifier.MORE_THAN if low is not None:
            spans = (low, _ENDLESS), (low, 2 * low)
        case Qualifier.LESS_THAN | Qualifier.UP_TO if high is not None:
            spans = (-_ENDLESS, high), (high / 2, high)
        case Qualifier.ABOUT if low is not None and high is not None:
            near = (low - abs(low) / 10, high + abs(high) / 10)
            spans = near, near
        case Qualifier.EXACT if low is not None and high is not None:
            spans = (low, high), (low, high)
    return spans
