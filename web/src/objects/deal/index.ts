import { IconLayoutKanban } from "@tabler/icons-react";
import { registerSlots } from "@/records/slots";
import { DealActions } from "./DealActions";
import { DealCloseDate } from "./DealCloseDate";
import { DealDaysInStage } from "./DealDaysInStage";
import { DealHeadline } from "./DealHeadline";

registerSlots("deal", {
  icon: IconLayoutKanban,
  goKey: "d",
  Headline: DealHeadline,
  HeaderActions: DealActions,
  CardCorner: DealDaysInStage,
  CardFooter: DealCloseDate,
  createFields: ["name", "company", "stage", "amount", "close_on", "owner", "people"],
  createDefaults: ({ user }) => ({ owner: { id: user.id, name: user.name } }),
});
