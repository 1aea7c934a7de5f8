"""Who reads pictures: on this computer, or a service over the network."""
