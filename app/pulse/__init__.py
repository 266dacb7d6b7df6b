"""Ask: surveys, waves, invitations and the respondent's page."""
