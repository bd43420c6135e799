"""The blind index is read by functions of the owner alone: they answer inside what the asker may see."""

from django.db import migrations

CLOSED = """
DO $$ BEGIN
  REVOKE ALL ON cases_token, cases_counter FROM PUBLIC;
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diemtua_app') THEN
    REVOKE ALL ON cases_token, cases_counter FROM diemtua_app;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diemtua_reader') THEN
    REVOKE ALL ON cases_token, cases_counter FROM diemtua_reader;
  END IF;
END $$;
"""
OPENED = """
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diemtua_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON cases_token, cases_counter TO diemtua_app;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diemtua_reader') THEN
    GRANT SELECT ON cases_token, cases_counter TO diemtua_reader;
  END IF;
END $$;
"""

# The owner is bound by row security too (FORCE), and the settings are the asker's: what these read is what he may see.
SERIAL = """
CREATE FUNCTION cases_next_serial(province bigint, opened smallint) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO cases_counter AS k (province_id, year, last) VALUES (province, opened, 1)
  ON CONFLICT (province_id, year) DO UPDATE SET last = k.last + 1 RETURNING last
$$;
"""
INDEX = """
CREATE FUNCTION cases_index(whom uuid, what smallint, tokens bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_person WHERE id = whom) THEN
    RAISE EXCEPTION 'Không lập chỉ mục cho người mà người hỏi không được biết.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM cases_token t WHERE t.person_id = whom AND t.purpose = what AND t.token <> ALL (tokens);
  INSERT INTO cases_token (person_id, purpose, token) SELECT whom, what, t FROM unnest(tokens) t
  ON CONFLICT DO NOTHING;
END $$;
"""
# Candidates first, by the index; then only persons of cases whose identity the asker has and whose name (birth, papers)
# is not kept from him. ``names`` comes back so that the words are compared by whoever holds the key.
MINE = "nullif(current_setting('diemtua.agency', true), '')::bigint"
SEEN = f"""
  (EXISTS (SELECT 1 FROM cases_case c JOIN cases_share s ON s.case_id = c.id
    WHERE c.person_id = f.person_id AND s.agency_id = {MINE} AND s.ended_at IS NULL
      AND (s.until IS NULL OR s.until > now())
      AND (s.officer_id IS NULL OR s.officer_id = nullif(current_setting('diemtua.officer', true), '')::bigint)
      AND 'identity' = ANY (s.parts)
      AND (c.holder_id = {MINE} OR NOT EXISTS (SELECT 1 FROM cases_withheld w WHERE w.case_id = c.id
        AND w.lifted_at IS NULL AND w.field = ANY (fields) AND (w.from_agency_id IS NULL OR w.from_agency_id = {MINE}))))
  OR EXISTS (SELECT 1 FROM cases_dependant d JOIN cases_share s ON s.case_id = d.case_id
    WHERE d.person_id = f.person_id AND s.agency_id = {MINE} AND s.ended_at IS NULL
      AND (s.until IS NULL OR s.until > now())
      AND (s.officer_id IS NULL OR s.officer_id = nullif(current_setting('diemtua.officer', true), '')::bigint)
      AND 'family' = ANY (s.parts)))
"""
FIND = f"""
CREATE FUNCTION cases_find(anchors bigint[], years bigint[], numbers bigint[], phones bigint[], fields text[], most integer)
RETURNS TABLE (person uuid, names bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH found AS (
    SELECT t.person_id, count(*) AS hits FROM cases_token t
    WHERE (t.purpose = 1 AND t.token = ANY (anchors)) OR (t.purpose = 3 AND t.token = ANY (numbers))
       OR (t.purpose = 4 AND t.token = ANY (phones))
       OR (cardinality(anchors) + cardinality(numbers) + cardinality(phones) = 0
           AND t.purpose = 2 AND t.token = ANY (years))
    GROUP BY t.person_id
  )
  SELECT f.person_id, ARRAY(SELECT n.token FROM cases_token n WHERE n.person_id = f.person_id AND n.purpose = 1)
  FROM found f
  WHERE (cardinality(years) = 0 OR EXISTS (SELECT 1 FROM cases_token y
          WHERE y.person_id = f.person_id AND y.purpose = 2 AND y.token = ANY (years)))
    AND {SEEN}
  ORDER BY f.hits DESC, f.person_id LIMIT most
$$;
"""
# Does anybody hold a file of exactly this person? The one answer that goes beyond what the asker may see: which agency
# to ask. A name must be whole and come with the year; a name kept from everybody is no answer.
ELSEWHERE = """
CREATE FUNCTION cases_exists_elsewhere(whole bigint[], years bigint[], numbers bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asker text := coalesce(current_setting('diemtua.scope', true), ''); holders bigint[];
BEGIN
  IF NOT 'victims' = ANY (string_to_array(coalesce(current_setting('diemtua.duties', true), ''), ',')) THEN RETURN; END IF;
  PERFORM set_config('diemtua.scope', 'house', true);
  SELECT array_agg(DISTINCT c.holder_id) INTO holders FROM cases_case c
  WHERE c.person_id IN (
      SELECT t.person_id FROM cases_token t WHERE t.purpose = 3 AND t.token = ANY (numbers)
      UNION
      (SELECT t.person_id FROM cases_token t WHERE cardinality(whole) > 0 AND t.purpose = 1 AND t.token = ANY (whole)
         AND EXISTS (SELECT 1 FROM cases_token y WHERE y.person_id = t.person_id AND y.purpose = 2 AND y.token = ANY (years))
       GROUP BY t.person_id HAVING count(*) = cardinality(whole)))
    AND NOT EXISTS (SELECT 1 FROM cases_withheld w WHERE w.case_id = c.id AND w.lifted_at IS NULL
      AND w.field IN ('name', 'documents')
      AND (w.from_agency_id IS NULL OR w.from_agency_id = nullif(current_setting('diemtua.agency', true), '')::bigint));
  PERFORM set_config('diemtua.scope', asker, true);
  RETURN QUERY SELECT unnest(holders);
END $$;
"""
GONE = """
DROP FUNCTION cases_exists_elsewhere(bigint[], bigint[], bigint[]);
DROP FUNCTION cases_find(bigint[], bigint[], bigint[], bigint[], text[], integer);
DROP FUNCTION cases_index(uuid, smallint, bigint[]); DROP FUNCTION cases_next_serial(bigint, smallint);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_row_security")]

    operations = [
        migrations.RunSQL(CLOSED, OPENED),
        migrations.RunSQL(SERIAL + INDEX + FIND + ELSEWHERE, GONE),
    ]
