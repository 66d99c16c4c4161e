/** Longest wait for something that must come, in milliseconds: a limit for what hangs, shorter than that of a test. */
export const PATIENCE_MS = 120_000;

/**
 * Waits until something holds, looking often. Tests wait for what must come last, never for a while.
 *
 * @param what of the error, when it never does. Default the condition's source.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: () => string = () => String(holds),
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${patienceMs} ms: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
