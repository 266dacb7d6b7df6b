"""The words a partner is described with."""

PARTNER_ROLES = ("reseller", "msp", "service_provider", "builder")
MARKETS = ("mature", "emerging")

ROLE_LABELS = {"reseller": "reseller", "msp": "MSP", "service_provider": "service provider", "builder": "builder"}


def role_label(role: str) -> str:
    """Return a partner role as people say it."""
    return ROLE_LABELS.get(role, role.replace("_", " "))


def size_of(employees: int | None) -> str | None:
    """Return small, medium or large (under 50, under 250, and more employees, as the EU counts); None if unknown."""
    if employees is None:
        return None
    return "small" if employees < 50 else "medium" if employees < 250 else "large"
