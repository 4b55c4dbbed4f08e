"""What the department sends to a print shop: books of sheets, an order, and what must be printed again."""
