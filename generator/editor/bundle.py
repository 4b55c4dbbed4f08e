"""Plain ES modules joined into one script, without a bundler: what a module needs stands before it.

The modules keep to a small form that this can join: `import { names } from "./file.js";` without renaming, and
`export` only before a declaration. Comments of a line on its own and JSDoc are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z0-9-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) ([A-Za-z_$][\w$]*)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*//[^\n]*\n|/\*\*.*?\*/[ \n]?", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


class BundleError(Exception):
    """Modules that cannot be joined: a missing file, a name declared twice, an import that nothing exports."""


def joined_modules(modules: Mapping[str, str], first: str) -> str:
    """Return the module `first` and all it imports, by file name, as the body of one strict function."""
    order: list[str] = []
    _visit(modules, first, order, ())
    owners: dict[str, str] = {}
    parts = []
    for name in order:
        source = _COMMENT.sub("", modules[name])
        exported = _EXPORT.sub("", _IMPORT.sub("", source))
        for declared in _DECLARED.findall(exported):
            if declared in owners:
                raise BundleError(f"{declared} stands in {owners[declared]} and in {name}")
            owners[declared] = name
        if re.search(r"^(import|export)\b", exported, re.MULTILINE):
            raise BundleError(f"{name}: an import or export that cannot be joined")
        parts.append(_INDENT.sub("", exported))
    for name in order:
        for names, file in _IMPORT.findall(modules[name]):
            for wanted in filter(None, (part.strip() for part in names.split(","))):
                if not re.search(
                    rf"^export (?:async )?(?:function|const|let|class) {re.escape(wanted)}\b", modules[file], re.M
                ):
                    raise BundleError(f"{name}: {file} does not export {wanted}")
    return '"use strict";\n' + "".join(parts)


def _visit(modules: Mapping[str, str], name: str, order: list[str], path: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in path:
        raise BundleError(f"{name} imports itself by way of {' and '.join(path)}")
    if name not in modules:
        raise BundleError(f"no module {name}")
    for _, file in _IMPORT.findall(modules[name]):
        _visit(modules, file, order, (*path, name))
    order.append(name)
