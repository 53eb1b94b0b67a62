"""The running server while its database is away: 503 and a code; the cause is on its console."""

import http.client
import re
from contextlib import closing

import pytest
from sqlalchemy import make_url

from gis.runtime.program import program_version
from gis.store.store import Store
from tests import world
from tests.system import running_app, throwaway_postgis, until
from tests.village import CAMERAS


def ask(port, path, cookie=""):
    """Return the status, the text and the cookie of an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        cookies = answer.headers.get_all("set-cookie", [])
        given = next((c.split(";")[0] for c in cookies if "camera_" in c), "")
        return answer.status, answer.read().decode("utf-8"), given


@pytest.mark.postgis
def test_a_map_is_answered_503_while_the_database_is_away(tmp_path):
    log = tmp_path / "log"
    with throwaway_postgis() as database:
        store = Store(database.url)
        store.save(source="list", cameras=world.cameras(*CAMERAS))
        store.engine.dispose()
        with running_app(database.url, log) as address:
            port = int(address.rpartition(":")[2])
            _status, _page, cookie = ask(port, "/")
            path = f"/map/{program_version()}-x-none-observe-day-all/newest"
            until(lambda: ask(port, path, cookie)[0] == 200, "the map never answered", seconds=120)
            database.stop()
            status, text, _cookie = ask(port, path, cookie)
            assert status == 503
            assert "không kết nối được" in text
            for secret in ("postgres", str(make_url(database.url).port), "psycopg", "127.0.0.1"):
                assert secret not in text
            code = re.search(r"mã tra cứu ([0-9A-F]{6})", text)[1]
            [line] = [line for line in log.read_text("utf-8").splitlines() if code in line]
            assert "127.0.0.1" in line
            database.start()
            assert ask(port, path, cookie)[0] == 200
