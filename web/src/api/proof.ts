/** Asks the user once more who they are; false when they would rather not. */
type Prover = () => Promise<boolean>;

let prover: Prover = async () => false;
let asking: Promise<boolean> | null = null;

/** Says who asks; the app registers its dialog. */
export function proveBy(next: Prover): void {
  prover = next;
}

/** Asks, once for all requests that wait for the same proof. */
export function prove(): Promise<boolean> {
  asking ??= prover().finally(() => {
    asking = null;
  });
  return asking;
}
