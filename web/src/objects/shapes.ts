import { registerShape } from "@/records/slots";

registerShape("person", "round");
registerShape("company", "square");
