"""Checks: what is wrong with a project before it is built, and with a warehouse before it is published."""

from steward.checks.project import check_project

__all__ = ["check_project"]
