"""Compose files: what is counted, and what is a project's ordinary business."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code.compose_file import interpret_compose
from bailiwick.interpret.code.emit import Emitter
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.request import Place


def told(text: str) -> list[str]:
    emitter = Emitter("compose", cwd="/p", place=Place(project="/p", home="/home/dev"), inquiry=Inquiry({}))
    interpret_compose(text, emitter)
    return [name for operation in emitter.effects().operations for name in operation.attributes]


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("services:\n  x:\n    privileged: true\n", "privileged"),
        ("services:\n  x: {image: a, privileged: true}\n", "privileged"),
        ('services:\n  x:\n    volumes: ["/:/host"]\n', "host_root"),
        ("services:\n  x:\n    volumes:\n      - /:/host:ro\n", "host_root"),
        ("services:\n  x:\n    pid: host\n", "host_namespace"),
    ],
)
def test_a_service_that_reaches_the_machine_is_a_container_that_does(text: str, attribute: str) -> None:
    assert told(text) == [attribute]


def test_ordinary_services_and_comments_say_nothing() -> None:
    assert (
        told("services:\n  x:\n    # privileged: true\n    volumes:\n      - ./data:/data\n    ports: ['80:80']\n")
        == []
    )
