"""Mails: an outbox of messages written with the change that causes them, delivered by jobs."""
