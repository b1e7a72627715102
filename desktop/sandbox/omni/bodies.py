"""The JSON objects of Omni, field by field as the documented examples have them (omni_carriers.md §1.7–1.9).

Must not choose which objects go out. Money and weights are Decimal: `encoding` prints their four decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from desktop.sandbox.omni.records import (
    Address,
    Balance,
    Customer,
    Image,
    Location,
    Metafield,
    Product,
    Unit,
    Variant,
)
from desktop.sandbox.omni.store import Identity
from desktop.sandbox.omni.times import Ticks, written

Body = dict[str, Any]
StockOf = Callable[[int], Sequence[Balance]]


def product_body(product: Product, stock_of: StockOf, origin: str, *, advance: bool) -> Body:
    """A product; `origin` is where its pictures are. Pictures inside it lack the `Z` of their times."""
    return {
        "body_html": product.body_html,
        "body_plain": None,
        "created_at": written(product.created_at),
        "handle": product.handle,
        "id": product.id,
        "images": [image_body(image, origin, zone="") | {"filename": image.file} for image in product.images],
        "product_type": product.product_type,
        "published_at": _written(product.published_at),
        "published_scope": product.published_scope,
        "tags": product.tags,
        "template_suffix": "product",
        "title": product.title,
        "updated_at": written(product.updated_at),
        "variants": [variant_body(v, stock_of(v.id), advance=advance) for v in product.variants],
        "vendor": product.vendor,
        "options": [
            {"name": option.name, "id": option.id, "position": place, "product_id": product.id}
            for place, option in enumerate(product.options, 1)
        ],
        "only_hide_from_list": product.hidden,
        "not_allow_promotion": False,
    }


def variant_body(variant: Variant, stock: Sequence[Balance], *, advance: bool) -> Body:
    """A variant. `inventory_quantity` is what all its locations have available together (assumed)."""
    values = variant.options or ("Default Title",)
    body: Body = {
        "barcode": variant.barcode,
        "compare_at_price": variant.compare_at_price,
        "created_at": written(variant.created_at),
        "fulfillment_service": None,
        "grams": variant.grams,
        "id": variant.id,
        "inventory_management": "haravan" if variant.tracked else None,
        "inventory_policy": "continue" if variant.backorder else "deny",
        "inventory_quantity": sum(balance.available for balance in stock),
        "position": variant.position,
        "price": variant.price,
        "product_id": variant.product_id,
        "requires_shipping": True,
        "sku": variant.sku,
        "taxable": False,
        "title": variant.title,
        "updated_at": written(variant.updated_at),
        "image_id": variant.image_id,
        **{f"option{n}": values[n - 1] if n <= len(values) else None for n in (1, 2, 3)},
        "inventory_advance": _advance(stock) if advance and variant.advance and variant.tracked else None,
    }
    if variant.units:
        body |= {"lot_support": True, "variant_units": [_unit(variant, unit) for unit in variant.units]}
    return body


def _advance(stock: Sequence[Balance]) -> Body:
    return {
        "qty_available": sum(balance.available for balance in stock),
        "qty_onhand": sum(balance.on_hand for balance in stock),
        "qty_commited": sum(balance.committed for balance in stock),
        "qty_incoming": sum(balance.incoming for balance in stock),
    }


def _unit(variant: Variant, unit: Unit) -> Body:
    return {
        "id": unit.id,
        "unit": unit.name,
        "base": unit.ratio == 1,
        "sellable": True,
        "ratio": unit.ratio,
        "barcode": variant.barcode,
        "sku": variant.sku,
        "price": unit.price,
    }


def image_body(image: Image, origin: str, *, zone: str = "Z") -> Body:
    """A picture by itself; inside a product it tells its file name too.

    The segment before the file name keeps the address of every picture its own.
    """
    return {
        "created_at": written(image.created_at, zone=zone),
        "id": image.id,
        "position": image.position,
        "product_id": image.product_id,
        "src": f"{origin}/pictures/{image.id}/{image.file}",
        "updated_at": written(image.updated_at, zone=zone),
        "variant_ids": list(image.variant_ids),
    }


def balance_body(balance: Balance) -> Body:
    """The stock of a variant at a location; "commited" is Omni's own spelling."""
    return {
        "id": balance.id,
        "loc_id": balance.location_id,
        "product_id": balance.product_id,
        "variant_id": balance.variant_id,
        "qty_onhand": balance.on_hand,
        "qty_commited": balance.committed,
        "qty_incoming": balance.incoming,
        "qty_available": balance.available,
        "updated_at": written(balance.updated_at),
    }


def location_body(location: Location) -> Body:
    """A location."""
    return {
        "id": location.id,
        "name": location.name,
        "location_type": None,
        "email": None,
        "address1": location.address,
        "address2": None,
        "zip": location.zip,
        "city": None,
        "province": location.province,
        "country": "Vietnam",
        "phone": location.phone,
        "country_code": "VN",
        "country_name": "Vietnam",
        "province_code": location.province_code,
        "district": location.district,
        "district_code": location.district_code,
        "ward": location.ward,
        "ward_code": location.ward_code,
        "created_at": written(location.created_at),
        "updated_at": written(location.updated_at),
        "is_primary": location.is_primary,
        "is_unavailable_quantity": False,
        "type": "default",
    }


def shop_body(shop: Identity, location: Location) -> Body:
    """The shop; its address is that of the primary location."""
    email = f"{shop.slug}@example.com"
    return {
        "address1": location.address,
        "city": None,
        "country": "VN",
        "country_code": "VN",
        "country_name": "Vietnam",
        "created_at": written(shop.created_at),
        "customer_email": email,
        "currency": "VND",
        "domain": f"https://{shop.slug}.myharavan.com/",
        "email": email,
        "google_apps_domain": None,
        "google_apps_login_enabled": None,
        "id": shop.id,
        "latitude": Decimal(0),
        "longitude": Decimal(0),
        "money_format": "₫",
        "money_with_currency_format": "-n $;n $",
        "myharavan_domain": f"https://{shop.slug}.myharavan.com",
        "name": shop.name,
        "plan_name": None,
        "display_plan_name": None,
        "password_enabled": True,
        "phone": shop.phone,
        "province": location.province,
        "province_code": location.province_code,
        "public": None,
        "shop_owner": shop.name,
        "source": None,
        "tax_shipping": False,
        "taxes_included": None,
        "county_taxes": None,
        "timezone": "(GMT+07:00) Hanoi",
        "zip": location.zip,
        "has_storefront": False,
        "shop_plan_id": -1,
        "inventory_method": "default",
        "fullname_checkout_behavior": "optional",
        "email_checkout_behavior": "optional",
        "phone_checkout_behavior": "required",
        "address_checkout_behavior": "optional",
        "district_checkout_behavior": "optional",
        "ward_checkout_behavior": "disabled",
        "primary_locale": "",
    }


def customer_body(customer: Customer) -> Body:
    """A customer, with at most ten of its addresses."""
    addresses = [address_body(address) for address in customer.addresses[:10]]
    return {
        "accepts_marketing": False,
        "addresses": addresses,
        "created_at": written(customer.created_at),
        "default_address": next((address for address in addresses if address["default"]), None),
        "email": customer.email,
        "phone": customer.phone,
        "first_name": customer.first_name,
        "id": customer.id,
        "multipass_identifier": None,
        "last_name": customer.last_name,
        "last_order_id": customer.last_order_id,
        "last_order_name": customer.last_order_name,
        "note": customer.note,
        "orders_count": customer.orders_count,
        "state": customer.state,
        "tags": customer.tags,
        "total_spent": customer.total_spent,
        "total_paid": Decimal(0),
        "updated_at": written(customer.updated_at),
        "verified_email": False,
        "group_name": None,
        "birthday": _written(customer.birthday),
        "gender": customer.gender,
        "last_order_date": _written(customer.last_order_at),
    }


def address_body(address: Address) -> Body:
    """An address inside a customer."""
    return {
        "address1": address.street,
        "address2": None,
        "city": None,
        "company": None,
        "country": "Vietnam",
        "first_name": address.first_name,
        "id": address.id,
        "last_name": address.last_name,
        "phone": address.phone,
        "province": address.province,
        "zip": "70000",
        "name": f"{address.last_name or ''} {address.first_name}",
        "province_code": address.province_code,
        "country_code": "vn",
        "default": address.default,
        "district": address.district,
        "district_code": address.district_code,
        "ward": address.ward,
        "ward_code": address.ward_code,
    }


def lone_address_body(address: Address) -> Body:
    """An address by itself: it says the country's name too (the examples of customer addresses)."""
    return address_body(address) | {"country_name": "Vietnam"}


def metafield_body(field: Metafield) -> Body:
    """A metafield; an integer goes out as a number."""
    return {
        "created_at": written(field.created_at),
        "description": field.description,
        "id": field.id,
        "key": field.key,
        "namespace": field.namespace,
        "owner_id": field.owner_id,
        "updated_at": written(field.updated_at),
        "value": field.value,
        "value_type": "integer" if isinstance(field.value, int) else "string",
        "owner_resource": field.owner,
    }


def groups_body(shop: Identity) -> Body:
    """The customer groups: here only the one that every shop has."""
    made = written(shop.created_at)
    everybody = {"id": 39_550_382, "name": "Tất cả khách hàng", "created_at": made, "updated_at": made}
    return {"customer_groups": [everybody]}


def _written(moment: Ticks | None) -> str | None:
    return None if moment is None else written(moment)
