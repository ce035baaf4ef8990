"""A workspace with somebody of every kind in it, and something of theirs behind every address."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from rapport.accounts.impersonate import context_of
from rapport.accounts.models import User
from rapport.accounts.sso.connections import create_connection
from rapport.accounts.teams import create_team
from rapport.accounts.tokens import create_token
from rapport.accounts.users import create_user, deactivate_user
from rapport.accounts.workspaces import add_member
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from tests.api.clients import BASE, ApiClient, sign_in, stranger_client
from tests.api.oauth.apps import register
from tests.dumps import dump
from tests.records.desks import PASSWORD, desk

ROLES = {"manager": "manager", "salesperson": "salesperson", "support": "support", "marketing": "marketing",
         "read_only": "read_only", "pat": "salesperson", "gone": "support", "spare": "read_only"}  # fmt: skip


@dataclass
class Things:
    """What one person has: the ids by the kind of thing, and those of records by the object's plural."""

    ids: dict[str, str] = field(default_factory=dict)
    live: dict[str, str] = field(default_factory=dict)
    deleted: dict[str, str] = field(default_factory=dict)
    shares: dict[str, str] = field(default_factory=dict)


class House:
    """Its owner Olga, Ada who is Admin and Support, one of each other role, Pat whose things are "theirs".

    `said` is the text in all of its records.
    """

    def __init__(self, name: str = "Acme", said: str = "Kept") -> None:
        self.name, self.said = name.lower(), said
        self.desk = desk(name, f"olga@{self.name}.test")
        self.elsewhere = desk(f"Not {name}", f"gert@not-{self.name}.test")
        self.users: dict[str, User] = {"owner": self.desk.user, "admin": self.member("ada", "admin", "support")}
        self.users |= {who: self.member(who, role) for who, role in ROLES.items()}
        self.clients = {who: sign_in(user) for who, user in self.users.items()}
        self.owner = self.clients["owner"]
        self.common = self.common_things()
        self.things: dict[str, Things] = {}
        for who in self.users:
            self.things[who] = self.things_of(who)
        self.clients |= {"stranger": stranger_client(), "elsewhere": sign_in(self.elsewhere.user)}
        self.clients["token_view"] = self.bearer(limits={"objects": {key: ["view"] for key in registry.objects()}})
        self.clients["token_role"] = self.bearer(roles=["support"])
        # Their tokens act for Ada, who has these things.
        self.things |= {"token_view": self.things["admin"], "token_role": self.things["admin"]}
        deactivate_user(self.users["gone"].id)
        for client in self.clients.values():
            client.send("get", "/me")  # the audit log is told of the first use of a token
        self.as_made = dump(self.workspace_id)

    @property
    def workspace_id(self) -> UUID:
        return self.desk.workspace_id

    def member(self, name: str, *roles: str) -> User:
        user = create_user(email=f"{name}@{self.name}.test", name=name.title(), password=PASSWORD)
        add_member(self.workspace_id, user, roles)
        return user

    def bearer(self, **limits: Any) -> ApiClient:
        _row, text = create_token(
            workspace_id=self.workspace_id, user_id=self.users["admin"].id, name="Less", **limits
        )  # fmt: skip
        return ApiClient(stranger_client().client, {"Authorization": f"Bearer {text}"})

    def common_things(self) -> dict[str, str]:
        """What belongs to the workspace alone."""
        team = create_team(self.workspace_id, name="Empty")
        invited = self.owner.post("/invitations", {"email": f"ivy@{self.name}.test", "roles": ["support"]}, 201)
        role = self.owner.post("/roles", {"name": "Nobody's"}, 201)
        directory = self.owner.post("/provisioning/tokens", {"name": "Entra ID"}, 201)
        self.app = register(self.owner, scopes=("read", "write"))
        shared = {"name": "Login", "enabled": True}
        login = create_connection(self.workspace_id, "oidc", shared, issuer="https://login", client_id="x")
        domain = self.owner.post("/sso/domains", {"domain": f"{self.name}.example.com"}, 201)
        return {"team": str(team.id), "connection": str(login.id), "domain": domain["id"],
                "invitation": invited["id"], "role": role["id"],
                "provisioning_token": directory["id"], "app": self.app.id, "query": self.app.query(),
                "member": str(self.users["spare"].id)}  # fmt: skip

    def things_of(self, who: str) -> Things:
        """Records, a view, a token, a second session and an import of this person, as far as their role makes any."""
        client, user = self.clients[who], self.users[who]
        made = Things()
        for object_type in registry.objects().values():
            self.records(made, object_type, user)
        first = next(iter(registry.objects().values()))
        made.ids["view"] = client.post("/views", {"object": first.key, "label": "Mine"}, 201)["id"]
        made.ids["token"] = client.post("/me/tokens", {"name": "Mine"}, 201)["id"]
        self.app.ask(client)
        made.ids["consent"] = client.get("/me/apps")["apps"][0]["id"]
        sign_in(user)
        sessions = client.get("/me/sessions")["sessions"]
        made.ids["session"] = next(each["id"] for each in sessions if not each["current"])
        answer = upload(client, first)
        made.ids["import"] = answer.json()["id"] if answer.status_code == 201 else self.things["owner"].ids["import"]
        return made

    def records(self, made: Things, object_type: ObjectType, user: User) -> None:
        """One record that stays, is theirs and is shared with a team, and one that is deleted."""
        values = {s.key: self.said for s in object_type.writable if s.kind == "text"}
        if object_type.sharing:
            values[object_type.sharing.owner] = str(user.id)
        plural = object_type.plural
        may = self.clients_may(user, plural, values)
        first = may.send("post", f"/{plural}", values)
        made.live[plural], made.ids["change_set"] = first.json()["id"], first.headers["X-Change-Set"]
        made.deleted[plural] = self.owner.post(f"/{plural}", values, 201)["id"]
        self.owner.send("delete", f"/{plural}/{made.deleted[plural]}")
        shares = f"/{plural}/{made.live[plural]}/shares"
        made.shares[plural] = self.owner.post(shares, {"team": self.common["team"]}, 201)["id"]

    def clients_may(self, user: User, plural: str, values: dict[str, Any]) -> ApiClient:
        """The person's own client when their role creates such records, else the owner's."""
        grants = context_of(self.workspace_id, user.id).grants
        creates = str(grants["*"].create) != "none"
        return next(self.clients[who] for who, each in self.users.items() if each is user) if creates else self.owner


def upload(client: ApiClient, object_type: ObjectType, path: str = "/imports") -> Any:
    """A file of one line for the object."""
    text = next(s.label for s in object_type.writable if s.kind == "text")
    form = {"object": object_type.key, "file": SimpleUploadedFile("list.csv", f"{text}\nKept\n".encode())}
    return client.client.post(f"{BASE}{path}", form, headers=client.headers)
