"""Publish: one file per audience, with exactly the relations that it may read."""

from steward.publish.run import Published, publish
from steward.publish.withdraw import withdraw, withdraw_expired

__all__ = ["Published", "publish", "withdraw", "withdraw_expired"]
