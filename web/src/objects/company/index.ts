import { IconBuilding } from "@tabler/icons-react";
import { registerSlots } from "@/records/slots";

registerSlots("company", { icon: IconBuilding, goKey: "c" });
