// An OpenID provider on loopback with one client, Rapport. Whoever types an address signs in with it.
// PORT, REDIRECT and LOGOUT (may be empty) come from the environment.
import { Provider } from "oidc-provider";

const { PORT, REDIRECT, LOGOUT } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "rapport",
      client_secret: "a secret between the two",
      redirect_uris: [REDIRECT],
      ...(LOGOUT && { backchannel_logout_uri: LOGOUT, backchannel_logout_session_required: true }),
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["only a test reads these"] },
  // The provider would not ask an address on loopback, where the Rapport of the test is.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  features: { backchannelLogout: { enabled: true } },
  findAccount: (_context, email) => ({
    accountId: email,
    claims: () => ({
      sub: email,
      email,
      email_verified: true,
      name: email.split("@")[0].replace(/^\w/, (letter) => letter.toUpperCase()),
      groups: email.startsWith("boss") ? ["captains"] : ["crew"],
    }),
  }),
});

provider.on("server_error", (_context, error) => console.error(error));
provider.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
