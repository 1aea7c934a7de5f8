"""What an extraction is: values and rules only, standard library only, no input or output."""
