import { IconUsers } from "@tabler/icons-react";
import { registerSlots } from "@/records/slots";

registerSlots("person", { icon: IconUsers, goKey: "p" });
