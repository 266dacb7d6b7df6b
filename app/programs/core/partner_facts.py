"""The words a partner is described with."""

PARTNER_ROLES = ("reseller", "msp", "service_provider", "builder")
MARKETS = ("mature", "emerging")

ROLE_LABELS = {"reseller": "reseller", "msp": "MSP", "service_provider": "service provider", "builder": "builder"}


def role_label(role: str) -> str:
    """Return a partner role as people say it."""
    return ROLE_LABELS.get(role, role.replace("_", " "))
