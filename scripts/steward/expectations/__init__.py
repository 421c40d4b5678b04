"""Great Expectations over the published files and the logical model: verdicts alone, never values."""
