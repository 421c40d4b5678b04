"""Approval: an officer signs what the policy, legal, KYC and register seeds say, and publish asks for it."""
