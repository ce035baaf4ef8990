/**
 * Before a form is sent: lets the box that is typed in finish, and answers whether every box holds something that can
 * be understood. One that does not gets the focus; its own sentence stands below it.
 */
export async function settleForm(form: HTMLElement): Promise<boolean> {
  if (document.activeElement instanceof HTMLElement && form.contains(document.activeElement))
    document.activeElement.blur();
  await new Promise((resolve) => setTimeout(resolve, 0));
  const wrong = form.querySelector<HTMLElement>("[aria-invalid=true]");
  wrong?.focus();
  return wrong === null;
}
