-- The role gis_reader: reads results and what of the register is open, and nothing else.
-- Run as the owner of the database, in the database of the register; may be run again.
-- It has no password and cannot sign in: give it to people's own roles (GRANT gis_reader TO lan).
-- It never reads the table camera, which holds cameras marked confidential (mật), nor events,
-- settings or what communes submitted. Tables of results hold no confidential camera.

DO $$
DECLARE
  place name := current_schema();
  owner name := (SELECT tableowner FROM pg_tables
                 WHERE tablename = 'camera' AND schemaname = current_schema());
BEGIN
  IF owner IS NULL THEN
    RAISE EXCEPTION 'Đây không phải cơ sở dữ liệu của danh mục camera (không có bảng camera)';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gis_reader') THEN
    CREATE ROLE gis_reader NOLOGIN;
  END IF;
  IF to_regnamespace('results') IS NULL THEN
    EXECUTE format('CREATE SCHEMA results AUTHORIZATION %I', owner);
  END IF;
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM gis_reader', place);
  EXECUTE format('GRANT USAGE ON SCHEMA %I, results TO gis_reader', place);
  -- Tables that a newer program makes anew can be read at once.
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA results '
                 'GRANT SELECT ON TABLES TO gis_reader', owner);
  IF to_regclass('layer_styles') IS NOT NULL THEN
    GRANT SELECT ON layer_styles TO gis_reader;
  END IF;
END $$;

GRANT SELECT ON ALL TABLES IN SCHEMA results TO gis_reader;
GRANT SELECT ON layer_equipment, layer_points, layer_roads TO gis_reader;
