// Writes src/api/generated/schema.ts from the API's own description.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../docs/reference/openapi.json", import.meta.url);
const folder = new URL("../src/api/generated/", import.meta.url);
if (!existsSync(source)) {
  process.stderr.write("docs/reference/openapi.json is missing. Run `make docs` first.\n");
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("schema.ts", folder), astToString(await openapiTS(source)));
