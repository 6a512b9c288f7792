"""Looks at the panel inside Hermes WebUI, in a browser."""

import re

from .browser import Browser
from .services import EXTENSION

BANNER = "Not approved. Execution not allowed. Approval by {} is still required."
HEADLINE = "It approves nothing"
LIKE_AN_APPROVAL = re.compile(r"(approve|deny|reject|allow|execute|run|yes|no)\b", re.IGNORECASE)

PRESS_THE_BUTTON = """
const button = document.querySelector('.rail [aria-label="Execution requests"]');
if (button) button.click();
return Boolean(button);
"""

SHOW_THE_RECORD = """
const element = document.getElementById(arguments[0]).shadowRoot.querySelector('execution-requests');
if (element) element.setAttribute('selected', arguments[1]);
return Boolean(element);
"""

PRESS_VERIFY = """
const element = document.getElementById(arguments[0]).shadowRoot.querySelector('execution-requests');
const button = element.shadowRoot.querySelector('button.verify');
if (button) button.click();
return Boolean(button);
"""

VERDICT = """
const element = document.getElementById(arguments[0]).shadowRoot.querySelector('execution-requests');
const verdict = element.shadowRoot.querySelector('.verdict');
return verdict && verdict.className + ': ' + verdict.textContent;
"""

GO_BACK_TO_CHAT = """
document.querySelector('.rail [data-panel=chat]').click();
return { hidden: document.getElementById(arguments[0]).hidden,
  sidebar: document.querySelector('.sidebar').offsetWidth > 0,
  marked: [...document.querySelectorAll('.rail .active')].map((tab) => tab.getAttribute('aria-label')) };
"""

OPEN_THE_MENU = """
const there = document.querySelector('.sidebar-nav [aria-label="Execution requests"]');
if (there) document.querySelector('.app-titlebar-hamburger').click();
return Boolean(there);
"""

PRESS_IT_IN_THE_MENU = """
document.querySelector('.sidebar-nav [aria-label="Execution requests"]').click();
return { hidden: document.getElementById(arguments[0]).hidden,
  menu: document.querySelector('.sidebar').classList.contains('mobile-open') };
"""

HAS_A_NOTE = "return Boolean(document.getElementById(arguments[0]).shadowRoot.querySelector('.note button'));"


def look(check, hermes, record, driver, home, element, screenshots):
    panel = f"{EXTENSION}-panel"
    with Browser(driver, home, home / "chromedriver.log") as browser:
        browser.open(f"{hermes.origin}/static/favicon.svg")
        for name, value in hermes.cookies.items():
            browser.cookie(name, value)
        for theme in ("light", "dark"):
            browser.size(1400, 900)
            browser.script("localStorage.setItem('hermes-theme', arguments[0])", theme)
            browser.open(f"{hermes.origin}/")
            check.that(f"has a button for the panel ({theme})", browser.wait(PRESS_THE_BUTTON))
            look_at_panel(check, browser, theme, record, element)
            if screenshots:
                browser.screenshot(screenshots / f"hermes-{theme}.png")
            if element:
                browser.wait(PRESS_VERIFY, panel)
                verdict = browser.wait(VERDICT, panel)
                check.that(f"verifies the record in the browser ({theme})", (verdict or "").startswith("verdict holds"), verdict)
            back = browser.script(GO_BACK_TO_CHAT, panel)
            check.that(f"gives way to the chat ({theme})",
                       back == {"hidden": True, "sidebar": True, "marked": ["Chat"]}, back)
        browser.size(500, 900)
        browser.open(f"{hermes.origin}/")
        browser.wait(OPEN_THE_MENU)
        menu = browser.script(PRESS_IT_IN_THE_MENU, panel)
        check.that("opens from the menu on a phone", menu == {"hidden": False, "menu": False}, menu)
        if screenshots:
            look_at_panel(check, browser, "phone", record, element)
            browser.screenshot(screenshots / "hermes-phone.png")
        complaints = browser.complaints()
        check.that("logs no error about the extension", not complaints, complaints)


def look_at_panel(check, browser, theme, record, element):
    panel = f"{EXTENSION}-panel"
    banner = BANNER.format(record["approval_required_from"])
    if element:
        browser.wait(SHOW_THE_RECORD, panel, record["id"])
        browser.until(lambda: banner in browser.panel()["text"])
    else:
        browser.wait(HAS_A_NOTE, panel)
    seen = browser.panel()
    check.that(f"says in the panel that the registry approves nothing ({theme})", HEADLINE in seen["text"], seen)
    if element:
        check.that(f"shows a record with its banner ({theme})", banner in seen["text"], seen)
        check.that(f"shows no title without the words of the registry ({theme})",
                   f"Proposal, not approved : {record['title']}" in seen["text"], seen)
    else:
        check.skipped(f"shows a record with its banner ({theme})", "assets/execution-requests.js is not there")
    suspicious = [one for one in seen["controls"] if LIKE_AN_APPROVAL.match(one)]
    check.that(f"has no control that could look like an approval ({theme})", not suspicious, suspicious)
