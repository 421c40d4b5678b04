"""Roles and grants on PostgreSQL: what is declared, what the dictionary says, and the statements between them."""
