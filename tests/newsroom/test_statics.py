"""Static files in production: kept by browsers for good, so a changed file has another name."""

import re
from pathlib import Path

from django.contrib.staticfiles.finders import AppDirectoriesFinder

from newsroom.statics import HashedFiles


def test_modules_of_a_script_name_each_other_by_what_is_in_them(tmp_path: Path) -> None:
    storage = HashedFiles(location=tmp_path)
    found = {}
    for path, origin in AppDirectoriesFinder(["factcheck"]).list([]):
        if path.endswith(".js"):
            found[path] = (origin, path)
            with origin.open(path) as file:
                storage.save(path, file)
    assert len(found) > 5
    for _path, _hashed, outcome in storage.post_process(found):
        assert not isinstance(outcome, Exception), outcome
    script = tmp_path / storage.stored_name("factcheck/workbench.js")
    modules = re.findall(r'import[^;]*?"\./([^"]+)";', script.read_text())
    assert len(modules) > 5
    for name in modules:
        assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name)
        assert (script.parent / name).is_file()
