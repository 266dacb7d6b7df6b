"""What the agreement of coders means, in words."""

from analysis.stats import Interval

RELIABLE, TENTATIVE = 0.8, 0.667


def reading_of_alpha(alpha: float | None, interval: Interval | None) -> str:
    """Return what may be concluded from themes coded with this alpha.

    The limits are Krippendorff's (Content Analysis, 3rd ed., 2013, §12.4): 0.8 to rely on, 0.667 for tentative
    conclusions. The lower end of the interval is read where there is one, for that much is shown.
    """
    if alpha is None:
        return "Too little has been coded twice to say how far people agree."
    shown = interval.low if interval else alpha
    if shown >= RELIABLE:
        return "People agree well: shares of themes can be relied on."
    if shown >= TENTATIVE:
        return "People agree enough for tentative conclusions. Sharper definitions would help."
    if alpha >= TENTATIVE:
        return "People may agree enough, but too few comments were coded twice to be sure."
    return "People read these themes differently. Say in the definitions what belongs and what doesn’t, and code again."
