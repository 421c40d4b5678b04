"""Readers of logs: each yields events of one engine's log."""
