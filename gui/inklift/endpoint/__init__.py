"""The Extract Image API, served on this computer: a front end over the same services."""
