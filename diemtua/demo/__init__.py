"""The demonstration (trình diễn): four real plans, invented officers, and some of their work, done through the same
actions as in life.

Nghệ An lives in September 2016, Lạng Sơn in November 2021, Cần Thơ in July 2024; Sóc Trăng's plan of 2023 has come
to the Cần Thơ of today, which carries on its open work. Every person, address and number is invented; the plans are
public documents. The application is installed only where ``DIEMTUA_DEMO`` is on.
"""
