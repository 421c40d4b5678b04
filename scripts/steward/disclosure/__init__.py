"""Disclosure to a recipient: exactly what the agreement in force names, recorded, and traceable afterwards."""
