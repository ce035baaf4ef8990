import { Modal, type ModalProps } from "@mantine/core";
import { t } from "@/lib/i18n/text";

/** A dialog over the screen, with a close button that says what it does. */
export function Dialog(props: ModalProps) {
  return <Modal closeButtonProps={{ "aria-label": t("Close") }} {...props} />;
}
