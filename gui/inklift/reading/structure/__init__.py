"""The structure of a page that was read: pairs of label and value, tables, cards, letters."""
