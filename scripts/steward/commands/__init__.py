"""One thin module per command: arguments, one call, text or JSON, exit code."""
