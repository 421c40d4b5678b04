"""What differs between the engines: opening a warehouse and reading its catalogue."""
