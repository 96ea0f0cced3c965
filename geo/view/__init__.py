"""What a page draws, as pure functions of the data."""
