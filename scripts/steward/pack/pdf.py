"""The pack as one PDF/UA document, by WeasyPrint, which is an optional extra."""

from typing import Any

from steward.errors import StewardError
from steward.pack.render import Facts

PAGE = "@page { size: A4; margin: 16mm 14mm; @bottom-right { content: counter(page); font-size: 8pt } } "


def to_pdf(html: str, style: str, facts: Facts) -> bytes:
    """Return the document with tags for screen readers; the same input gives the same bytes.

    Raises StewardError if WeasyPrint or the libraries that it needs are not installed.
    """
    try:
        import weasyprint  # type: ignore[import-untyped]
    except (ImportError, OSError):
        what = "WeasyPrint, or the Pango library that it needs, is not installed"
        raise StewardError(
            "--pdf", what, "install the extra: pip install 'steward[pdf]', and Pango"
        ) from None
    fetch: Any = _refuse
    document = weasyprint.HTML(string=html, url_fetcher=fetch)
    sheet = weasyprint.CSS(string=PAGE + style, url_fetcher=fetch)
    identifier = facts.invocation.encode()
    made = document.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    if made is None:
        raise StewardError("--pdf", "no document was made", "report this with the version of WeasyPrint")
    return bytes(made)


def _refuse(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError("a pack asks for nothing from outside")
