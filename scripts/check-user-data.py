"""What cloud-init itself makes of user data: its MIME reader, its merging, its schema. Needs its package `cloudinit`.

usage: check-user-data.py DIRECTORY (as scripts/user-data-cases.mjs writes it). Ends with 1 at the first that is not as expected.
"""
import json
import logging
import pathlib
import sys
import tempfile

import yaml
from cloudinit import handlers, helpers, user_data
from cloudinit.config.schema import SchemaValidationError, get_schema, validate_cloudconfig_schema
from cloudinit.handlers.cloud_config import CloudConfigPartHandler
from cloudinit.handlers.jinja_template import JinjaTemplatePartHandler


class Warnings(logging.Handler):
    """cloud-init warns and goes on where a part cannot be used; here that is a failure."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


class Instance:
    def get_instance_id(self):
        return "i-check"


def merged(text, warnings):
    """The one configuration that all parts make, and how many shell scripts there are."""
    with tempfile.TemporaryDirectory() as directory:
        for name in ("instance-data.json", "instance-data-sensitive.json"):
            pathlib.Path(directory, name).write_text(json.dumps({"v1": {"region": "eu"}}))
        pathlib.Path(directory, "instances/i-check").mkdir(parents=True)
        paths = helpers.Paths({"cloud_dir": directory, "run_dir": directory}, Instance())
        config = CloudConfigPartHandler(paths)
        jinja = JinjaTemplatePartHandler(paths, sub_handlers=[config])
        by_type = {kind: one for one in (config, jinja) for kind in one.list_types()}
        scripts = 0
        for one in (config, jinja):
            one.handle_part(None, handlers.CONTENT_START, None, None, None, None)
        message = user_data.UserDataProcessor(paths).process(text.encode())
        for number, part in enumerate(message.walk()):
            if part.get_content_maintype() == "multipart":
                continue
            kind = part.get_content_type()
            payload = part.get_payload(decode=True).decode()
            if kind == "text/x-shellscript":
                scripts += 1
                if not payload.startswith("#!"):
                    warnings.lines.append("a script does not begin with #!")
                continue
            handler = by_type.get(kind)
            if handler is None:
                warnings.lines.append(f"nothing handles a part of type {kind}")
                continue
            handler.handle_part(None, kind, f"part-{number}", payload, "always", dict(part))
        return config.cloud_buf or {}, scripts


def problems(name, text, expected, warnings):
    config, scripts = merged(text, warnings)
    yield from warnings.lines
    keys = config.get("ssh_keys")
    wanted = {"ed25519_private": expected["private"], "ed25519_public": expected["public"]}
    if keys != wanted or config.get("ssh_deletekeys") is not True:
        yield "the injected host key is not what is installed"
    own = {key for key in config if key not in ("ssh_keys", "ssh_deletekeys")}
    if not set(expected["keys"]) <= own:
        yield f"of the user's part is missing: {sorted(set(expected['keys']) - own)}"
    if scripts != expected["scripts"]:
        yield f"{scripts} scripts, not {expected['scripts']}"
    user = expected["user"]
    if user is not None and user.startswith("#cloud-config\n"):
        for key, value in (yaml.safe_load(user) or {}).items():
            if key != "merge_how" and config.get(key) != value:
                yield f"the user's `{key}` is not as it was written"
    try:
        validate_cloudconfig_schema(config, get_schema(), strict=True)
    except SchemaValidationError as error:
        yield f"schema: {error}"


def main(directory):
    warnings = Warnings()
    logging.getLogger().addHandler(warnings)
    found = False
    files = sorted(pathlib.Path(directory).glob("*.txt"))
    for file in files:
        warnings.lines.clear()
        expected = json.loads(file.with_suffix(".json").read_text())
        bad = list(problems(file.stem, file.read_text(), expected, warnings))
        found = found or bool(bad)
        print(f"{'FAIL' if bad else 'ok  '} {file.stem}", *bad, sep="\n       " if bad else "")
    # The check must be able to fail.
    try:
        validate_cloudconfig_schema({"packages": 5}, get_schema(), strict=True)
        found = True
        print("FAIL the schema accepts everything")
    except SchemaValidationError:
        pass
    return 1 if found or len(files) < 5 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
