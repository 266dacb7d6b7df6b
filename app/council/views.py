"""Pages of Decide: councils, sessions, ballots."""

from flask import Blueprint

bp = Blueprint("council", __name__, template_folder="templates")
