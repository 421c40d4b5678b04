"""The life cycle of pseudonyms: a scope gets new ones, and what was built with the old ones is named."""
