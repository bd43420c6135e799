"""Keeping accounts (quản trị tài khoản): opening, switching off, ending sessions, resetting a second factor.

Done by a province's administrator for its officers, and for the first of them by ``diemtua account_open``. Neither is
ever told a password: the officer sets his own, through a link that works once. Nothing here reads a plan or a case.
"""
