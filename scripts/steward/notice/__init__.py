"""The privacy notice, drafted from the same rows that the views are rendered from."""
