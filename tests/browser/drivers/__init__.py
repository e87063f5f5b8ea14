"""Browsers that Playwright cannot drive: Chromium 79 to 83 and Firefox ESR, each in its own words.

window = chromium.open()      # nobody is signed in
window.goto(url)
window.click("#submit")
window.wait('document.querySelector(".message.success")')
"""
