import { addressOf, headersFor, type RequestOptions } from "./client";
import { offlineProblem, problemOf } from "./problem";

interface FetchedFile {
  /** The name the server gave. */
  name: string;
  blob: Blob;
}

/** Fetches a file and hands it to the browser to keep. Throws a `Problem`. */
export async function download(path: string, query?: RequestOptions["query"], signal?: AbortSignal): Promise<void> {
  const { name, blob } = await fetchFile(path, query, signal);
  keepFile(name, blob);
}

export async function fetchFile(
  path: string,
  query?: RequestOptions["query"],
  signal?: AbortSignal,
): Promise<FetchedFile> {
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
  return { name: named ?? "export", blob: await response.blob() };
}

export function keepFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
