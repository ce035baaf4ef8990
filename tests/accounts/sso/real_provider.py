"""Somebody with a browser at the real OpenID provider of e2e/peers/oidc, who follows it without looking at it."""

import re

import httpx

FORM = re.compile(r'<form[^>]*action="([^"]+)"')
PROMPT = re.compile(r'name="prompt" value="([^"]+)"')
CANCEL = re.compile(r'href="([^"]+/abort)"')


class Visitor:
    """Goes where they are sent, until that is an address of ours, which begins with `back`."""

    def __init__(self, back: str) -> None:
        self.back = back
        self.client = httpx.Client(trust_env=False)
        self.page: httpx.Response | None = None

    def go(self, address: str) -> str | None:
        """Where they are sent back to, or None where a page is shown."""
        return self.follow(self.client.get(address))

    def follow(self, answer: httpx.Response) -> str | None:
        while answer.is_redirect:
            there = str(answer.url.join(answer.headers["Location"]))
            if there.startswith(self.back):
                return there
            answer = self.client.get(there)
        assert answer.status_code == 200, answer.text
        self.page = answer
        return None

    def sign_in(self, email: str) -> str:
        """Types who they are, and agrees to what is asked."""
        back = self.send(login=email, password="any")
        while back is None:
            back = self.send()
        return back

    def send(self, **form: str) -> str | None:
        """Sends the form of the page that is shown."""
        assert self.page is not None
        action, [prompt] = FORM.findall(self.page.text)[0], PROMPT.findall(self.page.text)
        return self.follow(self.client.post(self.page.url.join(action), data={"prompt": prompt, **form}))

    def cancel(self) -> str:
        """Turns back."""
        assert self.page is not None
        back = self.go(str(self.page.url.join(CANCEL.findall(self.page.text)[0])))
        assert back is not None
        return back
