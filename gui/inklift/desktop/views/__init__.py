"""The panes of the main window: they hold widgets and forward what the user wants."""
