"""Code lists (danh mục) of victims' cases: dated rows in ``data/``, and their names in the HTCDS standard, one to one.

``lists()`` names them, ``load("exploitation")`` gives one. A value the standard does not have is an extension: a strict
writer emits what its row says, the code itself travels in a side column, and reading both back gives the same codes.
"""

from __future__ import annotations

from diemtua.cases.codes.lists import Code, CodeList, ReadBack, Written, lists, load, published

__all__ = ["Code", "CodeList", "ReadBack", "Written", "lists", "load", "published"]
