import { IconBuilding } from "@tabler/icons-react";
import { registerSlots } from "@/records/slots";
import { CompanyHeadline } from "./CompanyHeadline";

registerSlots("company", {
  icon: IconBuilding,
  goKey: "c",
  Headline: CompanyHeadline,
  createFields: ["name", "website", "industry", "phone", "owner"],
  createDefaults: ({ user }) => ({ owner: { id: user.id, name: user.name } }),
});
