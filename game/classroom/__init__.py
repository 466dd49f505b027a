"""A class plays together: the host, what it keeps, and what students, teacher and room see."""
