import { IconLayoutKanban } from "@tabler/icons-react";
import { registerSlots } from "@/records/slots";
import { DealActions } from "./DealActions";
import { DealCloseDate } from "./DealCloseDate";
import { DealDaysInStage } from "./DealDaysInStage";
import { DealHeadline } from "./DealHeadline";
import { dealValues } from "./dealValues";

registerSlots("deal", {
  icon: IconLayoutKanban,
  goKey: "d",
  Headline: DealHeadline,
  HeaderActions: DealActions,
  CardCorner: DealDaysInStage,
  CardFooter: DealCloseDate,
  daysInStage: (record) => dealValues(record).days_in_stage,
  createFields: ["name", "company", "stage", "amount", "close_on", "owner", "people"],
  createDefaults: ({ user }) => ({ owner: { id: user.id, name: user.name } }),
});
