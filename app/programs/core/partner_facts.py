"""The words a partner is described with."""

PARTNER_ROLES = ("reseller", "msp", "service_provider", "builder")
MARKETS = ("mature", "emerging")
