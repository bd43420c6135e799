"""Whoever acts enters only his own acts; without an asker nothing is read; sealing is the very last thing a commit does."""

from django.db import migrations

# NULL is nobody: an entry of the house (officer NULL) is not «his own» for a connection that nobody asks through.
ME = "nullif(current_setting('diemtua.officer', true), '')::bigint"
MY_AGENCY = "nullif(current_setting('diemtua.agency', true), '')::bigint"
HOUSE = "current_setting('diemtua.scope', true) = 'house'"

# A command without an asker may enter acts of nobody, never read them.
ROWS = f"""
ALTER POLICY entry_written ON audit_entry WITH CHECK (
  {HOUSE} OR (officer IS NOT DISTINCT FROM {ME} AND agency IS NOT DISTINCT FROM {MY_AGENCY}));
ALTER POLICY entry_read ON audit_entry USING (
  officer = {ME} OR {HOUSE} OR current_setting('diemtua.audits', true) = 'on');
"""
ROWS_BACK = f"""
ALTER POLICY entry_written ON audit_entry WITH CHECK (true);
ALTER POLICY entry_read ON audit_entry USING (
  officer IS NOT DISTINCT FROM {ME} OR {HOUSE} OR current_setting('diemtua.audits', true) = 'on');
"""

# Foreign keys are checked at the commit too, in the order of the statements, and may wait for a row that another
# transaction holds while it waits to seal: a circle. What a deferred trigger does is checked after everything that
# was deferred before it; so the first trigger only touches the row, and the touch is what seals.
LAST = """
CREATE FUNCTION audit_ask_for_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE audit_entry SET place = NULL WHERE id = NEW.id;
  RETURN NULL;
END $$;
DROP TRIGGER audit_entry_sealed ON audit_entry;
CREATE CONSTRAINT TRIGGER audit_entry_written AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_ask_for_seal();
CREATE CONSTRAINT TRIGGER audit_entry_sealed AFTER UPDATE ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.place IS NULL) EXECUTE FUNCTION audit_seal();
"""
LAST_BACK = """
DROP TRIGGER audit_entry_sealed ON audit_entry; DROP TRIGGER audit_entry_written ON audit_entry;
DROP FUNCTION audit_ask_for_seal();
CREATE CONSTRAINT TRIGGER audit_entry_sealed AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_the_trail")]

    operations = [migrations.RunSQL(ROWS, ROWS_BACK), migrations.RunSQL(LAST, LAST_BACK)]
