"""Named values on a page: which ones a prompt asks for, and what a page says of them."""
