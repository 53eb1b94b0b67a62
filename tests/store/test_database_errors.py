"""What visitors read of a database that refuses: never where it is, nor who signs in to it."""

import re
import socket
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from streamlit.testing.v1 import AppTest

from gis.core.errors import StoreError
from gis.store.store import Store
from tests import world
from tests.system import empty, throwaway_postgis
from tests.village import CAMERAS

CODE = re.compile(r"mã tra cứu ([0-9A-F]{6})$")
ROLE, PASSWORD = "nguoi_van_hanh", "mat-khau-42"


def refusal(caplog, ask, *, secrets):
    """Return what a visitor reads; the console has the cause under the code that they read."""
    caplog.clear()
    with pytest.raises(StoreError) as caught:
        ask()
    said = str(caught.value)
    told = [line for line in caplog.messages if CODE.search(said).group(1) in line]
    assert len(told) == 1
    for secret in (*secrets, PASSWORD, "127.0.0.1", "postgresql", "SELECT", "psycopg", "5432"):
        assert secret not in said
    assert PASSWORD not in caplog.text
    return said, told[0]


def signed_in(url, name=ROLE, password=PASSWORD):
    return make_url(url).set(username=name, password=password).render_as_string(hide_password=False)


@pytest.fixture
def role(postgis):
    """An address of a PostGIS store for somebody with a password, and the engine of its owner."""
    url = empty(postgis)
    owner = Store(url)
    owner.save(source="list", cameras=world.cameras(*CAMERAS))
    owner.engine.dispose()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {ROLE}"))
        connection.execute(text(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}"))
        connection.execute(text(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {ROLE}"))
    yield signed_in(url), engine
    with engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {ROLE}"))
        connection.execute(text(f"DROP ROLE {ROLE}"))
    engine.dispose()


@pytest.mark.postgis
@pytest.mark.parametrize("right", ["SELECT", "INSERT"])
def test_a_table_without_the_right_to_it(role, caplog, right):
    url, engine = role
    store = Store(url)
    with engine.begin() as connection:
        connection.execute(text(f"REVOKE {right} ON camera FROM {ROLE}"))
    asks = {
        "SELECT": store.cameras,
        "INSERT": lambda: store.save(source="x", cameras=world.cameras({"camera_id": "new"})),
    }
    said, told = refusal(caplog, asks[right], secrets=(ROLE, "camera"))
    assert said.startswith("Chương trình không có quyền thực hiện việc này")
    assert "permission denied for table camera" in told
    store.engine.dispose()


@pytest.mark.postgis
def test_a_server_that_is_stopped_and_a_wrong_password(caplog):
    with throwaway_postgis() as server:
        owner = Store(server.url)
        with owner.engine.begin() as connection:
            connection.execute(text(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'"))
        rules = Path(server.control[2]) / "pg_hba.conf"
        rules.write_text("host all all 127.0.0.1/32 scram-sha-256\nlocal all all trust\n")
        server.stop()
        ours = (ROLE, str(make_url(server.url).port), "postgres")
        for ask in (owner.cameras, lambda: owner.set("weights", {"school": 1})):
            said, told = refusal(caplog, ask, secrets=ours)
            assert said.startswith("Cơ sở dữ liệu hiện không kết nối được; chưa có gì thay đổi")
            assert "127.0.0.1" in told
        server.start()
        wrong = signed_in(server.url, password="sai-mat-khau")
        said, told = refusal(caplog, lambda: Store(wrong), secrets=(*ours, "sai-mat-khau"))
        assert said.startswith("Cơ sở dữ liệu hiện không kết nối được")
        assert f'password authentication failed for user "{ROLE}"' in told
        assert "sai-mat-khau" not in caplog.text
        owner.engine.dispose()


def test_a_server_that_never_answers(monkeypatch, caplog):
    monkeypatch.setattr("gis.store.database._CONNECT_S", 2)  # the least that libpq takes
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = signed_in(f"postgresql+psycopg://h@127.0.0.1:{silent.getsockname()[1]}/kho")
        said, told = refusal(caplog, lambda: Store(url), secrets=(ROLE, "kho@"))
    assert said.startswith("Cơ sở dữ liệu hiện không kết nối được")
    assert "timeout" in told


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql+psycopg://{ROLE}:{PASSWORD}@127.0.0.1:54x32/camera",
        f"postgresql://{ROLE}:{PASSWORD}",
        f"postgresql+nonsense://{ROLE}:{PASSWORD}@127.0.0.1/camera",
        "postgresql",
    ],
)
def test_an_address_that_is_none(caplog, address):
    said, told = refusal(caplog, lambda: Store(address), secrets=(ROLE,))
    assert said.startswith("Không dùng được địa chỉ kho dữ liệu")
    assert "postgresql" in told


def test_a_damaged_file_names_no_path(tmp_path, caplog):
    file = tmp_path / "register.sqlite"
    Store(f"sqlite:///{file}").engine.dispose()
    file.write_bytes(b"no database" * 1000)
    said, told = refusal(caplog, lambda: Store(f"sqlite:///{file}"), secrets=(str(tmp_path),))
    assert said.startswith("Cơ sở dữ liệu từ chối")
    assert str(file) in told


def test_another_who_writes_for_too_long(tmp_path, caplog):
    file = tmp_path / "register.sqlite"
    store = Store(f"sqlite:///{file}")
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with store.engine.connect() as connection:  # it need not wait as long here
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    said, _told = refusal(caplog, lambda: store.set("x", 1), secrets=(str(tmp_path),))
    assert said.startswith("Cơ sở dữ liệu đang có người khác ghi")
    writer.close()
    store.engine.dispose()


def test_a_page_names_neither_user_nor_server(monkeypatch):
    monkeypatch.setenv("CAMERA_STORE", signed_in("postgresql+psycopg://h@127.0.0.1:9/kho"))
    [error] = AppTest.from_file("../../main.py", default_timeout=60).run().error
    for secret in (ROLE, PASSWORD, "127", "kho@", "psycopg"):
        assert secret not in error.value
    assert "không kết nối được" in error.value


def test_a_command_shows_whoever_runs_it_the_cause_without_a_password(gis):
    told = gis("orphans", "--store", signed_in("postgresql+psycopg://h@127.0.0.1:9/kho"))
    assert told.returncode == 2
    assert "không kết nối được" in told.stderr
    assert PASSWORD not in told.stderr
