"""Findings for machines: SARIF logs and GitHub annotations, and the options that ask for them."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from samples import DAMAGED as DUMP

from unres.cli import main
from unres.diagnostics import CODES, diagnose
from unres.edits import Edit, Fix
from unres.exchange.github import to_github
from unres.exchange.sarif import head, tail, to_results
from unres.spans import Span

ROOT = Path(__file__).parent.parent
MENDED = DUMP.replace("Z.", "2.").replace("\x07", "")


def _object(required, **properties):
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items, least=0):
    return {"type": "array", "items": items, "minItems": least}


#: What the schema of SARIF 2.1.0 says of the parts that are written here (OASIS, 2020).
TEXT = {"type": "string", "minLength": 1}
ONE = {"type": "integer", "minimum": 1}
INDEX = {"type": "integer", "minimum": -1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = _object("text", text=TEXT)
PLACE = _object("uri", uri={"type": "string", "pattern": r"^[A-Za-z0-9%/._~:-]+$"})
REGION = _object(
    "startLine startColumn endLine endColumn",
    startLine=ONE, startColumn=ONE, endLine=ONE, endColumn=ONE,
)  # fmt: skip
PHYSICAL = _object("artifactLocation region", artifactLocation=PLACE, region=REGION)
CONTENT = _object("text", text={"type": "string"})
REPLACEMENT = _object("deletedRegion", deletedRegion=REGION, insertedContent=CONTENT)
CHANGE = _object(
    "artifactLocation replacements", artifactLocation=PLACE, replacements=_list(REPLACEMENT, 1)
)
FIX = _object("artifactChanges", description=MESSAGE, artifactChanges=_list(CHANGE, 1))
RESULT = _object(
    "message", ruleId=TEXT, ruleIndex=INDEX, level=LEVEL, message=MESSAGE, fixes=_list(FIX),
    locations=_list(_object("physicalLocation", physicalLocation=PHYSICAL)),
)  # fmt: skip
RULE = _object(
    "id", id=TEXT, name=TEXT, shortDescription=MESSAGE, help=MESSAGE,
    defaultConfiguration=_object("level", level=LEVEL),
    properties=_object("tags", tags=_list(TEXT)),
)  # fmt: skip
DRIVER = _object("name", name=TEXT, version=TEXT, rules=_list(RULE))
RUN = _object(
    "tool", tool=_object("driver", driver=DRIVER), results=_list(RESULT),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=_list(
        _object("executionSuccessful", executionSuccessful={"type": "boolean"})
    ),
)  # fmt: skip
LOG = _object(
    "version runs", **{"$schema": TEXT, "version": {"enum": ["2.1.0"]}, "runs": _list(RUN)}
)


def run(*args, text=None):
    return CliRunner().invoke(main, ["check", *map(str, args)], input=text)


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "noise.txt"
    path.write_bytes(DUMP.encode())
    return path


# -- SARIF --


def log(text):
    found = json.loads(text)
    jsonschema.validate(found, LOG, jsonschema.Draft202012Validator)
    return found["runs"][0]


def test_the_log_of_several_dumps_is_valid(dump, tmp_path):
    other = tmp_path / "a b%é.txt"
    other.write_text(DUMP, encoding="utf-8")
    result = run(dump, other, "--format", "sarif")
    results = log(result.stdout)["results"]
    assert result.exit_code == 1
    assert len(results) == 4
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert uris == {dump.as_uri(), other.as_uri()}


def test_a_log_without_results_is_valid(dump):
    dump.write_text(MENDED, encoding="utf-8")
    found = log(run(dump, "--format", "sarif").stdout)
    assert found["results"] == []
    assert found["invocations"] == [{"executionSuccessful": True}]


def test_a_log_tells_that_a_file_could_not_be_used(dump, tmp_path):
    result = run(dump, tmp_path / "missing.txt", "--format", "sarif")
    assert result.exit_code == 2
    assert log(result.stdout)["invocations"] == [{"executionSuccessful": False}]


def test_every_code_is_a_rule_with_a_help_text():
    text = head({"lost-glyph": "Lost.\n\n    Wrong: `a`\n    "}) + tail(successful=True)
    rules = log(text)["tool"]["driver"]["rules"]
    assert [rule["name"] for rule in rules] == list(CODES)
    helps = {rule["name"]: rule["help"]["text"] for rule in rules}
    assert helps["lost-glyph"] == "Lost.\n\nWrong: `a`"
    assert all(helps.values())


def test_a_result_as_it_is_written(data_regression):
    found = [
        diagnose("misread-number", Span(7, 8), "Z", "2"),
        diagnose("numbering-gap", Span(6, 6), "4", "paragraph 2"),
    ]
    fix = Fix("misread-number", (Edit(7, 8, "2"), Edit(9, 11, "")), "2 for Z")
    results = to_results(found, "dumps/A RES.txt", "first\n Z.\n\nlast", {found[0]: fix})
    written = json.loads(f"[{results}]")
    rules = list(CODES)
    assert [rules[result.pop("ruleIndex")] for result in written] == [d.name for d in found]
    data_regression.check(written)


# -- annotations --


def test_an_annotation_points_at_its_columns():
    found = [diagnose("lost-glyph", Span(7, 8), "100%\nlost")]
    assert to_github(found, "a,b:c.txt", "first\n Z") == (
        "::error file=a%2Cb%3Ac.txt,line=2,endLine=2,col=2,endColumn=3,title=U301 lost-glyph"
        "::a character is lost: 100%25%0Alost\n"
    )


def test_an_annotation_of_several_lines_has_no_columns():
    found = [diagnose("unparsed", Span(0, 8), severity="info")]
    assert to_github(found, "a.txt", "first\nsecond").startswith(
        "::notice file=a.txt,line=1,endLine=2,title=U508 unparsed::"
    )


# -- fixing --


def test_fix_writes_the_file_and_says_what_it_did(dump):
    dump.chmod(0o640)
    result = run(dump, "--fix")
    assert (result.exit_code, result.stdout) == (0, "")
    assert dump.read_bytes().decode() == MENDED
    assert stat.S_IMODE(dump.stat().st_mode) == 0o640
    assert result.stderr.splitlines() == [
        f"{dump}:12: fixed U303 control-character: without the control character",
        f"{dump}:12: fixed U105 misread-number: 2 for Z",
        "fixed 2 places, nothing left in 1 file",
    ]
    assert [path.name for path in dump.parent.iterdir()] == [dump.name]


def test_a_file_without_fixes_is_not_touched(dump):
    dump.write_bytes(MENDED.encode())
    before = dump.stat()
    assert run(dump, "--fix").exit_code == 0
    assert (dump.stat().st_mtime_ns, dump.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_diff_shows_the_change_and_writes_nothing(dump):
    result = run(dump, "--diff")
    assert result.exit_code == 1
    assert dump.read_bytes() == DUMP.encode()
    lines = result.stdout.split("\n")
    assert lines[:2] == [f"--- {dump}", f"+++ {dump}"]
    assert "+2. Invites Member States to share what they have measured;" in lines
    assert result.stderr == "would fix 2 places in 1 file\n"
    done = subprocess.run(
        ["patch", "-s", str(dump)], input=result.stdout.encode(), check=False, capture_output=True
    )
    assert done.returncode == 0
    assert dump.read_bytes() == MENDED.encode()
    assert run(dump, "--diff").exit_code == 0


def test_standard_input_is_mended_to_standard_output():
    result = run("-", "--fix", text=DUMP)
    assert (result.exit_code, result.stdout) == (0, MENDED)
    assert "-:12: fixed U105" in result.stderr


def test_a_selection_holds_for_fixes_too(dump):
    run(dump, "--fix", "--select", "numbering")
    assert dump.read_bytes().decode() == DUMP.replace("Z.", "2.")


def test_a_judgement_waits_until_it_is_asked_for(dump):
    dump.write_text(MENDED.replace("2. Invites", "Invites"), encoding="utf-8")
    assert "(unsafe)" in run(dump).stdout
    assert run(dump, "--fix").exit_code == 1
    assert run(dump, "--fix", "--unsafe-fixes").exit_code == 0
    assert dump.read_text(encoding="utf-8") == MENDED


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_file_keeps_its_encoding_and_line_ends(dump, encoding):
    damaged = DUMP.replace("share", "share à côté").replace("\n", "\r\n")
    dump.write_bytes(damaged.encode(encoding))
    assert run(dump, "--fix").exit_code == 0
    right = damaged.replace("Z.", "2.").replace("\x07", "")
    assert dump.read_bytes() == right.encode(encoding)


def test_a_file_with_undecodable_bytes_is_not_written(dump):
    data = DUMP.replace("share", "share à côté").encode() + b"\xff\n"
    dump.write_bytes(data)
    result = run(dump, "--fix")
    assert result.exit_code == 2
    assert "nothing was changed" in result.stderr
    assert dump.read_bytes() == data


# -- settings and statistics --


def test_settings_of_the_folder_hold(dump):
    (dump.parent / "unres.toml").write_text('ignore = ["numbering", "characters"]\n')
    assert run(dump).exit_code == 0


def test_wrong_settings_are_one_line(dump):
    (dump.parent / "unres.toml").write_text('ignore = ["numbring"]\n')
    result = run(dump)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "unres.toml: no check is called numbring; did you mean numbering?" in result.stderr


def test_names_may_stand_with_commas(dump):
    assert run(dump, "--ignore", "numbering,U303").exit_code == 0


def test_the_official_schema_accepts_the_log_of_every_damaged_fixture():
    """The schema is not ours to ship: a copy of `sarif-2.1.0.json` is named in the environment."""
    path = os.environ.get("SARIF_SCHEMA")
    if not path:
        pytest.skip("set SARIF_SCHEMA to a copy of the schema of SARIF 2.1.0 (OASIS)")
    schema = json.loads(Path(path).read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    sources = sorted((ROOT / "fixtures" / "damaged").glob("*/source.txt"))
    found = json.loads(run(*sources, "--format", "sarif").stdout)
    assert any("fixes" in result for result in found["runs"][0]["results"])
    assert [error.message for error in validator.iter_errors(found)] == []


@pytest.mark.parametrize("args", [("--fix", "--diff"), ("--fix", "-"), ("--fix", "--format", "x")])
def test_what_cannot_be_asked_together_is_told(dump, args):
    result = run(dump, *args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_the_hooks_are_commands_that_there_are():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["unres-check", "unres-fix"]
    for hook in hooks:
        program, command, *options = hook["entry"].split()
        assert program == "unres"
        known = {name for option in main.commands[command].params for name in option.opts}
        assert set(options) <= known
