"""Files that hosts and search engines read: .htaccess (Apache, LiteSpeed), _headers (static hosts), robots, sitemap."""

from __future__ import annotations

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

OWN_FILES = ("tra-loi.yml", "HUONG-DAN.html", "gia-han.ics", "phocap-site.json")

# What a page of ours needs of none of these is switched off.
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(policy: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of every answer; the policy gains what a meta element may not say (CSP 3, 3.3)."""
    return (
        ("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", _PERMISSIONS),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )


def htaccess(policy: str) -> str:
    """Return the file for Apache and LiteSpeed, the servers behind cPanel and DirectAdmin.

    The redirect to https is off until the owner changes one word: before the padlock works it would lock everybody
    out, and a block whose lines had to be uncommented was an error 500 when one was missed. Behind a proxy that speaks
    https to the visitor, only X-Forwarded-Proto says so; without that condition the redirect would never end. There is
    no "Options" line: where a host does not allow it, every page would be an error 500.
    """
    headers = "\n".join(f'  Header always set {name} "{value}"' for name, value in security_headers(policy))
    own = "|".join(name.replace(".", "\\.") for name in OWN_FILES)
    return f"""\
# Máy chủ Apache và LiteSpeed đọc tệp này. Tệp bắt đầu bằng dấu chấm: bật "hiện tệp ẩn" mới thấy.
ErrorDocument 404 /404.html
AddDefaultCharset utf-8
<IfModule mod_mime.c>
  AddType application/manifest+json .webmanifest
  AddType text/vcard .vcf
  AddType text/calendar .ics
  AddType image/webp .webp
  AddCharset utf-8 .html .vcf .ics .xml .txt .webmanifest
</IfModule>

# Tệp của riêng chủ trang, người khác không cần xem.
<FilesMatch "^({own})$">
  <IfModule mod_authz_core.c>
    Require all denied
  </IfModule>
</FilesMatch>

<IfModule mod_headers.c>
{headers}
  <FilesMatch "\\.(jpg|png|webp|ico)$">
    Header set Cache-Control "public, max-age=86400"
  </FilesMatch>
  <FilesMatch "\\.(html|xml|txt|vcf|webmanifest)$">
    Header set Cache-Control "no-cache"
  </FilesMatch>
</IfModule>
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/xml text/vcard application/atom+xml application/manifest+json
</IfModule>

# Khi trang đã có ổ khóa (https), đổi chữ Off thành On ở dòng RewriteEngine để mọi người luôn vào bằng https.
<IfModule mod_rewrite.c>
  RewriteEngine Off
  RewriteCond %{{HTTPS}} !=on
  RewriteCond %{{HTTP:X-Forwarded-Proto}} !=https
  RewriteRule ^ https://%{{HTTP_HOST}}%{{REQUEST_URI}} [R=301,L]
</IfModule>
"""


def headers_file(policy: str) -> str:
    """Return the _headers file that several static hosts read."""
    lines = "\n".join(f"  {name}: {value}" for name, value in security_headers(policy))
    images = "".join(f"\n/*.{ending}\n  Cache-Control: public, max-age=86400" for ending in ("jpg", "png", "webp"))
    return f"/*\n{lines}{images}\n"


def robots(base_url: str) -> str:
    """Return robots.txt: everybody may read; the sitemap where there is one."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {base_url}sitemap.xml\n" if base_url else "")


def sitemap(base_url: str, paths: Iterable[str], day: str) -> str:
    """Return the list of pages (sitemaps.org); `day` is "2026-11-22"."""
    rows = "".join(
        f"<url><loc>{escape(base_url + path.removesuffix('index.html'))}</loc><lastmod>{day}</lastmod></url>\n"
        for path in paths
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def manifest(name: str, lang: str, theme: str, ground: str) -> str:
    """Return the web manifest: name and icons, opened in the browser as any page."""
    icons = [
        {"src": f"icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
        for size in (192, 512)
    ]
    document = {
        "name": name,
        "short_name": name if len(name) <= 12 else name[:11].rstrip() + "…",
        "lang": lang,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "theme_color": theme,
        "background_color": ground,
        "icons": icons,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
