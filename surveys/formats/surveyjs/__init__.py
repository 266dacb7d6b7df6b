"""SurveyJS JSON, as far as Parley asks the same: rating, radiogroup, dropdown, checkbox, comment and text."""

from surveys.formats.surveyjs.reading import parse_surveyjs, read_surveyjs
from surveys.formats.surveyjs.writing import write_surveyjs

__all__ = ["parse_surveyjs", "read_surveyjs", "write_surveyjs"]
