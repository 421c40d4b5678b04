"""Anonymisation: policy, hierarchies, engines, and the audit of what an engine released."""
