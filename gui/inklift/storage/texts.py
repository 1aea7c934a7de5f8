"""Text on its way into the database and back, also text that is no valid Unicode.

File names on Linux are bytes, and JSON may hold half a surrogate pair; SQLite's TEXT takes
neither. Such a value lies in its TEXT column as a BLOB. The same text always looks the same in
there, so that it can be compared.
"""


def stored(text: str) -> str | bytes:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")
