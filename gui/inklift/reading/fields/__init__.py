"""Named values on a page: which ones a prompt asks for, and those found with certainty."""
