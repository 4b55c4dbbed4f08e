"""The view of a person: contact lines, the sections of the résumé as rows of one shape, the newest posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.starter.answers.profile import Post, ProfileAnswers, Resume
from generator.starter.views.common import Context, View, actions, paragraphs, phone_digits, phone_shown

NEWEST_POSTS = 3

_ORDER = (
    "work",
    "projects",
    "education",
    "skills",
    "certificates",
    "awards",
    "languages",
    "volunteer",
    "publications",
    "interests",
    "references",
)


def profile_view(answers: ProfileAnswers, resume: Resume, context: Context, posts: Sequence[View]) -> View:
    """Return the blocks of a person's page; `resume` is the one in the page's language, `posts` newest first."""
    basics = resume.basics
    contact = answers.contact
    found = {name: _section(name, getattr(resume, name), context) for name in _ORDER}
    order = (
        _ORDER if resume.work else ("projects", "education", *(n for n in _ORDER if n not in ("projects", "education")))
    )
    sections = [section for name in order if (section := found[name])]
    return {
        "name": basics.name,
        "monogram": basics.name.split()[-1][:1].upper(),
        "label": basics.label,
        "photo": context.image(answers.photo, basics.name),
        "about": {"heading": context.say("about"), "paragraphs": paragraphs(basics.summary)}
        if basics.summary
        else None,
        "actions": actions(
            context,
            contact.model_copy(update={"phone": contact.phone or basics.phone, "email": contact.email or basics.email}),
            None,
        ),
        "lines": _lines(answers, resume, context),
        "sections": sections,
        **found,
        "blog": _blog(answers, posts, context),
        "menu": [{"href": f"#{section['id']}", "label": section["heading"]} for section in sections],
        "print_hint": context.say("print_cv"),
    }


def _lines(answers: ProfileAnswers, resume: Resume, context: Context) -> list[View]:
    """Return what stands under the name: place, mail, telephone, sites, accounts; each with an icon."""
    basics, contact = resume.basics, answers.contact
    lines: list[View] = []

    def add(icon: str, label: str, text: str, href: str) -> None:
        if text:
            lines.append({"icon": icon, "label": label, "text": text, "href": href, "away": href.startswith("https:")})

    if basics.location:
        add("map_pin", "", ", ".join(filter(None, (basics.location.city, basics.location.region))), "")
    email, phone = contact.email or basics.email, contact.phone or basics.phone
    add("mail", context.say("email"), email, f"mailto:{email}")
    add("phone", context.say("call"), phone_shown(phone), f"tel:{phone_digits(phone)}")
    add("globe", "", basics.url.removeprefix("https://").rstrip("/"), basics.url)
    for account in basics.profiles:
        shown = account.username or account.url.removeprefix("https://").rstrip("/")
        add("external_link", account.network, f"{account.network}: {shown}" if account.network else shown, account.url)
    return lines


def _row(**values: Any) -> View:
    row: View = {
        "heading": "",
        "sub": "",
        "when": "",
        "where": "",
        "href": "",
        "paragraphs": [],
        "points": [],
        "tags": [],
        "image": None,
    }
    return {**row, **values}


def month(date: str, context: Context) -> str:
    """Return "2024-09-01" as "09/2024", "2024" as it is."""
    parts = date.split("-")
    return context.say("month_year", month=parts[1], year=parts[0]) if len(parts) > 1 else date


def span(start: str, end: str, context: Context, open_end: bool = True) -> str:
    """Return a span of time: "09/2024 – nay"; what has no end goes on, where that makes sense."""
    if not start and not end:
        return ""
    if start and not end and not open_end:
        return month(start, context)
    if not start:
        return month(end, context)
    last = month(end, context) if end else context.say("present")
    first = month(start, context)
    return first if first == last else context.say("span", start=first, end=last)


def _section(name: str, entries: Sequence[Any], context: Context) -> View | None:
    if not entries:
        return None
    rows = [_ROWS[name](entry, context) for entry in entries]
    return {"id": name, "heading": context.say(name), "rows": rows}


def _work(entry: Any, context: Context) -> View:
    return _row(
        heading=entry.position or entry.name,
        sub=entry.name if entry.position else "",
        when=span(entry.startDate, entry.endDate, context),
        where=entry.location,
        href=entry.url,
        paragraphs=[text for text in (entry.description, *paragraphs(entry.summary)) if text],
        points=list(entry.highlights),
    )


def _volunteer(entry: Any, context: Context) -> View:
    return _row(
        heading=entry.position or entry.organization,
        sub=entry.organization if entry.position else "",
        when=span(entry.startDate, entry.endDate, context),
        href=entry.url,
        paragraphs=paragraphs(entry.summary),
        points=list(entry.highlights),
    )


def _education(entry: Any, context: Context) -> View:
    score = f"{context.say('score')}: {entry.score}" if entry.score else ""
    return _row(
        heading=" ".join(filter(None, (entry.studyType, entry.area))) or entry.institution,
        sub=entry.institution if entry.area or entry.studyType else "",
        when=span(entry.startDate, entry.endDate, context),
        href=entry.url,
        paragraphs=[score] if score else [],
        points=list(entry.courses),
    )


def _project(entry: Any, context: Context) -> View:
    return _row(
        heading=entry.name,
        sub=", ".join((*entry.roles, *filter(None, (entry.entity,)))),
        when=span(entry.startDate, entry.endDate, context, open_end=False),
        href=entry.url,
        paragraphs=paragraphs(entry.description),
        points=list(entry.highlights),
        tags=list(entry.keywords),
        image=context.image(entry.photo, entry.name),
    )


def _award(entry: Any, context: Context) -> View:
    return _row(
        heading=entry.title, sub=entry.awarder, when=month(entry.date, context), paragraphs=paragraphs(entry.summary)
    )


def _certificate(entry: Any, context: Context) -> View:
    return _row(heading=entry.name, sub=entry.issuer, when=month(entry.date, context), href=entry.url)


def _publication(entry: Any, context: Context) -> View:
    return _row(
        heading=entry.name,
        sub=entry.publisher,
        when=month(entry.releaseDate, context),
        href=entry.url,
        paragraphs=paragraphs(entry.summary),
    )


_ROWS: dict[str, Any] = {
    "work": _work,
    "volunteer": _volunteer,
    "education": _education,
    "projects": _project,
    "awards": _award,
    "certificates": _certificate,
    "publications": _publication,
    "skills": lambda entry, _: _row(heading=entry.name, sub=entry.level, tags=list(entry.keywords)),
    "languages": lambda entry, _: _row(heading=entry.language, sub=entry.fluency),
    "interests": lambda entry, _: _row(heading=entry.name, tags=list(entry.keywords)),
    "references": lambda entry, _: _row(heading=entry.name, paragraphs=paragraphs(entry.reference)),
}


def _blog(answers: ProfileAnswers, posts: Sequence[View], context: Context) -> View | None:
    if not posts:
        return None
    return {
        "heading": answers.blog_title or context.say("blog"),
        "rows": list(posts[:NEWEST_POSTS]),
        "all": context.say("blog_all"),
        "more": len(posts) > NEWEST_POSTS,
    }


def post_row(post: Post, slug: str, context: Context) -> View:
    """Return what lists of posts show of one post; `href` is from the root of the site."""
    return {
        "heading": post.title,
        "href": f"bai/{slug}.html",
        "date": post.date.isoformat(),
        "when": context.date(post.date),
        "summary": post.summary,
        "lang": post.lang or answers_language(context),
    }


def answers_language(context: Context) -> str:
    """Return the language of the page that lists posts."""
    return context.lang
