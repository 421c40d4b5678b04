"""Files for the core system, and the benchmark of the KYC rules."""
