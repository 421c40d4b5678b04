"""The audit pack: the documents that a privacy officer signs, made from reports alone."""
