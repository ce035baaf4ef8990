"""What the screens are driven by: every object as the reader may use it."""
