"""What a write by SQL to a PostgreSQL store does: it counts as a write like any other.

Triggers raise the revision, once a transaction, and record an event for each field that changed,
under the name of the database's user, so that pages see it and it can be taken back. Writes of
the program do so themselves; their transactions say that they are the program's.
"""

from collections.abc import Iterator

WRITER_SETTING, PROGRAM = "camera.writer", "program"
SQL_SOURCE = "sql"
# Table → its key, and what is said of rows that go: the program lists those that it can bring back.
_RECORDED = {
    "camera": ("camera_id", "xóa bằng SQL"),
    "equipment": ("equipment_id", "xóa bằng SQL"),
    "demand": ("demand_id", ""),
}
BY_PROGRAM = f"current_setting('{WRITER_SETTING}', true) IS NOT DISTINCT FROM '{PROGRAM}'"
# Anybody can say so; who may not write events is not believed.
_BY_OTHERS = (
    f"(current_setting('{WRITER_SETTING}', true) IS DISTINCT FROM '{PROGRAM}' "
    "OR NOT has_table_privilege(session_user, 'event'::regclass, 'INSERT'))"
)
# Texts of JSON are those of `changes.as_text`; kept by the program, or made from other columns.
_KEPT = "('geom', 'version', 'simulated')"
_LOCK = """
BEGIN
  -- In the order in which the program locks: the revision first, then rows.
  PERFORM 1 FROM state FOR UPDATE;
  RETURN NULL;
END"""
_ROW = """
DECLARE
  key text := TG_ARGV[0];
  blank json;
BEGIN
  -- A text that a form leaves out, or empties, is empty and not NULL.
  SELECT json_object_agg(name, '') INTO blank FROM json_each_text(to_json(NEW)) AS f(name, value)
    JOIN pg_attribute ON attrelid = TG_RELID AND attname = name
    WHERE value IS NULL AND attnotnull AND atttypid = 'text'::regtype AND name <> key;
  NEW := json_populate_record(NEW, coalesce(blank, '{}'));
  IF TG_OP = 'INSERT' THEN
    IF to_json(NEW) ->> key = '' OR to_json(NEW) ->> key <> btrim(to_json(NEW) ->> key) THEN
      RAISE EXCEPTION 'Mã (%) không được để trống, không có khoảng trắng ở hai đầu', key
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.version := 1;
    RETURN NEW;
  END IF;
  IF to_json(NEW) ->> key IS DISTINCT FROM to_json(OLD) ->> key THEN
    RAISE EXCEPTION 'Không đổi mã (%) bằng SQL được; hãy đổi mã trong chương trình', key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.version := OLD.version + 1;
  NEW.simulated := OLD.simulated;
  RETURN NEW;
END"""
# What is drawn in QGIS moves the camera; else the point follows the columns, whoever writes them.
_POINT = f"""
BEGIN
  IF {_BY_OTHERS} AND NEW.geom IS NOT NULL
    AND (TG_OP = 'INSERT' AND NEW.lon IS NULL AND NEW.lat IS NULL
         OR TG_OP = 'UPDATE' AND ST_OrderingEquals(NEW.geom, OLD.geom) IS NOT TRUE
         AND NEW.lon IS NOT DISTINCT FROM OLD.lon AND NEW.lat IS NOT DISTINCT FROM OLD.lat)
  THEN
    NEW.lon := ST_X(NEW.geom);
    NEW.lat := ST_Y(NEW.geom);
  END IF;
  IF {_BY_OTHERS} AND TG_OP = 'UPDATE' AND NEW.geom IS NULL AND OLD.geom IS NOT NULL
    AND NEW.lon IS NOT DISTINCT FROM OLD.lon AND NEW.lat IS NOT DISTINCT FROM OLD.lat
  THEN
    NEW.lon := NULL;
    NEW.lat := NULL;
  END IF;
  NEW.geom := ST_SetSRID(ST_MakePoint(NEW.lon, NEW.lat), 4326);
  RETURN NEW;
END"""
_SHAPE = f"""
BEGIN
  IF {_BY_OTHERS} AND NEW.geom IS NOT NULL
    AND (TG_OP = 'INSERT' AND coalesce(NEW.wkt, '') = ''
         OR TG_OP = 'UPDATE' AND NEW.wkt IS NOT DISTINCT FROM OLD.wkt
         AND ST_OrderingEquals(NEW.geom, OLD.geom) IS NOT TRUE)
  THEN
    NEW.wkt := ST_AsText(NEW.geom, 7);
  END IF;
  IF {_BY_OTHERS} AND coalesce(NEW.wkt, '') = '' THEN
    RAISE EXCEPTION 'Địa điểm, tuyến phải có hình: ghi geom, hoặc wkt (kinh độ, vĩ độ)'
      USING ERRCODE = 'not_null_violation';
  END IF;
  NEW.geom := ST_GeomFromText(NEW.wkt, 4326);
  RETURN NEW;
END"""
_REVISION = """
DECLARE
  number integer;
  near bigint := txid_current() + 2147483648;
BEGIN
  -- Raised already, here or since a savepoint: under the lock no other's unfinished row is seen.
  SELECT revision INTO number FROM state
    WHERE txid_status(near - ((near - xmin::text::bigint) & 4294967295)) = 'in progress';
  IF number IS NULL THEN
    UPDATE state SET revision = revision + 1 RETURNING revision INTO number;
  END IF;
  RETURN number;
END"""
_STAMP = """to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')"""
_EVENT = "INSERT INTO event (revision, at, who, source, subject, subject_id, field, before, after)"
_WHO = f"camera_sql_revision(), {_STAMP}, session_user, '{SQL_SOURCE}', TG_TABLE_NAME"
_INSERTED = f"""
BEGIN
  {_EVENT}
  SELECT {_WHO}, row_to_json(r) ->> TG_ARGV[0], '', '', 'created' FROM new_rows r;
  RETURN NULL;
END"""  # noqa: S608
_UPDATED = f"""
BEGIN
  {_EVENT}
  SELECT {_WHO}, id, name, coalesce(one, ''), coalesce(other, '') FROM (
    SELECT n.j ->> TG_ARGV[0] AS id, f.name, f.one, f.other
    FROM (SELECT row_to_json(r) AS j FROM old_rows r) o
    JOIN (SELECT row_to_json(r) AS j FROM new_rows r) n
      ON o.j ->> TG_ARGV[0] = n.j ->> TG_ARGV[0],
    ROWS FROM (json_each_text(o.j), json_each_text(n.j)) AS f(name, one, same, other)
    WHERE f.one IS DISTINCT FROM f.other AND f.name NOT IN {_KEPT}
  ) AS changed;
  RETURN NULL;
END"""  # noqa: S608
_DELETED = f"""
BEGIN
  {_EVENT}
  SELECT {_WHO}, row_to_json(r) ->> TG_ARGV[0], '', (
    SELECT json_object_agg(name, CASE name WHEN 'simulated' THEN initcap(text)
                                           ELSE coalesce(text, '') END)::text
    FROM json_each_text(row_to_json(r)) AS f(name, text) WHERE name <> 'geom'
  ), 'removed' FROM old_rows r;
  IF TG_ARGV[1] <> '' THEN
    {_EVENT}
    SELECT {_WHO}, row_to_json(r) ->> TG_ARGV[0], 'reason', '', TG_ARGV[1] FROM old_rows r;
  END IF;
  RETURN NULL;
END"""  # noqa: S608
_TRUNCATED = """
BEGIN
  RAISE EXCEPTION 'Không TRUNCATE bảng % được; hãy dùng DELETE để còn lịch sử', TG_TABLE_NAME;
END"""
_FUNCTIONS = {
    "camera_sql_revision": ("integer", _REVISION),
    "camera_sql_point": ("trigger", _POINT),
    "camera_sql_shape": ("trigger", _SHAPE),
    "camera_sql_lock": ("trigger", _LOCK),
    "camera_sql_row": ("trigger", _ROW),
    "camera_sql_inserted": ("trigger", _INSERTED),
    "camera_sql_updated": ("trigger", _UPDATED),
    "camera_sql_deleted": ("trigger", _DELETED),
    "camera_sql_truncated": ("trigger", _TRUNCATED),
}
_OLD, _NEW = "OLD TABLE AS old_rows", "NEW TABLE AS new_rows"
# Which rows each of the functions looks at, after which statement.
_RECORDS = {
    "INSERT": ("camera_sql_inserted", _NEW),
    "UPDATE": ("camera_sql_updated", f"{_OLD} {_NEW}"),
    "DELETE": ("camera_sql_deleted", _OLD),
}


def trigger_statements(schema: str, postgis: str) -> Iterator[str]:
    """Give what makes the triggers.

    The functions run with the rights of the owner: who may write cameras need have no right to
    write events, and cannot forge any.

    Parameters
    ----------
    schema
        That the tables of the store are in, as it stands in SQL.
    postgis
        The schema that PostGIS is in.

    Yields
    ------
    str
        Statements of SQL.
    """
    for name, (kind, body) in _FUNCTIONS.items():
        yield (
            f"CREATE FUNCTION {name}() RETURNS {kind} LANGUAGE plpgsql SECURITY DEFINER "
            f"SET search_path = {schema}, {postgis}, pg_temp AS $${body}$$"
        )
        # No one else calls it, nor lets it run on a table of his own, which may be called camera.
        yield f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC"
    for table, call in (("camera", "camera_sql_point"), ("demand", "camera_sql_shape")):
        yield f"ALTER TABLE {table} ALTER geom DROP EXPRESSION"
        # After `camera_sql_row`: they run in the order of their names.
        yield (
            f"CREATE TRIGGER camera_sql_shape BEFORE INSERT OR UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {call}()"
        )
    for table, (key, reason) in _RECORDED.items():
        yield f"ALTER TABLE {table} ALTER version SET DEFAULT 1, ALTER simulated SET DEFAULT false"
        yield _trigger(table, "lock", "BEFORE INSERT OR UPDATE OR DELETE", "STATEMENT", "lock")
        yield _trigger(table, "row", "BEFORE INSERT OR UPDATE", "ROW", f"row('{key}')")
        yield _trigger(table, "truncated", "BEFORE TRUNCATE", "STATEMENT", "truncated")
        for event, (function, rows) in _RECORDS.items():
            yield (
                f"CREATE TRIGGER {function} AFTER {event} ON {table} REFERENCING {rows} "
                f"FOR EACH STATEMENT WHEN ({_BY_OTHERS}) "
                f"EXECUTE FUNCTION {function}('{key}', '{reason}')"
            )


def _trigger(table: str, name: str, when: str, each: str, call: str) -> str:
    arguments = call if "(" in call else f"{call}()"
    return (
        f"CREATE TRIGGER camera_sql_{name} {when} ON {table} FOR EACH {each} "
        f"WHEN ({_BY_OTHERS}) EXECUTE FUNCTION camera_sql_{arguments}"
    )
