"""What the texts say about victims' cases: pure functions and dated rows, no database, no clock.

One module a subject: which law governs (`regimes`), time limits (`catalogue`, `deadlines`), age (`ages`), the elements of
trafficking (`elements`), evidence and papers (`evidence`), what a person is entitled to (`entitlements`, `stays`,
`norms`), who may order protection (`protection`), when a case may be closed (`closing`), which agencies do what
(`agencies`), case numbers (`numbers`). Every rule carries its text, its dates and how well the text is known.
"""
