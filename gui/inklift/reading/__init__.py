"""Reading on this computer: pictures become lines of words with boxes, without any network."""
