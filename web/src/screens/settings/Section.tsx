import { ActionIcon } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { t } from "@/lib/i18n/text";
import { Page } from "@/ui/page/Page";
import { useIsPhone } from "@/ui/useIsPhone";
import classes from "./Section.module.css";

interface SectionProps {
  title: string;
  /** What this page is for. */
  intro?: ReactNode;
  actions?: ReactNode;
  /** Where the arrow before the title leads; on the phone every page has one. */
  back?: { to: string; label: string };
  wide?: boolean;
  children: ReactNode;
}

/** One page of the settings. */
export function Section({ title, intro, actions, back, wide, children }: SectionProps) {
  const phone = useIsPhone();
  const navigate = useNavigate();
  const way = back ?? (phone ? { to: "/settings", label: t("All settings") } : null);
  useEffect(() => {
    document.title = `${title} · Rapport`;
  }, [title]);
  return (
    <Page
      title={title}
      lead={
        way && (
          <ActionIcon aria-label={way.label} onClick={() => void navigate({ to: way.to })} ml={-6}>
            <IconChevronLeft size={18} stroke={1.6} />
          </ActionIcon>
        )
      }
      actions={actions}
    >
      <div className={classes.column} data-wide={wide || undefined}>
        {intro && <p className={classes.intro}>{intro}</p>}
        {children}
      </div>
    </Page>
  );
}

/** A part of such a page, under a heading of its own. */
export function Part({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h2>{title}</h2>
      {intro && <p className={classes.hint}>{intro}</p>}
      {children}
    </section>
  );
}
