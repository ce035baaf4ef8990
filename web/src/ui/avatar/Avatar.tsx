import { hueOf, initialsOf } from "@/lib/hue";
import classes from "./Avatar.module.css";

interface AvatarProps {
  /** Gives the hue. */
  id: string;
  name: string;
  /** Round with two initials, or square with one. */
  shape?: "round" | "square";
  size?: number;
  className?: string;
}

/** Initials on a colour that stays the same for the same record. The name stands beside it, so it is hidden from readers. */
export function Avatar({ id, name, shape = "round", size = 20, className }: AvatarProps) {
  const initials = initialsOf(name, shape === "round" ? 2 : 1);
  const letters = initials.length > 1 ? 0.4 : 0.54;
  return (
    <span
      aria-hidden
      className={className ? `${classes.avatar} ${className}` : classes.avatar}
      data-shape={shape}
      style={
        {
          "--hue": hueOf(id),
          width: size,
          height: size,
          fontSize: Math.max(8, Math.round(size * letters * 2) / 2),
          borderRadius: shape === "round" ? "50%" : Math.max(4, Math.round(size * 0.18)),
        } as React.CSSProperties
      }
    >
      {initials || "?"}
    </span>
  );
}
