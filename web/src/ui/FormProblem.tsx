import classes from "./FormProblem.module.css";

/** Why a form was refused as a whole. */
export function FormProblem({ children }: { children?: string | null }) {
  if (!children) return null;
  return (
    <p className={classes.problem} role="alert">
      {children}
    </p>
  );
}
