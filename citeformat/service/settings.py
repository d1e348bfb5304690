"""The settings of the service, with their defaults.

In: what `create_app` or `citeformat serve` was given. Out: one frozen value that every part of the
service reads.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a service allows, and what it assumes.

    >>> Settings(max_items=20).max_items
    20
    """

    default_style: str = "apa"
    """The style of requests that name none."""
    styles_folder: str | None = None
    """A folder of styles, which come before those of the package."""
    styles_in_memory: int = 200
    """The number of compiled styles that are kept; the one that was used longest ago goes first."""
    max_items: int = 150
    """The number of records that one request may render together."""
    max_bytes: int = 1_000_000
    """The size of the body of a request, after it is decompressed."""
    max_seconds: float = 10.0
    """The time that one request may take."""
    threads: int = 4
    """The number of requests that are rendered at the same time."""
    user_styles: bool = False
    """Whether requests may bring a style of their own, as CSL text."""
    cors_origins: tuple[str, ...] = ()
    """The sites whose pages may call the service, such as `("https://example.org",)`; `("*",)` is
    all of them."""
    max_age: int = 3600
    """The number of seconds for which answers to GET may be reused."""
    page: bool = True
    """Whether the service has pages for people."""

    def __post_init__(self) -> None:
        if isinstance(self.cors_origins, str):  # a part of the text would count as a site
            object.__setattr__(self, "cors_origins", (self.cors_origins,))

    @property
    def max_cites(self) -> int:
        """The number of citations, and of cites in them, that one request may have."""
        return 10 * self.max_items
