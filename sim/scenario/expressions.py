"""The small language of amounts and conditions, as in `serbia.forces < 9000 and since(x) > 2`.

A text is read into a tree and never evaluated as Python. Every tree is a number or a condition.
Where a number is wanted, a condition counts 1 or 0. Where a condition is wanted, a bare name or
query means "is above zero", and that comparison is put into the tree.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from sim.scenario.faults import did_you_mean, quoted

LONGEST_TEXT = 1_000
MOST_NODES = 200
DEEPEST = 32  # brackets, functions and operands inside one another; keeps all recursion short
LARGEST = 1e12

# How many arguments each takes; of max and min, that is the least number.
FUNCTIONS = {"abs": 1, "clamp": 3, "max": 2, "min": 2}
ABOUT_ONE = ("count", "credibility", "happened", "made", "open", "since")
QUERIES = {"attitude": 2, **dict.fromkeys(ABOUT_ONE, 1)}
ARGUMENTS = FUNCTIONS | QUERIES

# How tightly each operator holds its operands, from the loosest.
CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, ATOM = range(1, 10)
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
POWER = {
    **{"if": CHOICE, "or": OR, "and": AND, "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT},
    **dict.fromkeys(COMPARISONS, COMPARISON),
}
KEYWORDS = ("and", "else", "if", "not", "or")
PRINTED = "×÷−≤≥≠"  # the same signs as in books
TYPED = dict(zip(PRINTED, ("*", "/", "-", "<=", ">=", "!="), strict=True))
HINTS = {
    **{"=": 'write "==" to compare', "=>": 'write ">="', "=<": 'write "<="', "\u2013": 'write "-"'},
    "%": "write it right behind its number, as in 3%",
    ".": "write 0.5, or a name such as serbia.forces",
    ",": 'conditions are joined with "and"; a decimal is written 0.5',
    "not": 'write "(not …)" here',
    **dict(zip("*&|", ("for a square write x * x", 'write "and"', 'write "or"'), strict=True)),
}
WORD = r"[a-z][a-z0-9_]* (?: -[a-z0-9_]+ )*"
TOKEN = re.compile(rf"""(?xs) \s+
    | (?P<number> [0-9]+ (?:_[0-9]+)* (?:\.[0-9]+)? (?: % | [eE][+-]?[0-9]+ )? )
    | (?P<name> {WORD} (?: \.{WORD} )* (?! [\w.] | -\w ) )
    | (?P<symbol> [<>=!]= | [-+*/<>(),{PRINTED}] )
    | (?P<foreign> =[<>] | [^\W\d_][\w.-]* | . )
    """)


class ExpressionError(ValueError):
    """A text is not an expression; `at` is the 0-based offset of what is wrong in it."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class _Placed:
    """Trees that mean the same are equal, wherever they stand in their texts."""

    at: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(_Placed):
    """A plain number, with its sign."""

    value: float


@dataclass(frozen=True, slots=True)
class Name(_Placed):
    """A quantity of the world, such as `tension` or `serbia.forces`."""

    id: str


@dataclass(frozen=True, slots=True)
class Query(_Placed):
    """A question about things of the scenario, such as `since(serbia.deploy-armour)`."""

    function: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call(_Placed):
    """A function of values: abs, clamp, max or min."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Unary(_Placed):
    """`-` of a number, or `not` of a condition."""

    op: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(_Placed):
    """Arithmetic, a comparison, or `and` / `or` of two conditions."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Choose(_Placed):
    """`yes if condition else no`."""

    condition: Node
    yes: Node
    no: Node


Node = Number | Name | Query | Call | Unary | Binary | Choose


def parse(text: str | int | float, want: Literal["number", "condition"] = "number") -> Node:
    """The tree of an expression; ExpressionError says what is wrong and where."""
    node = _Parser(text).tree() if isinstance(text, str) else _number(text, 0)
    if want == "condition":
        node = _as_condition(node)
    # Counted lazily: a chain shares its middle, so that a short text can stand for a huge tree.
    if len(list(islice(walk(node), MOST_NODES + 1))) > MOST_NODES:
        raise ExpressionError(f"too long: an expression has at most {MOST_NODES} parts; split it")
    return node


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, name, symbol (keywords too), foreign or end
    text: str
    at: int


def _tokens(text: str) -> Iterator[_Token]:
    for match in TOKEN.finditer(text):
        if match.lastgroup:
            kind = "symbol" if match[0] in KEYWORDS else match.lastgroup
            yield _Token(kind, TYPED.get(match[0], match[0]), match.start())
    yield _Token("end", "", len(text))


class _Parser:
    """A Pratt parser: an operand, then every operator that holds tighter than the one before."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST_TEXT:
            raise ExpressionError(f"too long: at most {LONGEST_TEXT} characters; split it")
        self.tokens = _tokens(text)
        self.token = next(self.tokens)
        self.depth = 0

    def take(self) -> _Token:
        taken, self.token = self.token, next(self.tokens, self.token)
        return taken

    def expect(self, text: str, wanted: str) -> None:
        if self.token.text != text:
            raise _unexpected(self.token, wanted)
        self.take()

    def tree(self) -> Node:
        node = self.expression()
        self.expect("", 'an operator such as +, < or "and"')
        return node

    def expression(self, power: int = 0) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(f"too deeply nested: at most {DEEPEST} levels", self.token.at)
        node = self.operand(power)
        while POWER.get(self.token.text, 0) > power:
            node = self.operation(node, self.take().text)
        self.depth -= 1
        return node

    def operand(self, power: int) -> Node:
        token = self.take()
        match token.kind, token.text:
            case "number", digits:
                # As an exponent, not as a division, so that 0.1% is the same number as 0.001.
                return _number(float(digits.replace("%", "e-2")), token.at)
            case "name", name if self.token.text != "(":
                return Name(name, at=token.at)
            case "name", _:
                return self.function(token)
            case _, "(":
                node = self.expression()
                self.expect(")", '")"')
                return node
            case _, "+":
                return self.expression(SIGN)
            case _, "-":
                node = self.expression(SIGN)
                if isinstance(node, Number):
                    return Number(-node.value, at=token.at)
                return Unary("-", node, at=token.at)
            case _, "not" if power <= NOT:
                return Unary("not", _as_condition(self.expression(NOT)), at=token.at)
        raise _unexpected(token, 'a number, a name or "("')

    def operation(self, left: Node, op: str) -> Node:
        if op == "if":
            condition = _as_condition(self.expression(CHOICE))
            self.expect("else", '"else"')
            return Choose(condition, left, self.expression(), at=left.at)
        right = self.expression(POWER[op])
        if op in COMPARISONS:
            return self.chain(Binary(op, left, right, at=left.at), right)
        if op in ("and", "or"):
            left, right = _as_condition(left), _as_condition(right)
        return Binary(op, left, right, at=left.at)

    def chain(self, node: Node, left: Node) -> Node:
        """`20 < tension < 60` holds where both comparisons do."""
        while self.token.text in COMPARISONS:
            op = self.take().text
            right = self.expression(COMPARISON)
            node = Binary("and", node, Binary(op, left, right, at=left.at), at=node.at)
            left = right
        return node

    def function(self, token: _Token) -> Node:
        name = token.text
        if name not in ARGUMENTS:
            raise ExpressionError(did_you_mean(name, "function", ARGUMENTS), token.at)
        values, wanted = self.arguments(), ARGUMENTS[name]
        if len(values) < wanted or (len(values) > wanted and name not in ("max", "min")):
            raise ExpressionError(f"{name}(…) takes {wanted} values, found {len(values)}", token.at)
        if name in FUNCTIONS:
            return Call(name, values, at=token.at)
        ids = tuple(value.id for value in values if isinstance(value, Name))
        if len(ids) < len(values):
            raise ExpressionError(f"{name}(…) takes names only, no amounts", token.at)
        return Query(name, ids, at=token.at)

    def arguments(self) -> tuple[Node, ...]:
        self.take()
        values = [self.expression()]
        while self.token.text == ",":
            self.take()
            values.append(self.expression())
        self.expect(")", '")"')
        return tuple(values)


def _unexpected(found: _Token, wanted: str) -> ExpressionError:
    shown = quoted(found.text) if found.text else "the end"
    hint = f": {HINTS[found.text]}" if found.text in HINTS else ""
    if found.text != found.text.lower():
        hint = ": names are written in small letters"
    return ExpressionError(f"expected {wanted}, found {shown}{hint}", found.at)


def _number(value: float, at: int) -> Number:
    if not abs(value) <= LARGEST:  # put so that it refuses NaN as well
        raise ExpressionError(f"a number is at most {LARGEST:,.0f}, above or below zero", at)
    return Number(float(value), at=at)


def _as_condition(node: Node) -> Node:
    if _is_condition(node):
        return node
    if isinstance(node, Name | Query):
        return Binary(">", node, Number(0.0, at=node.at), at=node.at)
    if isinstance(node, Choose):
        return replace(node, yes=_as_condition(node.yes), no=_as_condition(node.no))
    raise ExpressionError("this is a number, not a condition; compare it, as in … > 0", node.at)


def _is_condition(node: Node) -> bool:
    if isinstance(node, Choose):
        return _is_condition(node.yes) and _is_condition(node.no)
    return isinstance(node, Unary | Binary) and node.op in ("not", "and", "or", *COMPARISONS)


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes in it, in the order of the text; the middle of a chain comes twice."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(_parts(found)))


def names(node: Node) -> list[Name]:
    """The names in the order of the text."""
    return [found for found in walk(node) if isinstance(found, Name)]


def queries(node: Node) -> list[Query]:
    """The queries in the order of the text."""
    return [found for found in walk(node) if isinstance(found, Query)]


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Call(_, values):
            return values
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Choose(condition, yes, no):
            return (yes, condition, no)
    return ()


def describe(node: Node) -> str:
    """A text that is read as the same tree, with no more brackets than it needs."""
    match node:
        case Number(value):
            return repr(value).removesuffix(".0")
        case Name(id):
            return id
        case Query(function, ids):
            return f"{function}({', '.join(ids)})"
        case Call(function, values):
            return f"{function}({', '.join(map(describe, values))})"
        case Unary(op, operand):
            return ("-" if op == "-" else "not ") + _held(operand, _power(node))
        case Binary(op, left, right):
            # Without its brackets, a comparison on the left of another would read as a chain.
            loosest = POWER[op] + (op in COMPARISONS)
            return f"{_held(left, loosest)} {op} {_held(right, POWER[op] + 1)}"
        case Choose(condition, yes, no):
            return f"{_held(yes, OR)} if {_held(condition, OR)} else {describe(no)}"


def _held(node: Node, loosest: int) -> str:
    return describe(node) if _power(node) >= loosest else f"({describe(node)})"


def _power(node: Node) -> int:
    if isinstance(node, Binary):
        return POWER[node.op]
    if isinstance(node, Unary):
        return NOT if node.op == "not" else SIGN
    return CHOICE if isinstance(node, Choose) else ATOM


MEANING: dict[str, Callable[..., float]] = {
    **{"+": operator.add, "-": operator.sub, "*": operator.mul},
    # By zero gives zero: infinity and NaN would spread through the world, and every later
    # comparison in it would be wrong without a word.
    "/": lambda left, right: left / right if right else 0.0,
    **{"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    **{"==": operator.eq, "!=": operator.ne},
    **{"and": lambda left, right: left and right, "or": lambda left, right: left or right},
    **{"abs": abs, "max": max, "min": min},
    "clamp": lambda value, low, high: min(max(value, low), high),
}


def evaluate(node: Node, lookup: Callable[[Name | Query], float]) -> float:
    """The value in one world; conditions are 1.0 or 0.0. The engine is tested against this."""
    match node:
        case Number(value):
            return value
        case Name() | Query():
            return lookup(node)
        case Choose(condition, yes, no):
            return evaluate(yes if evaluate(condition, lookup) else no, lookup)
        case Unary(op, operand):
            value = evaluate(operand, lookup)
            return -value if op == "-" else float(not value)
        case Call(op) | Binary(op):
            return float(MEANING[op](*(evaluate(part, lookup) for part in _parts(node))))


def fold(node: Node) -> Node:
    """The tree with each number that hangs on no name worked out; a condition stays a condition."""
    if not (isinstance(node, Number) or _is_condition(node) or names(node) or queries(node)):
        value = evaluate(node, lambda _: 0.0)
        return Number(value, at=node.at) if abs(value) <= LARGEST else node
    match node:
        case Call(_, values):
            return replace(node, arguments=tuple(map(fold, values)))
        case Unary(_, operand):
            return replace(node, operand=fold(operand))
        case Binary(_, left, right):
            return replace(node, left=fold(left), right=fold(right))
        case Choose(condition, yes, no):
            return replace(node, condition=fold(condition), yes=fold(yes), no=fold(no))
    return node
