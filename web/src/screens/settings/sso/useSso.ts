import { useQuery } from "@tanstack/react-query";
import { readSso } from "@/api/sso";
import { keys } from "@/records/keys";

export const useSso = () => useQuery({ queryKey: keys.sso, queryFn: ({ signal }) => readSso(signal) });
