"""Who is asking: the actor, his database session, and the two doors ``@reads`` and ``@writes``.

Every route is closed until a view says which door it is behind; behind both, PostgreSQL knows who is asking
and row security answers. Nobody asking means no rows.
"""
