"""Plans become tracked work (kế hoạch → việc được giao, theo dõi).

A text goes in; documents, tasks, reporting duties, campaigns come out, each pointing at its words; agencies work
them; the standing agency sees what is late. Supervision follows Quyết định 42/2014/QĐ-TTg as amended by
23/2018/QĐ-TTg: one lead, coordinators each with a part, a deadline, a product, confirmation by the assigner.
The holder of a document (cơ quan đăng ký) leads its review; nothing is issued until a person approves.
It keeps no person's data and nothing of any case.
"""
