"""The trail (nhật ký): acts and readings, append-only and hash-chained. It knows nobody; anyone may call it.

Official duty: Decree 13/2023 and Law 91/2025 ask who did what to which record, when and why. The trail
names records and officers by their numbers, never by what a record says about a person.
"""
