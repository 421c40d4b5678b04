"""What a column seems to hold, from its name and its values, and where a classification says otherwise."""
