"""The static proof: what flows into every column of the project, and what decides its rows, by lineage."""
