"""The verbs of programs."""

from app.programs.services.metrics import MetricsReport, import_metrics, observe
from app.programs.services.partners import PartnersReport, import_partners
from app.programs.services.programs import create_program

__all__ = ["MetricsReport", "PartnersReport", "create_program", "import_metrics", "import_partners", "observe"]
