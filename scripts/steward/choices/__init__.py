"""Choices asked for outside a build: what holds for one customer, who refused since, what is imported."""
