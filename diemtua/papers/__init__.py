"""Official papers (văn bản hành chính) in the form of Nghị định 30/2020/NĐ-CP: one model, written as docx and as PDF.

A context composes a ``paper.Paper`` of plain text; ``word.docx`` and ``pdf.pdf`` write it. Both read the same
``sheet.Sheet`` (the words of every box) and the same ``form`` (positions, sizes), so they cannot disagree.
What this floor does not do: it decides nothing, keeps nothing, numbers nothing by itself, and signs nothing.
"""
