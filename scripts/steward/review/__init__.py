"""A review of another dbt project, read-only: what personal data it holds, and what reads it by which path."""
