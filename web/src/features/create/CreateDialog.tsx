import { type CreateRequest, closeCreate } from "@/records/creating";
import { useObject } from "@/records/useMeta";
import { CreateForm } from "./CreateForm";

/** The dialog that makes a record; one that was asked for from within another stands above it. */
export default function CreateDialog({ request }: { request: CreateRequest }) {
  const stack: CreateRequest[] = [];
  for (let one: CreateRequest | undefined = request; one; one = one.under) stack.unshift(one);
  return stack.map((one, depth) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a dialog keeps its depth, and with it what was typed.
    <CreateOf key={`${depth} ${one.object}`} request={one} />
  ));
}

function CreateOf({ request }: { request: CreateRequest }) {
  const object = useObject(request.object);
  return object ? <CreateForm object={object} request={request} onClose={closeCreate} /> : null;
}
