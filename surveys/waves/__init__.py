"""Past waves: from a table that a survey service exported to answers, a questionnaire and figures."""

from surveys.waves.answers import Respondent, WaveAnswers, Written, facts_of_wave
from surveys.waves.columns import CrosswalkColumn
from surveys.waves.crosswalk import Crosswalk, read_crosswalk
from surveys.waves.guessing import crosswalk_from_header
from surveys.waves.reading import read_wave
from surveys.waves.table import Row, TableErrors, TableProblem

__all__ = [
    "Crosswalk",
    "CrosswalkColumn",
    "Respondent",
    "Row",
    "TableErrors",
    "TableProblem",
    "WaveAnswers",
    "Written",
    "crosswalk_from_header",
    "facts_of_wave",
    "read_crosswalk",
    "read_wave",
]
