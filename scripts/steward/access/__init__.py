"""Access evidence: what the engines' logs say of who read what, against what the project declares."""
