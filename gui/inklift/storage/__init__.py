"""What the program keeps in SQLite; the only place that imports sqlite3."""
