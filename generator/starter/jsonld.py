"""What search engines read: schema.org objects from the same answers as the page, as text for a script element.

Only what the owner answered is said; a price, a rating or a photo that is not there is left out.
"""

from __future__ import annotations

import json
import re
from typing import Any

from generator.starter.answers.base import Address
from generator.starter.answers.coop import CoopAnswers
from generator.starter.answers.profile import Post, ProfileAnswers, Resume
from generator.starter.answers.shop import Product, ShopAnswers, Trade, TradeAnswers
from generator.starter.views.common import Context, paragraphs, phone_digits
from generator.starter.views.hours import SCHEMA_DAYS, week_days

_TYPES = {
    Trade.STORE: "Store",
    Trade.FOOD: "Restaurant",
    Trade.LODGING: "LodgingBusiness",
    Trade.SERVICE: "LocalBusiness",
}
_OFFERED = {Trade.FOOD: "MenuItem", Trade.SERVICE: "Service"}
_CONTEXT = "https://schema.org"

Thing = dict[str, Any]


def script_json(value: object) -> str:
    """Return compact JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, code)
    return text


def trade_json(answers: TradeAnswers, context: Context, base_url: str) -> str:
    """Return the LocalBusiness of a shop or cooperative with its offers; `base_url` is "" without a domain.

    "" when there is no address: a LocalBusiness needs a name and an address (Google, "Local business").
    """
    address = _address(answers.address)
    thing: Thing = {"@type": _type(answers)}
    if address is None:
        thing["@type"] = "Organization"
    thing["name"] = answers.name
    if answers.tagline:
        thing["description"] = answers.tagline
    if base_url:
        thing |= {"@id": f"{base_url}#chu", "url": base_url}
        if answers.photo and answers.photo.file in context.images:
            thing["image"] = base_url + context.images[answers.photo.file]["src"]
        else:
            thing["image"] = f"{base_url}chia-se.png"
    if address is not None:
        thing["address"] = address
    if answers.contact.phone:
        thing["telephone"] = phone_digits(answers.contact.phone)
    if answers.contact.email:
        thing["email"] = answers.contact.email
    if answers.address.map:
        thing["hasMap"] = answers.address.map
    if address is not None and (hours := _hours(answers)):
        thing["openingHoursSpecification"] = hours
    same_as = [link for link in (answers.contact.facebook, *(item.url for item in answers.links)) if link]
    if same_as:
        thing["sameAs"] = same_as
    prices = [p for product in answers.products for p in (product.price, product.price_to) if p]
    if prices and address is not None:
        span = f"{min(prices)}-{max(prices)} VND"
        thing["priceRange"] = span if min(prices) < max(prices) else f"{prices[0]} VND"
    seller = thing.get("@id", "")
    goods = [product for product in answers.products if _is_product(product, answers, context, base_url)]
    offers = [_offer(product, answers) for product in answers.products if product not in goods]
    if offers:
        thing["makesOffer"] = offers
    if not goods:
        return script_json({"@context": _CONTEXT, **thing})
    things = [_product(product, context, base_url, seller) for product in goods]
    return script_json({"@context": _CONTEXT, "@graph": [thing, *things]})


def _type(answers: TradeAnswers) -> str:
    if isinstance(answers, ShopAnswers):
        return _TYPES[answers.trade]
    return "LocalBusiness" if isinstance(answers, CoopAnswers) else "Organization"


def _address(address: Address) -> Thing | None:
    if not (address.street or address.commune):
        return None
    thing: Thing = {"@type": "PostalAddress", "addressCountry": "VN"}
    if address.street:
        thing["streetAddress"] = address.street
    if address.commune:
        thing["addressLocality"] = address.commune
    if address.province:
        thing["addressRegion"] = address.province
    return thing


def _hours(answers: TradeAnswers) -> list[Thing]:
    found = []
    for row in answers.hours:
        days = week_days(row.days)
        if days and row.opens and row.closes:
            found.append(
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": [f"https://schema.org/{SCHEMA_DAYS[day]}" for day in days],
                    "opens": row.opens.zfill(5),
                    "closes": "23:59" if row.closes == "24:00" else row.closes.zfill(5),
                }
            )
    return found


def _is_product(product: Product, answers: TradeAnswers, context: Context, base_url: str) -> bool:
    """Tell whether something is a Product for search engines: with a picture, and a price (Google, "Product")."""
    sells_goods = not isinstance(answers, ShopAnswers) or answers.trade in (Trade.STORE, Trade.LODGING)
    pictured = product.photo is not None and product.photo.file in context.images
    return bool(sells_goods and pictured and base_url and product.price)


def _product(product: Product, context: Context, base_url: str, seller: str) -> Thing:
    assert product.photo is not None
    item: Thing = {"@type": "Product", "name": product.name}
    if product.text:
        item["description"] = " ".join(paragraphs(product.text))
    item["image"] = base_url + context.images[product.photo.file]["src"]
    item["offers"] = _price(product, {"@type": "Offer"}) | {"seller": {"@id": seller}}
    return item


def _offer(product: Product, answers: TradeAnswers) -> Thing:
    """Return something for sale that is no Product for search engines: a dish, a service, "hỏi giá"."""
    offer: Thing = {"@type": "Offer", "name": product.name}
    if product.text:
        offer["description"] = " ".join(paragraphs(product.text))
    kind = _OFFERED.get(answers.trade) if isinstance(answers, ShopAnswers) else None
    if kind:
        offer["itemOffered"] = {"@type": kind, "name": product.name}
    return _price(product, offer)


def _price(product: Product, offer: Thing) -> Thing:
    low, high = product.price, product.price_to
    if low is None:
        return offer
    if high is not None and high > low and "name" not in offer:
        offer = {"@type": "AggregateOffer", "lowPrice": str(low), "highPrice": str(high)}
    elif high is not None and high > low:
        offer["priceSpecification"] = {
            "@type": "PriceSpecification",
            "minPrice": str(low),
            "maxPrice": str(high),
            "priceCurrency": "VND",
        }
        return offer
    else:
        offer["price"] = str(low)
    state = "OutOfStock" if product.sold_out else "InStock"
    return offer | {"priceCurrency": "VND", "availability": f"https://schema.org/{state}"}


def partial_date(text: str) -> str:
    """Return a date of a résumé as schema.org takes it, "" when it is none."""
    return text if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text) else ""


def person_json(answers: ProfileAnswers, resume: Resume, context: Context, base_url: str) -> str:
    """Return the ProfilePage of a person; nothing private beyond what the page itself shows."""
    basics = resume.basics
    person: Thing = {"@type": "Person", "name": basics.name}
    if basics.label:
        person["jobTitle"] = basics.label
    if basics.summary:
        person["description"] = " ".join(paragraphs(basics.summary))
    if base_url:
        person |= {"@id": f"{base_url}#chu", "url": base_url}
        if answers.photo and answers.photo.file in context.images:
            person["image"] = base_url + context.images[answers.photo.file]["src"]
    links = [account.url for account in basics.profiles if account.url]
    if basics.url:
        links.append(basics.url)
    if links:
        person["sameAs"] = links
    if resume.languages:
        person["knowsLanguage"] = [entry.language for entry in resume.languages if entry.language]
    schools = [{"@type": "EducationalOrganization", "name": e.institution} for e in resume.education if e.institution]
    if schools:
        person["alumniOf"] = schools
    page: Thing = {"@context": _CONTEXT, "@type": "ProfilePage", "inLanguage": context.lang, "mainEntity": person}
    return script_json(page)


def post_json(answers: ProfileAnswers, post: Post, base_url: str, href: str) -> str:
    """Return the BlogPosting of a post."""
    author: Thing = {"@type": "Person", "name": answers.basics.name}
    thing: Thing = {
        "@context": _CONTEXT,
        "@type": "BlogPosting",
        "headline": post.title,
        "datePublished": post.date.isoformat(),
        "inLanguage": post.lang or answers.lang,
        "author": author,
    }
    if post.summary:
        thing["description"] = post.summary
    if base_url:
        author["url"] = base_url
        thing |= {
            "url": f"{base_url}{href}",
            "mainEntityOfPage": f"{base_url}{href}",
            "image": f"{base_url}chia-se.png",
        }
    return script_json(thing)
