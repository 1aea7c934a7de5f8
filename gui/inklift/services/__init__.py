"""What a user can do, as coroutines that every front end shares."""
