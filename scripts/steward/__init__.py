"""Steward: checks, renders, publishes and audits the privacy warehouse."""
