"""A browser without a window, for tests of pages. Such a test is skipped if there is no browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

__all__ = ["Browser", "open_browser", "serve", "until"]

_CLIPBOARD = """
const done = arguments[arguments.length - 1];
navigator.clipboard.read().then(async ([item]) => {
  const found = {};
  for (const type of item.types) found[type] = await (await item.getType(type)).text();
  done(found);
}).catch(error => done({error: String(error)}));
"""
_AXE = """
const done = arguments[arguments.length - 1];
axe.run().then(found => done(found.violations.filter(
  each => ['serious', 'critical'].includes(each.impact)
).map(each => `${each.id}: ${each.nodes.map(node => node.html.slice(0, 200))}`)));
"""


class Browser:
    """A browser and the folder of what it saves."""

    def __init__(self, driver: Any, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads

    def open(self, address: str, *, dark: bool = False, width: int = 1280) -> None:
        """Open a page as if it was never open before."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get(address)
        if not address.startswith("data:"):
            self.run("localStorage.clear()")
            self.driver.get(address)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page."""
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> Any:
        """Return the first element of a selector."""
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        """Return all elements of a selector."""
        return list(self.driver.find_elements("css selector", selector))

    def in_shadow(self, selector: str) -> list[Any]:
        """Return the elements in the first box of "Cite this"."""
        root = self.find("cite-this").shadow_root
        return list(root.find_elements("css selector", selector))

    def type(self, selector: str, text: str) -> None:
        """Replace what is in a field."""
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def clipboard(self) -> dict[str, str]:
        """Return what is in the clipboard, by media types."""
        origin = self.run("return location.origin")
        permissions = {"permissions": ["clipboardReadWrite"], "origin": origin}
        self.driver.execute_cdp_cmd("Browser.grantPermissions", permissions)
        return dict(self.driver.execute_async_script(_CLIPBOARD))

    def saved(self) -> Path:
        """Wait for a file to be saved, and return it."""

        def complete() -> list[Path]:
            names = [each.name for each in self.downloads.iterdir()]
            is_complete = not any(name.startswith(".") or "crdownload" in name for name in names)
            return [self.downloads / name for name in names] if is_complete else []

        (path,) = until(complete)
        assert isinstance(path, Path)
        return path

    def messages(self) -> list[str]:
        """Return what the browser has to complain about."""
        return [each["message"] for each in self.driver.get_log("browser")]

    def axe(self) -> list[str]:
        """Return what axe-core finds serious. `CITEFORMAT_AXE` names its file `axe.min.js`."""
        path = os.environ.get("CITEFORMAT_AXE")
        if not path:
            pytest.skip("CITEFORMAT_AXE does not name axe.min.js of axe-core")
        self.run(Path(path).read_text("utf-8"))
        return list(self.driver.execute_async_script(_AXE))


@contextmanager
def open_browser(downloads: Path, *, scripts: bool = True) -> Iterator[Browser]:
    """Start a browser.

    Args:
        downloads: The folder of files that pages save.
        scripts: Whether JavaScript runs.
    """
    webdriver = pytest.importorskip("selenium.webdriver")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    service = shutil.which("chromedriver")
    if program is None or service is None:
        pytest.skip("neither Chromium nor its driver is installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update"):  # fmt: skip
        options.add_argument(argument)
    options.add_experimental_option("prefs", {
        "download.default_directory": str(downloads),
        "profile.managed_default_content_settings.javascript": 1 if scripts else 2,
    })  # fmt: skip
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(service))
    try:
        yield Browser(driver, downloads)
    finally:
        driver.quit()


def until(condition: Callable[[], Any]) -> Any:
    """Wait until something is so, and return it."""
    from selenium.common.exceptions import WebDriverException

    end = monotonic() + 60
    while monotonic() < end:
        try:
            if found := condition():
                return found
        except WebDriverException:  # an element that is not there yet
            pass
        sleep(0.05)
    raise AssertionError("it did not happen within a minute")


@contextmanager
def serve(application: Any) -> Iterator[str]:
    """Run an ASGI application in a thread, and yield its address."""
    uvicorn = pytest.importorskip("uvicorn")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()
