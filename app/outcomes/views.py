"""Pages of Tell and Measure."""

from flask import Blueprint

bp = Blueprint("outcomes", __name__, template_folder="templates")
