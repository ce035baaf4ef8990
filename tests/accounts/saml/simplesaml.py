"""SimpleSAMLphp as the provider: a server on this machine with two people, groups, and a key of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from time import monotonic, sleep

import httpx

from rapport.accounts.sso.saml.certificates import OwnKey, make_key

INSTALLER = Path(__file__).parents[3] / "tools/samlidp"
PAGES = "/usr/share/simplesamlphp/www"
PASSWORDS = {"anna": "anna-secret", "mallory": "mallory-secret"}
FILES = {
    "config.php": """<?php
$config = [
    'baseurlpath' => '%(address)s/',
    'certdir' => '%(folder)s/', 'datadir' => '%(folder)s/', 'tempdir' => '%(folder)s/tmp/',
    'metadatadir' => '%(folder)s/metadata/', 'loggingdir' => '%(folder)s/',
    'logging.handler' => 'file', 'logging.logfile' => 'log.txt', 'logging.level' => 5,
    'secretsalt' => 'only-for-tests', 'auth.adminpassword' => 'only-for-tests', 'admin.protectindexpage' => false,
    'technicalcontact_email' => 'nobody@example.test', 'timezone' => 'UTC',
    'enable.saml20-idp' => true, 'module.enable' => ['core' => true, 'saml' => true, 'exampleauth' => true],
    'store.type' => 'phpsession', 'session.phpsession.savepath' => '%(folder)s/tmp',
    'session.cookie.secure' => false, 'session.phpsession.limitedpath' => false, 'session.phpsession.httponly' => true,
    'session.cookie.samesite' => null, 'session.cookie.name' => 'provider', 'session.phpsession.cookiename' => 'phpid',
    'language.available' => ['en'], 'language.rtl' => [], 'language.default' => 'en',
    'metadata.sources' => [['type' => 'flatfile'], ['type' => 'xml', 'file' => '%(folder)s/rapport.xml']],
];
""",
    "authsources.php": """<?php
$config = ['people' => ['exampleauth:UserPass',
    'anna:anna-secret' => ['uid' => ['id-of-anna'], 'mail' => ['anna@acme.test'],
        'displayName' => ['Anna Ma'], 'groups' => ['Sales', 'Everybody']],
    'mallory:mallory-secret' => ['uid' => ['id-of-mallory'], 'mail' => ['mallory@elsewhere.test'],
        'displayName' => ['Mallory'], 'groups' => ['Everybody']],
]];
""",
    "metadata/saml20-idp-hosted.php": """<?php
$metadata['%(address)s/saml2/idp/metadata.php'] = [
    'host' => '__DEFAULT__', 'auth' => 'people', 'privatekey' => 'provider.pem', 'certificate' => 'provider.crt',
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'saml20.sign.assertion' => true, 'saml20.sign.response' => true,
    'validate.authnrequest' => true, 'assertion.encryption' => %(encrypts)s,
    'authproc' => [3 => ['class' => 'saml:AttributeNameID', 'attribute' => 'uid',
        'Format' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent']],
];
""",
}


@dataclass(frozen=True, slots=True)
class SimpleSaml:
    """The running provider."""

    address: str
    folder: Path

    @property
    def metadata_url(self) -> str:
        """Where its metadata is; it is also its name."""
        return f"{self.address}/saml2/idp/metadata.php"

    def metadata(self) -> str:
        """Its metadata."""
        return httpx.get(self.metadata_url).raise_for_status().text

    def know(self, metadata: bytes) -> None:
        """Makes a Rapport known to it by its metadata."""
        (self.folder / "rapport.xml").write_bytes(metadata)

    def use_key(self, key: OwnKey) -> None:
        """Signs by this key from now on."""
        (self.folder / "provider.pem").write_text(key.private)
        (self.folder / "provider.crt").write_text(key.certificate)


@contextmanager
def simple_saml(folder: Path, *, host: str = "127.0.0.1", encrypts: bool = False) -> Iterator[SimpleSaml]:
    """Installs what is missing, writes the provider's files into the folder, and runs it."""
    subprocess.run([INSTALLER], check=True)
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://{host}:{port}"
    for name in ("tmp", "metadata"):
        (folder / name).mkdir(parents=True)
    for name, text in FILES.items():
        said = {"address": address, "folder": folder, "encrypts": "true" if encrypts else "false"}
        (folder / name).write_text(text % said)
    provider = SimpleSaml(address, folder)
    provider.use_key(make_key("provider"))
    provider.know(b'<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>')
    environment = {**os.environ, "SIMPLESAMLPHP_CONFIG_DIR": str(folder), "PHP_CLI_SERVER_WORKERS": "2"}
    with (folder / "server.txt").open("wb") as said_by_it:
        server = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{port}", "-t", PAGES], env=environment, stdout=said_by_it, stderr=said_by_it,
            start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(provider, server)
        yield provider
    finally:
        os.killpg(server.pid, 15)
        server.wait(timeout=10)


def wait_for(provider: SimpleSaml, server: "subprocess.Popen[bytes]") -> None:
    """Until it answers; what it said before is shown where it does not."""
    ends = monotonic() + 30
    while True:
        try:
            provider.metadata()
        except httpx.HTTPError as error:
            if server.poll() is not None or monotonic() > ends:
                raise RuntimeError((provider.folder / "server.txt").read_text()[-2000:]) from error
            sleep(0.1)
        else:
            return
