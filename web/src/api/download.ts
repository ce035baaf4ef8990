import { addressOf, headersFor, type RequestOptions } from "./client";
import { offlineProblem, problemOf } from "./problem";

/** Fetches a file and hands it to the browser to keep, under the name the server gave. Throws a `Problem`. */
export async function download(path: string, query?: RequestOptions["query"], signal?: AbortSignal): Promise<void> {
  let response: Response;
  try {
    response = await fetch(addressOf(path, query), {
      headers: headersFor("GET", {}),
      signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw offlineProblem();
  }
  if (!response.ok) throw await problemOf(response);
  const named = response.headers.get("Content-Disposition")?.match(/filename="([^"]+)"/)?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = named ?? "export";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
