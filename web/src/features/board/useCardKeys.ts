import { type RefObject, useEffect } from "react";

/** Arrow keys go from card to card: up and down within a lane, left and right to the neighbour's card at that height. */
export function useCardKeys(board: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    const listener = (event: KeyboardEvent) => {
      const card = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-card]") : null;
      // A lifted card is carried by the arrows, not left.
      if (!card || event.defaultPrevented || card.dataset.gone) return;
      const target = neighbour(element, card, event.key);
      if (!target) return;
      event.preventDefault();
      target.focus();
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    element.addEventListener("keydown", listener);
    return () => element.removeEventListener("keydown", listener);
  }, [board]);
}

function neighbour(board: HTMLElement, card: HTMLElement, key: string): HTMLElement | undefined {
  const lanes = [...board.querySelectorAll("section")].map((lane) =>
    [...lane.querySelectorAll<HTMLElement>("[data-card]")].sort((a, b) => top(a) - top(b)),
  );
  const at = lanes.findIndex((cards) => cards.includes(card));
  const own = lanes[at] ?? [];
  if (key === "ArrowDown") return own[own.indexOf(card) + 1];
  if (key === "ArrowUp") return own[own.indexOf(card) - 1];
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  const step = key === "ArrowRight" ? 1 : -1;
  for (let next = at + step; next >= 0 && next < lanes.length; next += step) {
    const cards = lanes[next] ?? [];
    const nearest = cards.toSorted((a, b) => Math.abs(top(a) - top(card)) - Math.abs(top(b) - top(card)))[0];
    if (nearest) return nearest;
  }
  return undefined;
}

const top = (element: HTMLElement): number => element.getBoundingClientRect().top;
