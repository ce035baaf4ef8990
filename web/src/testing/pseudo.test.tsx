import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { SideBar } from "@/app/shell/SideBar";
import { TabBar } from "@/app/shell/TabBar";
import Palette from "@/features/palette/Palette";
import { FactList } from "@/fields/FactList";
import { FilterValue } from "@/fields/filter/FilterValue";
import { speak } from "@/lib/i18n/text";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";
import { ProfileScreen } from "@/screens/profile/ProfileScreen";
import { SetUpScreen } from "@/screens/set-up/SetUpScreen";
import { SignInScreen } from "@/screens/sign-in/SignInScreen";
import { ShortcutSheet } from "@/ui/shortcuts/ShortcutSheet";
import { draw } from "./draw";
import { boat, fieldMeta, me } from "./metadata";
import { answerRequests } from "./server";

/** What the server or the user gave: these words are no texts of ours. */
const GIVEN = [
  ...boat.fields.map(({ label }) => label),
  boat.label,
  boat.label_plural,
  boat.nav_group,
  me.user.name,
  me.user.email,
  me.workspace.name,
  ...me.roles.map(({ label }) => label),
  "ABCD-EFGH-JKLM-NPQR",
];
const READ = ["aria-label", "placeholder", "title", "alt"];

/** Every text and read attribute on the page that is neither in the made-up language nor given. */
function untranslated(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (node.closest("kbd, style, script, [aria-hidden=true], [data-given]")) continue;
      texts.push(...READ.map((name) => node.getAttribute(name) ?? ""));
    } else if (!node.parentElement?.closest("kbd, style, script, [aria-hidden=true], [role=option]")) {
      texts.push(node.textContent ?? "");
    }
  }
  return texts.filter((text) => /\p{L}{2}/u.test(text) && !text.includes("⟦") && !GIVEN.includes(text.trim()));
}

beforeEach(async () => {
  answerRequests(() => ({ body: { results: [] } }));
  await speak("pseudo");
});

test("the check sees a text that is not translated", async () => {
  await draw(<p>Plain words</p>);
  expect(untranslated()).toEqual(["Plain words"]);
});

test.each([
  ["sign-in", <SignInScreen key="a" />],
  ["set-up", <SetUpScreen key="b" />],
  ["not found", <NotFoundScreen key="c" />],
  ["profile", <ProfileScreen key="d" />],
  ["side bar", <SideBar key="e" />],
  ["tab bar", <TabBar key="f" />],
  ["palette", <Palette key="g" onClose={() => undefined} />],
  ["facts", <FactList key="h" object={boat} record={{ id: "1", version: 1, name: null }} />],
  [
    "relative filter",
    <FilterValue
      key="i"
      field={fieldMeta("launched", "date")}
      form="relative"
      value={undefined}
      onChange={() => undefined}
    />,
  ],
])("%s speaks the made-up language only", async (_, content) => {
  await draw(content);
  expect(document.body.textContent).toContain("⟦");
  expect(untranslated()).toEqual([]);
});

test("the sheet of keys speaks it too", async () => {
  await draw(<ShortcutSheet />);
  fireEvent.keyDown(document, { key: "?" });
  await screen.findByRole("dialog");
  expect(untranslated()).toEqual([]);
});
