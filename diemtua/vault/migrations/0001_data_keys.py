"""Data keys, who may reach them, and what may never happen to them."""

import uuid

from django.db import migrations, models

# Nobody asking, no keys. Whoever asks may fetch any wrapped key: it opens nothing without the keyring, and what it
# would open stands in rows with their own rule. A narrower rule here would have to know every context that seals.
ASKED = "(nullif(current_setting('diemtua.officer', true), '') IS NOT NULL OR current_setting('diemtua.scope', true) = 'house')"

ROWS = f"""
ALTER TABLE vault_datakey ENABLE ROW LEVEL SECURITY; ALTER TABLE vault_datakey FORCE ROW LEVEL SECURITY;
CREATE POLICY datakey_asked_for ON vault_datakey USING {ASKED};
"""
ROWS_BACK = """
DROP POLICY datakey_asked_for ON vault_datakey;
ALTER TABLE vault_datakey NO FORCE ROW LEVEL SECURITY; ALTER TABLE vault_datakey DISABLE ROW LEVEL SECURITY;
"""

# A key is wrapped anew by the house alone, destroyed once and for good, and its row stays to say so.
LIFE = """
CREATE FUNCTION vault_datakey_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Khóa dữ liệu chỉ được hủy, không được xóa dòng.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.destroyed_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at THEN
    RAISE EXCEPTION 'Khóa dữ liệu đã hủy không sửa lại được.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.wrapped IS NOT NULL AND current_setting('diemtua.scope', true) IS DISTINCT FROM 'house' THEN
    RAISE EXCEPTION 'Chỉ lệnh xoay khóa được bọc lại khóa dữ liệu.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vault_datakey_life BEFORE UPDATE OR DELETE ON vault_datakey
  FOR EACH ROW EXECUTE FUNCTION vault_datakey_life();
"""
LIFE_BACK = "DROP TRIGGER vault_datakey_life ON vault_datakey; DROP FUNCTION vault_datakey_life();"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField(null=True, verbose_name="khóa đã bọc")),
                ("keyring_key", models.CharField(max_length=40, verbose_name="bọc bằng khóa")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="tạo lúc")),
                ("destroyed_at", models.DateTimeField(null=True, verbose_name="hủy lúc")),
            ],
            options={
                "verbose_name": "khóa dữ liệu",
                "indexes": [models.Index(fields=["keyring_key", "id"], name="datakey_by_keyring_key")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at", None), ("wrapped__isnull", False)),
                            models.Q(("destroyed_at__isnull", False), ("wrapped", None)),
                            _connector="OR",
                        ),
                        name="datakey_wrapped_or_destroyed",
                    )
                ],
            },
        ),
        migrations.RunSQL(ROWS, ROWS_BACK),
        migrations.RunSQL(LIFE, LIFE_BACK),
    ]
