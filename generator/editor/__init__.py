"""What the editor of starter sites in the browser is made of: the same templates, as a program for the browser."""
