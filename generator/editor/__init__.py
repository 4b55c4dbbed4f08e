"""What the editor of starter sites in the browser is made of: the same templates, as a program for the browser."""

from __future__ import annotations

from generator.editor.template_script import script_of_templates, templates_of

__all__ = ["script_of_templates", "templates_of"]
