"""The verbs of programs."""

from app.programs.services.contacts import contact_left
from app.programs.services.metrics import import_metrics, observe, read_metrics
from app.programs.services.partners import import_partners, read_partners
from app.programs.services.programs import create_program
from app.programs.services.reports import WAITED_FOR, ImportReport

__all__ = [
    "WAITED_FOR",
    "ImportReport",
    "contact_left",
    "create_program",
    "import_metrics",
    "import_partners",
    "observe",
    "read_metrics",
    "read_partners",
]
