"""The verbs of Adapt."""

from app.rules.services.publishing import install_rulebook, publish_document, publish_version
from app.rules.services.trying import try_changes

__all__ = ["install_rulebook", "publish_document", "publish_version", "try_changes"]
