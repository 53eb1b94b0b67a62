"""Modules made one script: run by a real browser, told from what browsers make of the modules."""

import re

import pytest

from gis.mapserver.script import MAP_SCRIPTS, leaflet_script, script, styles

MODULES = {
    "end": 'import { twice, Deep, FIRST } from "./middle.js";\n'
    'import { name } from "./deep.js";\n\n'
    "const own = 1;\n"
    "export const told = () => [own, twice(3), new Deep().of(), FIRST, name, [...some()]];\n"
    "export async function late() {\n  return own;\n}\n"
    "function* some() {\n  yield own;\n}\n",
    "middle": 'import { Deep } from "./deep.js";\nconst own = 2;\nexport { Deep };\n',
    "deep": "const own = 3;\n"
    'export const name = "sâu";\n'
    "export class Deep {\n  of() {\n    return own;\n  }\n}\n",
}
MIDDLE = (
    'import { Deep as Found } from "./deep.js";\n'
    "const own = 2;\n"
    "export const [FIRST, SECOND] = [10, 20];\n"
    "export const Deep = Found;\n"
    "export function twice(value) {\n  return own * value + [...count()].length;\n}\n"
    "export function* count() {\n  yield FIRST;\n  yield SECOND;\n}\n"
)


def folder(tmp_path, **changed):
    for name, text in (MODULES | changed).items():
        (tmp_path / f"{name}.js").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({}, "middle.js: export { Deep };"),
        ({"middle": "export default 1;\n"}, "middle.js: export default 1;"),
        ({"middle": 'import "./deep.js";\n'}, 'middle.js: import "./deep.js";'),
        ({"middle": 'import { told } from "./end.js";\n'}, "cycle"),
    ],
)
def test_what_it_cannot_take_is_refused(tmp_path, changed, named):
    with pytest.raises(ValueError, match=re.escape(named)):
        script("end", folder(tmp_path, **changed))


def test_nothing_is_asked_of_anyone():
    assert "sourceMappingURL" not in leaflet_script()
    assert set(re.findall(r"url\(.*?\)", styles())) == set()
    assert not re.search(r"^(import|export)\b", script("map") + script("file"), re.MULTILINE)


@pytest.mark.browser
def test_a_browser_makes_the_same_of_it(browser, tmp_path):
    page = browser.new_page()
    made = script("end", folder(tmp_path, middle=MIDDLE))
    asked = f"(async () => {{ const made = {made}; return [made.told(), await made.late()]; }})()"
    assert page.evaluate(asked) == [[1, 8, 3, 10, "sâu", [1]], 1]
    page.close()


@pytest.mark.browser
def test_it_exports_what_the_module_exports(browser):
    page = browser.new_page()
    text = (MAP_SCRIPTS / "map.js").read_text("utf-8")
    exported = re.findall(r"^export (?:async )?function (\w+)", text, re.MULTILINE)
    assert page.evaluate(f"Object.keys({script('map')})") == exported
    page.close()
