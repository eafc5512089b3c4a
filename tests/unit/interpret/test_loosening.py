"""Editor settings that give the agent a free hand."""

from __future__ import annotations

import pytest

from bailiwick.interpret.loosening import judged
from bailiwick.model.operation import Resource, ResourceClass, ResourceType


def classes(path: str, content: str) -> frozenset[ResourceClass]:
    return judged(Resource(ResourceType.PATH, path, "", frozenset({ResourceClass.PROJECT})), content).classes


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/p/.vscode/settings.json", '{"chat.tools.autoApprove": true}'),
        ("/p/.VSCode/Settings.json", '{"chat.tools.global.autoApprove": true}'),
        ("/p/x.code-workspace", '{"settings": {"task.allowAutomaticTasks": "on"}}'),
        ("/p/.vscode/settings.json", '{"security.workspace.trust.enabled": false}'),
        ("/p/.devcontainer/devcontainer.json", '{"customizations": {"vscode": {"settings": {"mcpServers": {}}}}}'),
    ],
)
def test_they_are_governance(path: str, content: str) -> None:
    assert ResourceClass.GOVERNANCE in classes(path, content)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/p/.vscode/settings.json", '{"editor.formatOnSave": true}'),
        ("/p/src/settings.json", '{"chat.tools.autoApprove": true}'),
        ("/p/docs/settings.md", "never set chat.tools.autoApprove"),
    ],
)
def test_ordinary_settings_and_documents_are_not(path: str, content: str) -> None:
    assert classes(path, content) == {ResourceClass.PROJECT}
