"""This computer: where things are kept, what runs beside the window, and the keyring."""
