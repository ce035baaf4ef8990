import { useRouter } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";
import type { Id, ObjectMeta } from "@/api/types";

interface RecordLinkProps {
  object: ObjectMeta;
  id: Id;
  className?: string;
  tabIndex?: number;
  children: ReactNode;
}

const READ_AHEAD = 60;
let resting: ReturnType<typeof setTimeout> | undefined;

/** A link to the page of a record. Lighter than the router's own, of which a table would make hundreds while it scrolls. */
export function RecordLink({ object, id, className, tabIndex, children }: RecordLinkProps) {
  const router = useRouter();
  const to = { to: "/$plural/$id", params: { plural: object.plural, id } } as const;
  const follow = (event: MouseEvent) => {
    event.stopPropagation();
    if (event.defaultPrevented || event.button !== 0 || isApart(event)) return;
    event.preventDefault();
    void router.navigate(to);
  };
  const readAhead = () => {
    clearTimeout(resting);
    resting = setTimeout(() => void router.preloadRoute(to).catch(() => undefined), READ_AHEAD);
  };
  return (
    <a
      href={`/${object.plural}/${id}`}
      className={className}
      tabIndex={tabIndex}
      onClick={follow}
      onMouseEnter={readAhead}
      onMouseLeave={() => clearTimeout(resting)}
    >
      {children}
    </a>
  );
}

/** Whether the browser is to open another tab or window. */
const isApart = ({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) => ctrlKey || metaKey || shiftKey || altKey;
