import { useQuery } from "@tanstack/react-query";
import { readFactors } from "@/api/factors";
import { keys } from "@/records/keys";

export const useFactors = () => useQuery({ queryKey: keys.factors, queryFn: readFactors });

/** What is read anew when one's factors change. */
export const factorKeys = [keys.factors, keys.me, keys.members];
