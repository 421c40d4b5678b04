"""The hunt for personal values where none may be: relations, published files, artefacts, logs and reports."""

from steward.hunt.run import HuntResult, hunt

__all__ = ["HuntResult", "hunt"]
