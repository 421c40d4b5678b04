"""The five view families: each module says what its family makes of an entity."""
