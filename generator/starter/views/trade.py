"""Views of shops and cooperatives: each block is None or a dict with a heading, ready to be shown."""

from __future__ import annotations

from itertools import groupby

from generator.starter.answers.base import Bearer, Owner
from generator.starter.answers.coop import CoopAnswers
from generator.starter.answers.shop import Product, ShopAnswers, TradeAnswers
from generator.starter.payment import Banks, vietqr_text
from generator.starter.views.common import (
    Context,
    View,
    actions,
    address_line,
    map_link,
    paragraphs,
    phone_digits,
    phone_shown,
    price,
)
from generator.starter.views.hours import hours_view

ART_KINDS = 4  # drawn stand-ins for photos that a look offers, used in turn

PAYMENT_CODE = "vietqr.png"
CONTACT_CODE = "lien-he-qr.png"


def trade_view(answers: TradeAnswers, context: Context, banks: Banks) -> View:
    """Return the blocks that a shop and a cooperative share."""
    view: View = {
        "name": answers.name,
        "trade": _trade(answers),
        "tagline": answers.tagline,
        "photo": context.image(answers.photo, answers.name),
        "actions": actions(context, answers.contact, answers.address),
        "notices": _notices(answers, context),
        "hours": hours_view(answers.hours, answers.hours_note, context),
        "products": _products(answers, context),
        "place": _place(answers, context),
        "payment": _payment(answers, context, banks),
        "story": _story(answers, context),
        "gallery": _gallery(answers, context),
        "reviews": _reviews(answers, context),
        "links": _links(answers, context),
        "contact": _contact(answers, context),
        "english": _english(answers, context),
        "legal": _legal(answers.owner, answers, context),
        "ordering": _ordering(answers, context),
        "members": None,
        "certificates": None,
        "wholesale": None,
        "visiting": None,
    }
    if isinstance(answers, CoopAnswers):
        view |= _coop_blocks(answers, context)
    view["menu"] = _menu(view)
    return view


def _trade(answers: TradeAnswers) -> str:
    return answers.trade.value if isinstance(answers, ShopAnswers) else "coop"


def _notices(answers: TradeAnswers, context: Context) -> list[View]:
    current = [notice for notice in answers.notices if notice.until is None or notice.until >= context.built_on]
    return [
        {"text": item.text, "until": context.say("notice_until", date=context.date(item.until)) if item.until else ""}
        for item in current
    ]


def _products(answers: TradeAnswers, context: Context) -> View | None:
    if not answers.products:
        return None
    rows = [(product, _product(product, index, context)) for index, product in enumerate(answers.products)]
    groups = [
        {"heading": name, "rows": [row for _, row in found]}
        for name, found in groupby(rows, key=lambda pair: pair[0].group)
    ]
    return {
        "heading": answers.products_title or context.say(f"products_{_trade(answers)}"),
        "groups": groups,
        "count": len(rows),
        "with_photos": any(row["image"] for _, row in rows),
        "needs_art": not all(row["image"] for _, row in rows),
    }


def _product(product: Product, index: int, context: Context) -> View:
    shown = price(context, product.price, product.price_to, product.unit)
    facts = [
        {"label": context.say(key), "value": value}
        for key, value in (
            ("origin", product.origin_place),
            ("season", product.season),
            ("certificate", product.certificate),
        )
        if value
    ]
    return {
        "name": product.name,
        "text": product.text,
        "price": shown or context.say("ask_price"),
        "amount": price(context, product.price, product.price_to, "") or context.say("ask_price"),
        "unit": product.unit if shown else "",
        "has_price": bool(shown),
        "sold_out": context.say("sold_out") if product.sold_out else "",
        "image": context.image(product.photo, product.name),
        "art": index % ART_KINDS + 1,
        "facts": facts,
    }


def _place(answers: TradeAnswers, context: Context) -> View | None:
    address = answers.address
    line, link = address_line(address), map_link(address)
    if not (line or address.way or link):
        return None
    return {
        "heading": context.say("place_title"),
        "line": line,
        "way": paragraphs(address.way),
        "map": {"href": link, "label": context.say("open_map")} if link else None,
    }


def _payment(answers: TradeAnswers, context: Context, banks: Banks) -> View | None:
    payment = answers.payment
    if payment is None:
        return None
    bank = banks.find(payment.bank)
    name = bank.short_name if bank else payment.bank
    rows = [
        {"label": context.say("payment_bank"), "value": name, "strong": False},
        {"label": context.say("payment_account"), "value": payment.account, "strong": True},
        {"label": context.say("payment_holder"), "value": payment.holder, "strong": True},
    ]
    if payment.amount:
        shown = price(context, payment.amount, None, "")
        rows.append({"label": context.say("payment_amount"), "value": shown, "strong": False})
    if payment.message:
        rows.append({"label": context.say("payment_message"), "value": payment.message, "strong": False})
    code = None
    if bank and vietqr_text(bank.bin, payment):
        alt = context.say("payment_code", holder=payment.holder, bank=name, account=payment.account)
        code = {**context.images[PAYMENT_CODE], "alt": alt} if PAYMENT_CODE in context.images else None
    return {
        "heading": context.say("payment_title"),
        "rows": rows,
        "code": code,
        "save": context.say("payment_save"),
        "check": context.say("payment_check_name", holder=payment.holder),
        "seller": context.say("payment_seller"),
        "note": payment.note,
    }


def _story(answers: TradeAnswers, context: Context) -> View | None:
    image = context.image(answers.story_photo)
    if not answers.story and not image:
        return None
    return {"heading": context.say("story_title"), "paragraphs": paragraphs(answers.story), "image": image}


def _gallery(answers: TradeAnswers, context: Context) -> View | None:
    images = [image for photo in answers.photos if (image := context.image(photo))]
    return {"heading": context.say("gallery_title"), "images": images} if images else None


def _reviews(answers: TradeAnswers, context: Context) -> View | None:
    rows = [
        {"text": review.text, "by": ", ".join(part for part in (review.by, review.where) if part)}
        for review in answers.reviews
        if review.allowed
    ]
    return {"heading": context.say("reviews_title"), "rows": rows} if rows else None


def _links(answers: TradeAnswers, context: Context) -> View | None:
    rows = [{"label": link.label, "href": link.url} for link in answers.links if link.url]
    if answers.contact.facebook:
        rows.insert(0, {"label": context.say("facebook"), "href": answers.contact.facebook})
    return {"heading": context.say("links_title"), "rows": rows} if rows else None


def _contact(answers: TradeAnswers, context: Context) -> View:
    contact = answers.contact
    phones = [
        {"shown": phone_shown(phone), "href": f"tel:{phone_digits(phone)}"}
        for phone in (contact.phone, contact.phone_2)
        if phone
    ]
    code = context.images.get(CONTACT_CODE)
    return {
        "heading": context.say("contact_title"),
        "phones": phones,
        "email": {"shown": contact.email, "href": f"mailto:{contact.email}"} if contact.email else None,
        "code": {**code, "alt": context.say("contact_code")} if code else None,
    }


def _english(answers: TradeAnswers, context: Context) -> View | None:
    words = answers.english
    rows = [
        {
            "name": product.english.name,
            "text": product.english.text,
            "price": price(context, product.price, product.price_to, ""),
        }
        for product in answers.products
        if product.english and product.english.name
    ]
    if not rows and not (words and (words.tagline or words.story or words.way)):
        return None
    return {
        "heading": context.say("english_title"),
        "tagline": words.tagline if words else "",
        "paragraphs": paragraphs(words.story) if words else [],
        "rows": rows,
        "way": paragraphs(words.way) if words else [],
    }


def _legal(owner: Owner, answers: TradeAnswers, context: Context) -> View:
    """Return the legal block: what the bearer's kind needs, empty slots said to be empty."""
    needed = [
        (f"legal_owner_{owner.bearer.value}", owner.name, True),
        ("legal_representative", owner.representative, owner.bearer in (Bearer.COMPANY, Bearer.COOPERATIVE)),
        ("legal_address", owner.address or address_line(answers.address), True),
        ("legal_phone", phone_shown(owner.phone or answers.contact.phone), True),
        ("legal_email", owner.email or answers.contact.email, False),
        ("legal_business_code", owner.business_code, owner.bearer is not Bearer.PERSON),
        ("legal_business_code_from", owner.business_code_from, False),
        ("legal_tax_code", owner.tax_code, owner.bearer in (Bearer.COMPANY, Bearer.COOPERATIVE)),
    ]
    rows = [
        {"label": context.say(key), "value": value or context.say("legal_missing"), "missing": not value}
        for key, value, required in needed
        if value or required
    ]
    note = "" if answers.ordering.enabled else context.say("no_ordering")
    return {"heading": context.say("legal_title"), "rows": rows, "note": note}


def _ordering(answers: TradeAnswers, context: Context) -> View | None:
    ordering = answers.ordering
    if not ordering.enabled:
        return None
    parts = ("how", "delivery", "returns", "complaints", "privacy")
    rows = [
        {"label": context.say(f"ordering_{part}"), "paragraphs": paragraphs(getattr(ordering, part))} for part in parts
    ]
    return {"heading": context.say("ordering_title"), "rows": rows}


def _coop_blocks(answers: CoopAnswers, context: Context) -> View:
    return {
        "members": _members(answers, context),
        "certificates": _certificates(answers, context),
        "wholesale": _wholesale(answers, context),
        "visiting": _visiting(answers, context),
    }


def _facts(context: Context, *pairs: tuple[str, str | int | None]) -> list[View]:
    return [{"label": context.say(key), "value": str(value)} for key, value in pairs if value]


def _members(answers: CoopAnswers, context: Context) -> View | None:
    members = answers.members
    rows = _facts(
        context,
        ("members_founded", answers.founded),
        ("members_households", members.households if members else None),
        ("members_area", members.area if members else ""),
    )
    text = paragraphs(members.text) if members else []
    return {"heading": context.say("members_title"), "rows": rows, "paragraphs": text} if rows or text else None


def _certificates(answers: CoopAnswers, context: Context) -> View | None:
    rows = [
        {
            "name": item.name,
            "product": item.product,
            "stars": context.say("certificate_stars", stars=item.stars) if item.stars else "",
            "facts": _facts(
                context,
                ("certificate_issuer", item.issued_by),
                ("certificate_year", item.year),
                ("certificate_number", item.number),
            ),
            "image": context.image(item.photo, item.name),
        }
        for item in answers.certificates
    ]
    return {"heading": context.say("certificates_title"), "rows": rows} if rows else None


def _wholesale(answers: CoopAnswers, context: Context) -> View | None:
    wholesale = answers.wholesale
    if wholesale is None:
        return None
    phone = wholesale.phone
    return {
        "heading": context.say("wholesale_title"),
        "paragraphs": paragraphs(wholesale.text),
        "rows": _facts(context, ("wholesale_least", wholesale.least), ("wholesale_person", wholesale.person)),
        "phone": {"shown": phone_shown(phone), "href": f"tel:{phone_digits(phone)}"} if phone else None,
    }


def _visiting(answers: CoopAnswers, context: Context) -> View | None:
    visiting = answers.visiting
    if visiting is None:
        return None
    return {
        "heading": context.say("visiting_title"),
        "paragraphs": paragraphs(visiting.text),
        "rows": _facts(context, ("visiting_time", visiting.best_time)),
        "image": context.image(visiting.photo),
    }


# Blocks that the menu of a page leads to, with the anchors that templates give them.
_MENU = (
    ("products", "san-pham"),
    ("certificates", "chung-nhan"),
    ("story", "chuyen"),
    ("members", "thanh-vien"),
    ("wholesale", "mua-si"),
    ("visiting", "den-tham"),
    ("payment", "tra-tien"),
    ("place", "dia-chi"),
)


def _menu(view: View) -> list[View]:
    return [{"href": f"#{anchor}", "label": view[block]["heading"]} for block, anchor in _MENU if view[block]]
