"""What the warehouse says of its public relations, in formats that others read."""
