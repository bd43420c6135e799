"""The trail, its chain, and the refusals that keep it whole."""

from django.db import migrations, models

# What a row says, in one fixed spelling; both the chain and its verification use it.
CANONICAL = """
CREATE FUNCTION audit_canonical(e audit_entry) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT convert_to(concat_ws(E'\\x1f', e.id, extract(epoch FROM e.at), e.act, e.subject_kind, e.subject,
         coalesce(e.officer::text, '-'), coalesce(e.agency::text, '-'), e.detail::text), 'UTF8')
$$;
"""

# Sealing waits for the commit: the lock that orders the chain is then held for an instant, and no
# transaction that still has rows to lock can hold it, so the trail never causes a deadlock.
SEAL = """
CREATE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE last record;
BEGIN
  PERFORM pg_advisory_xact_lock(7138001);
  SELECT place, hash INTO last FROM audit_entry WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1;
  UPDATE audit_entry SET place = coalesce(last.place, 0) + 1, previous = last.hash,
         hash = sha256(coalesce(last.hash, ''::bytea) || audit_canonical(NEW)) WHERE id = NEW.id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_entry_sealed AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal();
"""

APPEND_ONLY = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.place IS NULL AND audit_canonical(OLD) = audit_canonical(NEW) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'Nhật ký chỉ được ghi thêm, không được sửa hay xóa.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_entry_not_truncated BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM PUBLIC;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diemtua_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM diemtua_app;
  END IF;
END $$;
"""

# Each reads what he did himself; the auditor and the house read all. The owner seals, so it is not forced.
ROWS = """
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY entry_written ON audit_entry FOR INSERT WITH CHECK (true);
CREATE POLICY entry_read ON audit_entry FOR SELECT USING (
  officer IS NOT DISTINCT FROM nullif(current_setting('diemtua.officer', true), '')::bigint
  OR current_setting('diemtua.scope', true) = 'house'
  OR current_setting('diemtua.audits', true) = 'on');
"""

BACK = """
DROP POLICY entry_read ON audit_entry; DROP POLICY entry_written ON audit_entry;
DROP TRIGGER audit_entry_not_truncated ON audit_entry; DROP TRIGGER audit_entry_append_only ON audit_entry;
DROP TRIGGER audit_entry_sealed ON audit_entry;
DROP FUNCTION audit_append_only(); DROP FUNCTION audit_seal(); DROP FUNCTION audit_canonical(audit_entry);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("act", models.CharField(max_length=60, verbose_name="việc")),
                ("subject_kind", models.CharField(max_length=60, verbose_name="loại hồ sơ")),
                ("subject", models.CharField(max_length=60, verbose_name="số hồ sơ")),
                ("officer", models.BigIntegerField(null=True, verbose_name="cán bộ")),
                ("agency", models.BigIntegerField(null=True, verbose_name="cơ quan")),
                ("detail", models.JSONField(default=dict, verbose_name="chi tiết")),
                ("place", models.BigIntegerField(null=True, unique=True, verbose_name="thứ tự trong chuỗi")),
                ("previous", models.BinaryField(null=True, verbose_name="mã dòng trước")),
                ("hash", models.BinaryField(null=True, verbose_name="mã")),
            ],
            options={
                "verbose_name": "dòng nhật ký",
                "indexes": [
                    models.Index(fields=["subject_kind", "subject", "id"], name="entry_of_subject"),
                    models.Index(fields=["officer", "id"], name="entry_of_officer"),
                ],
            },
        ),
        migrations.RunSQL(CANONICAL + SEAL + APPEND_ONLY + ROWS, BACK),
    ]
