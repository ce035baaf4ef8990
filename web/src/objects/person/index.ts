import { IconUsers } from "@tabler/icons-react";
import { registerSlots } from "@/records/slots";
import { nameParts } from "./nameParts";
import { PersonHeadline } from "./PersonHeadline";
import { PersonPhoneActions } from "./PersonPhoneActions";

registerSlots("person", {
  icon: IconUsers,
  goKey: "p",
  Headline: PersonHeadline,
  PhoneActions: PersonPhoneActions,
  createFields: ["first_name", "last_name", "email", "phone", "company", "job_title", "owner"],
  createDefaults: ({ user }) => ({ owner: { id: user.id, name: user.name } }),
  titleValues: nameParts,
});
