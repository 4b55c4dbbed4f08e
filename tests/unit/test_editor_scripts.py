"""Modules joined into one script, and the forms that the models give the browser."""

from __future__ import annotations

import pytest

from generator.editor.bundle import BundleError, joined_modules
from generator.editor.forms import forms_of
from generator.starter.answers import KINDS
from generator.starter.answers.shop import ShopAnswers

MODULES = {
    "a.js": 'import { twice } from "./b.js";\n// told\nexport const four = twice(2); // kept: "//"\n',
    "b.js": "/** @param {number} n */\nexport function twice(n) {\n  return /** @type {number} */ (n) * 2;\n}\n",
}


def test_what_a_module_needs_stands_before_it_without_comments() -> None:
    assert joined_modules(MODULES, "a.js") == (
        '"use strict";\nfunction twice(n) {\nreturn (n) * 2;\n}\nconst four = twice(2); // kept: "//"\n'
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"b.js": "const twice = 2;\n"}, "does not export twice"),
        ({"b.js": 'import { four } from "./a.js";\nexport const twice = 1;\n'}, "imports itself"),
        ({"b.js": "export function twice() {}\nconst four = 1;\n"}, "four stands in"),
        ({"b.js": "export default 1;\n"}, "cannot be joined"),
        ({"a.js": 'import { x } from "./c.js";\n'}, "no module c.js"),
    ],
)
def test_what_cannot_be_joined_is_an_error(more: dict[str, str], told: str) -> None:
    with pytest.raises(BundleError, match=told):
        joined_modules({**MODULES, **more}, "a.js")


def test_forms_hold_the_limits_and_rules_of_the_models() -> None:
    forms = forms_of(ShopAnswers)
    assert forms["ShopAnswers"]["name"] == {"type": "text", "least": 1, "most": 80, "required": True}
    assert forms["ShopAnswers"]["products"] == {"type": "list", "of": "Product", "most": 60}
    assert forms["ShopAnswers"]["trade"]["values"] == ["store", "food", "lodging", "service"]
    assert forms["Contact"]["phone"] == {"type": "text", "most": 30, "check": "phone"}
    assert forms["Product"]["price"] == {"optional": True, "type": "int", "least": 0, "most": 100_000_000_000}
    assert forms_of(KINDS["coop"])["CoopAnswers"]["owner"]["default"] == {"bearer": "cooperative"}
    assert forms_of(KINDS["profile"])["Work"]["highlights"]["item"] == {"type": "text", "most": 200}
