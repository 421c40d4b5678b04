"""Rendering: the committed SQL and YAML that follow from the classification and the policy rows."""
