"""The OpenID provider of `e2e/peers/oidc` as a process."""

import os
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / "e2e/peers/oidc"


class Provider:
    """Runs at one port; a restart keeps its keys and forgets who is signed in."""

    def __init__(self, port: int, redirect: str) -> None:
        self.port, self.redirect, self.issuer = port, redirect, f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[str] | None = None
        if not (HOME / "node_modules").exists():
            subprocess.run([ROOT / "tools/node", "npm", "ci", "--no-audit", "--no-fund"], cwd=HOME, check=True)

    def start(self, logout: str = "") -> None:
        """Starts, or starts anew with an address for back-channel logout."""
        self.stop()
        environment = {"PORT": str(self.port), "REDIRECT": self.redirect, "LOGOUT": logout, "PATH": os.environ["PATH"]}
        self.process = subprocess.Popen(
            [ROOT / "tools/node", "node", "provider.mjs"],
            cwd=HOME, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.process.stdout
        for line in self.process.stdout:
            if line.strip() == "ready":
                # What it says later must not fill the pipe.
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return
        raise RuntimeError("The OpenID provider did not start.")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None
