"""What `deploy/` names is there: commands and options of ours, environment variables, files."""

import re
from pathlib import Path

import pytest
import typer.main

from ui.cli import app

yaml = pytest.importorskip("yaml")

DEPLOY = Path(__file__).parents[1] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def test_every_command_is_one_of_ours_with_options_of_ours():
    commands = typer.main.get_command(app).commands
    ours = {name: each for name, each in SERVICES.items() if "command" in each}
    assert set(ours) == {"load", "app"}
    for service in ours.values():
        name, *arguments = service["command"]
        known = {option for parameter in commands[name].params for option in parameter.opts}
        assert {each for each in arguments if each.startswith("--")} <= known


def test_every_variable_is_read_by_the_program():
    said = "\n".join(
        path.read_text(encoding="utf-8")
        for package in ("embeddings", "qa", "ui")
        for path in (DEPLOY.parent / package).rglob("*.py")
    )
    for name in SERVICES["app"]["environment"]:
        assert f'"{name}"' in said, name


def test_every_volume_and_mounted_file_is_there():
    for service in SERVICES.values():
        for mount in service.get("volumes", ()):
            source = mount.split(":")[0]
            if not source.startswith("./"):
                assert source in COMPOSE["volumes"]
            elif source != "./reports":  # which whoever loads puts there
                assert (DEPLOY / source).is_file()


def test_image_copies_what_there_is():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for sources in re.findall(r"^COPY (.+) \S+$", text, re.M):
        for source in sources.split():
            assert (DEPLOY.parent / source).exists(), source
