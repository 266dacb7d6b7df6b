"""Pages of Adapt: the rulebook and scorecards."""

from flask import Blueprint

bp = Blueprint("rules", __name__, template_folder="templates")
