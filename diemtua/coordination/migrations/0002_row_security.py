"""Row security of work between agencies: what ``visible_to`` says, said again by the database, for whoever is not the owner."""

from django.db import migrations

# Wrapped in SELECT so that the planner asks once per statement, not once per row.
AGENCY = "(SELECT nullif(current_setting('diemtua.agency', true), '')::bigint)"
OFFICER = "(SELECT nullif(current_setting('diemtua.officer', true), '')::bigint)"
HOUSE = "(SELECT coalesce(current_setting('diemtua.scope', true), '') = 'house')"
DUTIES = "(SELECT string_to_array(coalesce(current_setting('diemtua.duties', true), ''), ','))::text[]"
VICTIMS = "(SELECT 'victims' = ANY (string_to_array(coalesce(current_setting('diemtua.duties', true), ''), ',')))"
OPEN = (
    f"s.agency_id = {AGENCY} AND s.ended_at IS NULL AND (s.until IS NULL OR s.until > now())"
    f" AND (s.officer_id IS NULL OR s.officer_id = {OFFICER})"
)


def works(rule: str) -> str:
    return f"{VICTIMS} AND ({rule})"


def held(column: str) -> str:
    return f"EXISTS (SELECT 1 FROM cases_share s WHERE s.case_id = {column} AND s.kind = 'holder' AND {OPEN})"


T = "coordination"
MOVEMENT = f"from_agency_id = {AGENCY} OR to_agency_id = {AGENCY} OR holder_id = {AGENCY}"
GROUP = f"agency_id = {AGENCY} OR {AGENCY} = ANY (team)"
MINUTE = f"giver_id = {AGENCY} OR receiver_id = {AGENCY}"
RULES = {
    f"{T}_movement": works(MOVEMENT),
    f"{T}_movementstep": works(
        f"EXISTS (SELECT 1 FROM {T}_movement m WHERE m.id = {T}_movementstep.movement_id AND (m.from_agency_id = {AGENCY}"
        f" OR m.to_agency_id = {AGENCY} OR m.holder_id = {AGENCY}))"
    ),
    f"{T}_stepwords": works(
        f"agency_id = {AGENCY} OR EXISTS (SELECT 1 FROM cases_share s WHERE s.case_id = {T}_stepwords.case_id AND {OPEN})"
    ),
    # A notice is for a duty, which may be another than victims': an auditor is told of broken glass.
    f"{T}_notice": f"to_agency_id = {AGENCY} AND (to_officer_id IS NULL OR to_officer_id = {OFFICER}) AND duty = ANY ({DUTIES})",
    f"{T}_handover": works(MINUTE),
    f"{T}_handedover": works(
        f"EXISTS (SELECT 1 FROM {T}_handover h WHERE h.id = {T}_handedover.minute_id AND (h.giver_id = {AGENCY}"
        f" OR h.receiver_id = {AGENCY}))"
    ),
    f"{T}_groupreception": works(GROUP),
    f"{T}_receptionrow": works(
        f"EXISTS (SELECT 1 FROM {T}_groupreception g WHERE g.id = {T}_receptionrow.group_id AND (g.agency_id = {AGENCY}"
        f" OR {AGENCY} = ANY (g.team)))"
    ),
    f"{T}_possiblesame": works(f"{held('one_id')} OR {held('other_id')}"),
}
# Where what is put in is not what is seen: one starts in one's own name, tells whom one must, and links by function alone.
ENTERED = {
    f"{T}_movement": works(f"from_agency_id = {AGENCY}"),
    f"{T}_notice": f"{AGENCY} IS NOT NULL",
    f"{T}_groupreception": works(f"agency_id = {AGENCY}"),
    f"{T}_possiblesame": "false",
}


def up(table: str, rule: str) -> str:
    """Seen and changed by the rule; rows go away by the house alone (retention)."""
    entered = ENTERED.get(table, rule)
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f" CREATE POLICY {table}_seen ON {table} FOR SELECT USING ({HOUSE} OR ({rule}));"
        f" CREATE POLICY {table}_entered ON {table} FOR INSERT WITH CHECK ({HOUSE} OR ({entered}));"
        f" CREATE POLICY {table}_changed ON {table} FOR UPDATE USING ({HOUSE} OR ({rule}));"
        f" CREATE POLICY {table}_destroyed ON {table} FOR DELETE USING ({HOUSE});"
    )


def down(table: str) -> str:
    dropped = "".join(
        f"DROP POLICY {table}_{each} ON {table}; " for each in ("seen", "entered", "changed", "destroyed")
    )
    return f"{dropped}ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


# A movement repeats who holds the case; the database keeps the copy true.
HOLDER = f"""
ALTER TABLE {T}_movement ADD CONSTRAINT movement_holder_is_the_cases FOREIGN KEY (case_id, holder_id)
  REFERENCES cases_case (id, holder_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
HOLDER_BACK = f"ALTER TABLE {T}_movement DROP CONSTRAINT movement_holder_is_the_cases;"

# Steps and their words are only ever added; a minute that both sides confirmed is what they signed.
KEPT = f"""
CREATE FUNCTION {T}_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('diemtua.scope', true) = 'house' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'Bước của lần chuyển chỉ được ghi thêm, không được sửa hay xóa.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {T}_only_added BEFORE UPDATE OR DELETE ON {T}_movementstep
  FOR EACH ROW EXECUTE FUNCTION {T}_only_added();
CREATE FUNCTION {T}_minute_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('diemtua.scope', true) = 'house' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND (OLD.giver_signed_at IS NULL OR OLD.receiver_signed_at IS NULL) THEN
    -- Before both have signed only the signatures may be added.
    IF (NEW.giver_id, NEW.giver_text, NEW.giver_by, NEW.receiver_id, NEW.receiver_by, NEW.place, NEW.at)
       IS NOT DISTINCT FROM
       (OLD.giver_id, OLD.giver_text, OLD.giver_by, OLD.receiver_id, OLD.receiver_by, OLD.place, OLD.at)
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'Biên bản giao nhận không được sửa; sai thì lập biên bản khác.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {T}_minute_frozen BEFORE UPDATE OR DELETE ON {T}_handover
  FOR EACH ROW EXECUTE FUNCTION {T}_minute_frozen();
CREATE FUNCTION {T}_line_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('diemtua.scope', true) = 'house' THEN RETURN coalesce(NEW, OLD); END IF;
  RAISE EXCEPTION 'Biên bản giao nhận không được sửa; sai thì lập biên bản khác.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {T}_line_frozen BEFORE UPDATE OR DELETE ON {T}_handedover
  FOR EACH ROW EXECUTE FUNCTION {T}_line_frozen();
"""
KEPT_BACK = f"""
DROP TRIGGER {T}_line_frozen ON {T}_handedover; DROP FUNCTION {T}_line_frozen();
DROP TRIGGER {T}_minute_frozen ON {T}_handover; DROP FUNCTION {T}_minute_frozen();
DROP TRIGGER {T}_only_added ON {T}_movementstep; DROP FUNCTION {T}_only_added();
"""

# Other cases of exactly this person, linked where nobody may look: the asker learns the holders and the numbers that the
# notices carry to them. Not for a name or papers withheld from everybody or from the asker.
LINK = f"""
CREATE FUNCTION {T}_link(mine uuid, whole bigint[], years bigint[], numbers bigint[], at timestamptz)
RETURNS TABLE (holder bigint, number text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asker text := coalesce(current_setting('diemtua.scope', true), '');
  agency bigint := nullif(current_setting('diemtua.agency', true), '')::bigint;
  officer bigint := nullif(current_setting('diemtua.officer', true), '')::bigint;
  found uuid[];
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = mine AND c.holder_id = agency) THEN RETURN; END IF;
  PERFORM set_config('diemtua.scope', 'house', true);
  SELECT array_agg(c.id) INTO found FROM cases_case c
  WHERE c.id <> mine AND c.person_id IN (
      SELECT t.person_id FROM cases_token t WHERE t.purpose = 3 AND t.token = ANY (numbers)
      UNION
      (SELECT t.person_id FROM cases_token t WHERE cardinality(whole) > 0 AND t.purpose = 1 AND t.token = ANY (whole)
         AND EXISTS (SELECT 1 FROM cases_token y WHERE y.person_id = t.person_id AND y.purpose = 2 AND y.token = ANY (years))
       GROUP BY t.person_id HAVING count(*) = cardinality(whole)))
    AND NOT EXISTS (SELECT 1 FROM cases_withheld w WHERE w.case_id = c.id AND w.lifted_at IS NULL
      AND w.field IN ('name', 'documents') AND (w.from_agency_id IS NULL OR w.from_agency_id = agency))
    AND NOT EXISTS (SELECT 1 FROM {T}_possiblesame p
      WHERE (p.one_id = mine AND p.other_id = c.id) OR (p.one_id = c.id AND p.other_id = mine));
  INSERT INTO {T}_possiblesame (id, one_id, other_id, suspected_at, suspected_by_id, one_says, other_says)
  SELECT gen_random_uuid(), mine, f, at, officer, '', '' FROM unnest(coalesce(found, '{{}}')) f;
  RETURN QUERY SELECT c.holder_id, c.year || '-' || lpad(c.serial::text, greatest(4, length(c.serial::text)), '0') FROM cases_case c
    WHERE c.id = ANY (coalesce(found, '{{}}'));
  PERFORM set_config('diemtua.scope', asker, true);
END $$;
"""
LINK_BACK = f"DROP FUNCTION {T}_link(uuid, bigint[], bigint[], bigint[], timestamptz);"


class Migration(migrations.Migration):
    dependencies = [("coordination", "0001_initial"), ("cases", "0003_blind_index")]

    operations = [
        *(migrations.RunSQL(up(table, rule), down(table)) for table, rule in RULES.items()),
        migrations.RunSQL(HOLDER, HOLDER_BACK),
        migrations.RunSQL(KEPT, KEPT_BACK),
        migrations.RunSQL(LINK, LINK_BACK),
    ]
