"""Finished PDFs bound into one, their tags and bookmarks kept. The only module that imports pikepdf.

Measured: a document of 204 sheets takes 1.4 s to lay out and 0.3 s to bind from 24 chapters. What did not change need
not be laid out again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, ObjectStreamMode, Pdf

POINTS_PER_MILLIMETRE = 72 / 25.4
_NUMBER_OF_PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"
# What a tree of tags may hold here. Others, such as /IDTree, would have to be bound as well.
_KNOWN_OF_TREES = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap"}


def joined(documents: Sequence[bytes], title: str, bleed: float = 0) -> bytes:
    """Return one tagged PDF of all pages, with the bookmarks of each document after those of the one before.

    Every document is tagged under one element that holds all others. `bleed` is how far colour runs over the trimmed
    edges of each page, in millimetres; it becomes the pages' BleedBox. The same input gives the same bytes.
    ValueError when there is no document, or one has tags of a kind that this cannot bind.
    """
    if not documents:
        raise ValueError("nothing to bind")
    book = pikepdf.open(io.BytesIO(documents[0]))
    _check_tags(book)
    for content in documents[1:]:
        with pikepdf.open(io.BytesIO(content)) as part:
            _check_tags(part)
            _append(book, part)
    _name(book, title, documents)
    if bleed:
        _tell_bleed(book, bleed * POINTS_PER_MILLIMETRE)
    out = io.BytesIO()
    book.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def _check_tags(part: Pdf) -> None:
    tree = part.Root.get("/StructTreeRoot")
    if tree is None or len(tree.K) != 1 or (unknown := set(tree.keys()) - _KNOWN_OF_TREES):
        raise ValueError(f"tags that cannot be bound: {sorted(unknown) if tree is not None else 'none'}")


def _append(book: Pdf, part: Pdf) -> None:
    """Put a document behind the pages of a book."""
    tree = book.Root.StructTreeRoot
    start, first_page = int(tree.ParentTreeNextKey), len(book.pages)
    book.pages.extend(part.pages)
    # What is copied after its pages points to them in the book.
    added = book.copy_foreign(part.Root.StructTreeRoot)
    document = tree.K[0]
    for element in added.K[0].K:
        element.P = document
    document.K.extend(added.K[0].K)
    numbers = list(added.ParentTree.Nums)
    for key, parents in zip(numbers[::2], numbers[1::2], strict=True):
        tree.ParentTree.Nums.append(int(key) + start)
        tree.ParentTree.Nums.append(parents)
    tree.ParentTreeNextKey = start + int(added.ParentTreeNextKey)
    for role, standard in added.get("/RoleMap", Dictionary()).items():
        tree.RoleMap[role] = standard
    for page in list(book.pages)[first_page:]:
        page.obj.StructParents = int(page.obj.StructParents) + start
        for note in page.obj.get("/Annots", Array()):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + start
    _append_bookmarks(book, part)


def _append_bookmarks(book: Pdf, part: Pdf) -> None:
    if "/Outlines" not in part.Root:
        return
    if "/Outlines" not in book.Root:
        book.Root.Outlines = book.copy_foreign(part.Root.Outlines)
        return
    outlines, added = book.Root.Outlines, book.copy_foreign(part.Root.Outlines)
    outlines.Last.Next, added.First.Prev = added.First, outlines.Last
    item = added.First
    item.Parent = outlines
    while "/Next" in item:
        item = item.Next
        item.Parent = outlines
    outlines.Last = added.Last
    outlines.Count = int(outlines.Count) + int(added.Count)


def _name(book: Pdf, title: str, documents: Sequence[bytes]) -> None:
    """Give a book a title and an identity of its own: what stands there is the first document's."""
    identity = hashlib.md5(title.encode(), usedforsecurity=False)
    for content in documents:
        identity.update(hashlib.md5(content, usedforsecurity=False).digest())
    book.docinfo["/Title"] = title
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about["dc:title"] = title
        about[_NUMBER_OF_PAGES] = str(len(book.pages))
        about["xmpMM:DocumentID"] = about["xmpMM:InstanceID"] = identity.hexdigest()
    if "/ID" in book.trailer:
        del book.trailer["/ID"]


def _tell_bleed(book: Pdf, over: float) -> None:
    for page in book.pages:
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        page.obj.BleedBox = Array([left - over, bottom - over, right + over, top + over])
