"""Row security of cases: what ``visible_to`` says, said again by the database, for whoever is not the owner."""

from django.db import migrations

# Wrapped in SELECT so that the planner asks once per statement, not once per row.
AGENCY = "(SELECT nullif(current_setting('diemtua.agency', true), '')::bigint)"
OFFICER = "(SELECT nullif(current_setting('diemtua.officer', true), '')::bigint)"
PROVINCES = "(SELECT string_to_array(nullif(current_setting('diemtua.provinces', true), ''), ','))::bigint[]"
HOUSE = "(SELECT coalesce(current_setting('diemtua.scope', true), '') = 'house')"
VICTIMS = "(SELECT 'victims' = ANY (string_to_array(coalesce(current_setting('diemtua.duties', true), ''), ',')))"
# An open share of the asker: his agency's, for everybody there or for him, now.
OPEN = (
    f"s.agency_id = {AGENCY} AND s.ended_at IS NULL AND (s.until IS NULL OR s.until > now())"
    f" AND (s.officer_id IS NULL OR s.officer_id = {OFFICER})"
)


def asked(rule: str) -> str:
    return f"{HOUSE} OR ({VICTIMS} AND ({rule}))"


def share(table: str, part: str, *, withheld: bool = False) -> str:
    """An open share gives the row's part; a withheld row is for the holder and for agencies it is not kept from."""
    kept = (
        f" AND (s.holder_id = {AGENCY} OR NOT {table}.withheld_from && ARRAY[0, {AGENCY}])"
        if withheld
        else ""
    )
    return f"EXISTS (SELECT 1 FROM cases_share s WHERE s.case_id = {table}.case_id AND {OPEN} AND {part} = ANY (s.parts){kept})"


def through_person(column: str, of_case: str, of_dependant: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM cases_case c JOIN cases_share s ON s.case_id = c.id"
        f" WHERE c.person_id = {column} AND {OPEN} AND '{of_case}' = ANY (s.parts))"
        f" OR EXISTS (SELECT 1 FROM cases_dependant d JOIN cases_share s ON s.case_id = d.case_id"
        f" WHERE d.person_id = {column} AND {OPEN} AND '{of_dependant}' = ANY (s.parts))"
    )


PARTS = {
    "cases_clock": "summary",
    "cases_withheld": "summary",
    "cases_reception": "story",
    "cases_trafficking": "story",
    "cases_place": "story",
    "cases_evidence": "legal",
    "cases_casepaper": "legal",
    "cases_dependant": "family",
    "cases_stay": "stay",
    "cases_supportplan": "support",
    "cases_followup": "support",
    "cases_riskassessment": "safety",
    "cases_protectionmeasure": "safety",
    "cases_childplan": "child",
    "cases_consent": "internal",
    "cases_closingrequest": "internal",
    "cases_regimeoverride": "internal",
}
WITHHOLDABLE = {"cases_contact": "contact", "cases_relative": "family", "cases_service": "support"}
OWN_PART = ("cases_caseevent", "cases_attachment")

RULES = {
    "cases_share": f"agency_id = {AGENCY} OR holder_id = {AGENCY}",
    "cases_case": (
        f"holder_id = {AGENCY} OR EXISTS (SELECT 1 FROM cases_share s"
        f" WHERE s.case_id = cases_case.id AND {OPEN} AND 'summary' = ANY (s.parts))"
    ),
    **{table: share(table, f"'{part}'") for table, part in PARTS.items()},
    **{table: share(table, f"'{part}'", withheld=True) for table, part in WITHHOLDABLE.items()},
    **{table: share(table, f"{table}.part", withheld=True) for table in OWN_PART},
    "cases_person": through_person("cases_person.id", "summary", "family"),
    "cases_identity": through_person("cases_identity.person_id", "identity", "family"),
    "cases_identitydocument": through_person("cases_identitydocument.person_id", "identity", "family"),
    "cases_intake": f"agency_id = {AGENCY}",
    "cases_provincetarget": f"province_id = ANY ({PROVINCES})",
}
# What may be put in where the rule for seeing cannot be asked: a person comes before her case; only who holds a case
# gives others a share of it.
ENTERED = {"cases_person": "true", "cases_share": f"holder_id = {AGENCY}"}


def up(table: str, rule: str) -> str:
    """Seen and changed by the rule; rows go away by the house alone (retention)."""
    entered = ENTERED.get(table, rule)
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f" CREATE POLICY {table}_seen ON {table} FOR SELECT USING ({asked(rule)});"
        f" CREATE POLICY {table}_entered ON {table} FOR INSERT WITH CHECK ({asked(entered)});"
        f" CREATE POLICY {table}_changed ON {table} FOR UPDATE USING ({asked(rule)});"
        f" CREATE POLICY {table}_destroyed ON {table} FOR DELETE USING ({HOUSE});"
    )


def down(table: str) -> str:
    dropped = "".join(
        f"DROP POLICY {table}_{each} ON {table}; " for each in ("seen", "entered", "changed", "destroyed")
    )
    return f"{dropped}ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


# The share repeats the holder; the database keeps the copy true.
HOLDER = """
ALTER TABLE cases_share ADD CONSTRAINT share_holder_is_the_cases FOREIGN KEY (case_id, holder_id)
  REFERENCES cases_case (id, holder_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION cases_holder_has_share() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asker text := coalesce(current_setting('diemtua.scope', true), ''); whole boolean;
BEGIN
  -- Deferred to the commit, when another asker, or nobody, may stand in the settings.
  PERFORM set_config('diemtua.scope', 'house', true);
  SELECT EXISTS (SELECT 1 FROM cases_case c JOIN cases_share s ON s.case_id = c.id WHERE c.id = NEW.id
    AND s.kind = 'holder' AND s.ended_at IS NULL AND s.agency_id = c.holder_id) INTO whole;
  PERFORM set_config('diemtua.scope', asker, true);
  IF NOT whole THEN
    RAISE EXCEPTION 'Cơ quan giữ hồ sơ phải có đúng một chia sẻ giữ hồ sơ đang mở.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cases_holder_has_share AFTER INSERT OR UPDATE OF holder_id ON cases_case
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases_holder_has_share();
"""
HOLDER_BACK = """
DROP TRIGGER cases_holder_has_share ON cases_case; DROP FUNCTION cases_holder_has_share();
ALTER TABLE cases_share DROP CONSTRAINT share_holder_is_the_cases;
"""

# What happened is only ever added; destroying a file by the house is the one end.
EVENTS = """
CREATE FUNCTION cases_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('diemtua.scope', true) = 'house' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'Diễn biến hồ sơ chỉ được ghi thêm, không được sửa hay xóa.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER cases_event_append_only BEFORE UPDATE OR DELETE ON cases_caseevent
  FOR EACH ROW EXECUTE FUNCTION cases_event_append_only();
"""
EVENTS_BACK = (
    "DROP TRIGGER cases_event_append_only ON cases_caseevent; DROP FUNCTION cases_event_append_only();"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        *(migrations.RunSQL(up(table, rule), down(table)) for table, rule in RULES.items()),
        migrations.RunSQL(HOLDER, HOLDER_BACK),
        migrations.RunSQL(EVENTS, EVENTS_BACK),
    ]
