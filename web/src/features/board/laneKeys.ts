import { KeyboardCode, type KeyboardCoordinateGetter } from "@dnd-kit/core";

/** Carries a lifted card by whole lanes: left and right go to the neighbour. `lanes` are the ids in their order. */
export function laneKeys(lanes: () => string[]): KeyboardCoordinateGetter {
  return (event, { currentCoordinates, context: { active, over, droppableRects } }) => {
    const step = event.code === KeyboardCode.Right ? 1 : event.code === KeyboardCode.Left ? -1 : 0;
    if (!step) return undefined;
    event.preventDefault();
    const order = lanes();
    const from = String(over?.id ?? active?.data.current?.lane ?? "");
    const target = order[order.indexOf(from) + step];
    const rect = target ? droppableRects.get(target) : undefined;
    return rect ? { x: rect.left, y: currentCoordinates.y } : undefined;
  };
}
