"""Small widgets that can be used anywhere: they know nothing of pictures, prompts and engines."""
