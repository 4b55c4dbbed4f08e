"""What the editor of starter sites in the browser is made of: the same templates, as a program for the browser."""

from __future__ import annotations

from generator.editor.kind_data import kind_data
from generator.editor.scripts import editor_engine, kind_script, vendored
from generator.editor.template_script import script_of_templates, templates_of

__all__ = ["editor_engine", "kind_data", "kind_script", "script_of_templates", "templates_of", "vendored"]
