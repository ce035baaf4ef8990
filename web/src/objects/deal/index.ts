import { IconLayoutKanban } from "@tabler/icons-react";
import { registerSlots } from "@/records/slots";

registerSlots("deal", { icon: IconLayoutKanban, goKey: "d" });
