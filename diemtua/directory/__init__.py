"""Who is who and where (danh bạ): areas, agencies, officers and duties, each with dates and successors.

Mergers happen: in 2025 sixty-three provinces became thirty-four, districts ceased, departments joined. Nothing
about the past is overwritten; a document of 2016 shows the bodies of 2016, and a successor link says who
carries its open tasks now. It does not decide who may see what: that is ``access`` and each context.
"""
