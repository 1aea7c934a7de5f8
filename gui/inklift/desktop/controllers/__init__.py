"""State and commands of the window, without widgets; everything here lives on the GUI thread."""
