import type { FormEvent, ReactNode } from "react";
import classes from "./FormStack.module.css";

interface FormStackProps {
  onSubmit: () => void;
  children: ReactNode;
  className?: string;
}

/** A form whose fields stand under each other. The browser's own bubbles are off; sentences stand at the fields. */
export function FormStack({ onSubmit, children, className }: FormStackProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form noValidate onSubmit={submit} className={className ? `${classes.stack} ${className}` : classes.stack}>
      {children}
    </form>
  );
}
