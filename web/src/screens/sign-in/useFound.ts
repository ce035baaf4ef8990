import { useRef, useState } from "react";
import { type Found, findConnections } from "@/api/sso";

const ADDRESS = /^\S+@\S+\.\S+$/;
const NONE: Found = { connections: [], required: false };

/** By which connections the typed address may sign in: asked once it is complete, never at each key. */
export function useFound() {
  const [found, setFound] = useState(NONE);
  const asked = useRef("");
  /** Answers what was found; a failure is nobody's concern who has a password. */
  const look = async (typed: string): Promise<Found> => {
    const email = typed.trim();
    if (!ADDRESS.test(email)) return NONE;
    if (asked.current === email) return found;
    asked.current = email;
    const answer = await findConnections(email).catch(() => NONE);
    if (asked.current === email) setFound(answer);
    return answer;
  };
  const forget = () => {
    asked.current = "";
    setFound(NONE);
  };
  return { found, look, forget };
}
