import { type ReactNode, useEffect, useState } from "react";

/** Draws its content only after 200 ms, so that what loads fast never flickers. */
export function Delayed({ children, after = 200 }: { children: ReactNode; after?: number }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return due ? children : null;
}
