"""What holds for every page: it is sound, stands alone, runs nothing, and can be read aloud."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "br", "hr", "img", "link", "input"}
OUTWARD = ("src", "srcset", "data", "poster", "action", "xlink:href", "style")
LOADS = re.compile(r"@import|url\(|expression\(|javascript:", re.IGNORECASE)


@dataclass
class Tag:
    """An element: its name, its attributes and the text right in it."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page, parsed."""

    source: str
    tags: list[Tag] = field(default_factory=list)
    stack: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()
        assert not self.stack, f"not closed: {self.stack}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {tag} {attrs}"
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if tag not in VOID:
            self.stack.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack[-1].name == tag, f"</{tag}> closes {self.stack[-1].name}"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        for tag in self.stack:
            tag.text += data

    def all(self, name: str, **attributes: str) -> list[Tag]:
        """All elements of that name with those attributes; `kind` stands for the class."""
        wanted = {"class" if key == "kind" else key: value for key, value in attributes.items()}
        return [
            tag
            for tag in self.tags
            if tag.name == name and wanted.items() <= tag.attributes.items()
        ]

    def rows(self, section: str) -> list[str]:
        """All rows of tables within the section of that id, cells told apart by " | "."""
        start = self.source.index(f'<section id="{section}"')
        part = Page(self.source[start : self.source.index("</section>", start) + 10])
        rows: list[list[str]] = []
        for tag in part.tags:
            if tag.name == "tr":
                rows.append([])
            if tag.name in ("th", "td"):
                rows[-1].append(" ".join(tag.text.split()))
        return [" | ".join(row) for row in rows]


def check_page(source: str) -> Page:
    """Fail where a page is unsound, loads or runs anything, or has a picture without words."""
    page = Page(source)
    _stands_alone(page)
    _is_well_ordered(page)
    for svg in page.all("svg"):
        hidden = svg.attributes.get("aria-hidden") == "true"
        assert hidden or svg.attributes.get("aria-label", "").strip(), "a picture without words"
    return page


def _stands_alone(page: Page) -> None:
    names = {tag.name for tag in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    for tag in page.tags:
        for name in tag.attributes:
            assert not name.startswith("on"), tag
            assert name not in OUTWARD, tag
        target = tag.attributes.get("href", "#")
        assert tag.name == "a" or target == "#", tag
        assert target.startswith(("#", "https://", "http://")), tag
    (style,) = page.all("style")
    assert not LOADS.search(style.text)
    (policy,) = [tag for tag in page.all("meta") if "http-equiv" in tag.attributes]
    assert policy.attributes["content"].startswith("default-src 'none'")


def _is_well_ordered(page: Page) -> None:
    ids = Counter(tag.attributes["id"] for tag in page.tags if "id" in tag.attributes)
    assert not [name for name, count in ids.items() if count > 1]
    targets = {
        tag.attributes["href"][1:]
        for tag in page.all("a")
        if "href" in tag.attributes and tag.attributes["href"].startswith("#")
    }
    assert targets <= set(ids)
    levels = [int(tag.name[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.all("html")[0].attributes["lang"]
    assert page.all("title")[0].text.strip()
    assert all(tag.attributes.get("scope") for tag in page.all("th"))
