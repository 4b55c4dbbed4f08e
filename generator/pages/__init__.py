"""Landing pages, sign-up pages, the directory and what else a site needs beside the guide."""
