"""Templates of a look as JavaScript, from Jinja2's own syntax tree, so that the browser renders the same bytes.

Only the portable part of Jinja2 is known here (generator/starter/portable.py judges it first, with file and line); what
is left over is a mistake of this program and stops it. The runtime beside it, themes/editor/template-runtime.js, throws
wherever the two languages would go different ways without a word.

A compiled template is {extends, blocks, top, body}: `top(context)` does its imports and macros, `body(context)` returns
its text, `blocks` are functions of the context and of what super() returns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, nodes

_COMPARISONS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_TOP_LEVEL = (nodes.FromImport, nodes.Macro)


class NotPortableError(Exception):
    """A template uses what the judge of portable templates should have refused."""


def templates_of(
    environment: Environment, pages: Iterable[str], parsed: dict[tuple[str, str], nodes.Template] | None = None
) -> dict[str, nodes.Template]:
    """Return the syntax trees of pages and of all that they extend, include and import, by name.

    `parsed` remembers trees by name and source, for looks that share templates.

    TemplateNotFound when one is missing, TemplateSyntaxError when one is malformed.
    """
    trees: dict[str, nodes.Template] = {}
    known = {} if parsed is None else parsed
    waiting = list(pages)
    while waiting:
        name = waiting.pop()
        if name in trees:
            continue
        assert environment.loader is not None
        source = environment.loader.get_source(environment, name)[0]
        if (name, source) not in known:
            known[name, source] = environment.parse(source, name)
        trees[name] = known[name, source]
        for node in trees[name].find_all((nodes.Extends, nodes.Include, nodes.FromImport)):
            waiting.append(_constant_name(node))
    return dict(sorted(trees.items()))


def script_of_templates(trees: Mapping[str, nodes.Template]) -> str:
    """Return an expression of JavaScript: an object of compiled templates by name. It needs the runtime's names."""
    compiled = (f"{_literal(name)}:{_Template(name, tree).script()}" for name, tree in trees.items())
    return "{" + ",\n".join(compiled) + "}"


def _constant_name(node: nodes.Node) -> str:
    template = getattr(node, "template", None)
    if not isinstance(template, nodes.Const):
        raise NotPortableError(f"{type(node).__name__} in line {node.lineno}: the name is computed")
    return str(template.value)


def _literal(value: object) -> str:
    """Return a constant as JavaScript; U+2028 and U+2029 end a line there, and "</" ends a script in a page."""
    text = json.dumps(value, ensure_ascii=False).replace("</", "<\\/")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@dataclass(frozen=True)
class _Scope:
    """The names that a piece of a template knows besides its context, as they are called in JavaScript."""

    names: Mapping[str, str] = field(default_factory=dict)
    in_block: bool = False

    def with_names(self, *names: str) -> _Scope:
        return _Scope({**self.names, **{name: f"l_{name}" for name in names}}, self.in_block)

    @property
    def shared(self) -> str:
        """Return the names as members of an object, as an included template sees them."""
        known = (f"{_literal(name)}:{own}" for name, own in self.names.items() if name != "loop")
        return ",".join(("...c.names", *known))


class _Template:
    def __init__(self, name: str, tree: nodes.Template) -> None:
        self._name = name
        self._tree = tree

    def script(self) -> str:
        extends = self._tree.find(nodes.Extends)
        top = "".join(self._top(node) for node in self._tree.body if isinstance(node, _TOP_LEVEL))
        rest = [node for node in self._tree.body if not isinstance(node, (nodes.Extends, *_TOP_LEVEL))]
        if extends is not None:
            self._refuse_text_outside_blocks(rest)
            rest = []
        blocks = (
            f"{_literal(block.name)}:(c,parent)=>{{let o='';{self._body(block.body, _Scope(in_block=True))}return o}}"
            for block in self._tree.find_all(nodes.Block)
        )
        return (
            f"{{extends:{_literal(_constant_name(extends)) if extends else 'null'},"
            f"blocks:{{{','.join(blocks)}}},"
            f"top:c=>{{{top}}},"
            f"body:c=>{{let o='';{self._body(rest, _Scope())}return o}}}}"
        )

    def _refuse_text_outside_blocks(self, rest: Iterable[nodes.Node]) -> None:
        for node in rest:
            is_space = isinstance(node, nodes.Output) and all(
                isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
            )
            if not isinstance(node, nodes.Block) and not is_space:
                self._refuse(node)

    def _refuse(self, node: nodes.Node) -> NotPortableError:
        raise NotPortableError(f"{self._name}, line {node.lineno}: {type(node).__name__}")

    def _top(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Macro):
            return f"c.names[{_literal(node.name)}]={self._macro(node)};"
        assert isinstance(node, nodes.FromImport)
        return "".join(
            f"c.names[{_literal(own)}]=macroOf({_literal(_constant_name(node))},{_literal(name)});"
            for name, own in _imported(node)
        )

    def _macro(self, macro: nodes.Macro) -> str:
        parameters = [argument.name for argument in macro.args]
        inner = _Scope().with_names(*parameters)
        required = len(parameters) - len(macro.defaults)
        defaults = [
            "undefined" if position < required else f"()=>{self._value(macro.defaults[position - required], _Scope())}"
            for position in range(len(parameters))
        ]
        own = ",".join(f"l_{name}" for name in parameters)
        return (
            f"macro({_literal(macro.name)},{_literal(parameters)},[{','.join(defaults)}],"
            f"([{own}])=>{{let o='';{self._body(macro.body, inner)}return new Safe(o)}})"
        )

    # Statements: each returns JavaScript that adds to `o`.

    def _body(self, body: Iterable[nodes.Node], scope: _Scope) -> str:
        parts = []
        for node in body:
            if isinstance(node, nodes.FromImport) and scope.in_block:
                imported = _imported(node)
                parts += [
                    f"const l_{own}=macroOf({_literal(_constant_name(node))},{_literal(name)});"
                    for name, own in imported
                ]
                scope = scope.with_names(*(own for _, own in imported))
            else:
                parts.append(self._statement(node, scope))
        return "".join(parts)

    def _statement(self, node: nodes.Node, scope: _Scope) -> str:
        match node:
            case nodes.Output():
                return "".join(self._output(part, scope) for part in node.nodes)
            case nodes.If():
                return self._if(node, scope)
            case nodes.For():
                return self._for(node, scope)
            case nodes.Block():
                return f"o+=block(c,{_literal(node.name)},0);"
            case nodes.Include():
                return f"o+=include({_literal(_constant_name(node))},{{{scope.shared}}});"
        raise self._refuse(node)

    def _output(self, part: nodes.Node, scope: _Scope) -> str:
        if isinstance(part, nodes.TemplateData):
            return f"o+={_literal(part.data)};"
        return f"o+=escape({self._value(part, scope)});"

    def _if(self, node: nodes.If, scope: _Scope) -> str:
        branches = [node, *node.elif_]
        script = "else ".join(
            f"if(truth({self._value(branch.test, scope)})){{{self._body(branch.body, scope)}}}" for branch in branches
        )
        return script + (f"else{{{self._body(node.else_, scope)}}}" if node.else_ else "")

    def _for(self, node: nodes.For, scope: _Scope) -> str:
        if not isinstance(node.target, nodes.Name) or node.test is not None or node.recursive:
            raise self._refuse(node)
        target = node.target.name
        inner = scope.with_names(target, "loop")
        otherwise = f"if(!items.length){{{self._body(node.else_, scope)}}}" if node.else_ else ""
        return (
            f"{{const items=list({self._value(node.iter, scope)});"
            f"items.forEach((l_{target},at)=>{{const l_loop=loop(items,at);{self._body(node.body, inner)}}});"
            f"{otherwise}}}"
        )

    # Expressions: each returns an expression of JavaScript.

    def _value(self, node: nodes.Node, scope: _Scope) -> str:
        def value(part: nodes.Node) -> str:
            return self._value(part, scope)

        match node:
            case nodes.Const():
                return _literal(node.value)
            case nodes.TemplateData():
                return f"new Safe({_literal(node.data)})"
            case nodes.Name():
                return scope.names.get(node.name) or f"named(c,{_literal(node.name)})"
            case nodes.Getattr():
                return f"get({value(node.node)},{_literal(node.attr)})"
            case nodes.Getitem():
                return f"get({value(node.node)},{value(node.arg)})"
            case nodes.CondExpr() if node.expr2 is not None:
                return f"(truth({value(node.test)})?{value(node.expr1)}:{value(node.expr2)})"
            case nodes.And():
                return f"and({value(node.left)},()=>{value(node.right)})"
            case nodes.Or():
                return f"or({value(node.left)},()=>{value(node.right)})"
            case nodes.Not():
                return f"!truth({value(node.node)})"
            case nodes.Concat():
                return f"joined([{','.join(map(value, node.nodes))}])"
            case nodes.Compare():
                return self._comparison(node, scope)
            case nodes.Filter() if node.node is not None and not (node.args or node.kwargs):
                return f"{ {'safe': 'safe', 'length': 'count'}[node.name] }({value(node.node)})"
            case nodes.Call():
                return self._call(node, scope)
        raise self._refuse(node)

    def _comparison(self, node: nodes.Compare, scope: _Scope) -> str:
        if len(node.ops) != 1:
            raise self._refuse(node)
        left, right = self._value(node.expr, scope), self._value(node.ops[0].expr, scope)
        operator = node.ops[0].op
        if operator in ("eq", "ne"):
            return f"{'!' if operator == 'ne' else ''}equal({left},{right})"
        return f"(order({left},{right}){_COMPARISONS[operator]}0)"

    def _call(self, node: nodes.Call, scope: _Scope) -> str:
        if not isinstance(node.node, nodes.Name) or node.dyn_args is not None or node.dyn_kwargs is not None:
            raise self._refuse(node)
        if node.node.name == "super" and "super" not in scope.names:
            return "parent()"
        given = ",".join(self._value(argument, scope) for argument in node.args)
        named = ",".join(f"{_literal(pair.key)}:{self._value(pair.value, scope)}" for pair in node.kwargs)
        return f"call({self._value(node.node, scope)},[{given}],{{{named}}})"


def _imported(node: nodes.FromImport) -> list[tuple[str, str]]:
    """Return the names of an import as they are called there and here."""
    return [(name, name) if isinstance(name, str) else (name[0], name[1]) for name in node.names]
