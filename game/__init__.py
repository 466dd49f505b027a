"""The pygame front end and the classroom host: sends orders, draws views, computes no rules."""
