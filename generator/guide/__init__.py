"""The guidance site's Markdown: its pages, the names they may use, and their strict expansion."""

from generator.guide.expansion import ExpandedPage, Expander, expand_page, facts_by_page
from generator.guide.front_matter import FrontMatter, split_front_matter
from generator.guide.names import data_of_pages
from generator.guide.pages import (
    GUIDE_FOLDER,
    MACRO_FOLDER,
    GuidePage,
    guide_pages,
    page_titles,
    read_macros,
    read_pages,
    translations_of,
)

__all__ = [
    "GUIDE_FOLDER",
    "MACRO_FOLDER",
    "ExpandedPage",
    "Expander",
    "FrontMatter",
    "GuidePage",
    "data_of_pages",
    "expand_page",
    "facts_by_page",
    "guide_pages",
    "page_titles",
    "read_macros",
    "read_pages",
    "split_front_matter",
    "translations_of",
]
