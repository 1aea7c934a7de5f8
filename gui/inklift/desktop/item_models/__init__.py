"""Qt item models over what the controllers hold; everything here lives on the GUI thread."""
