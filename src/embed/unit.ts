import { PapersError } from '../errors.ts';

/**
 * Brings vectors of an outside model to what the port promises: length 1, or the zero vector where the model gave nothing
 * that is a number. A model may fail on a single odd text (fp16 overflows, servers send null): that text is then found by
 * its words alone. A model that fails on every one of several texts is broken, and that is an error.
 *
 * @param rows raw vectors of one length, changed in place.
 * @param name of the embedder, for messages.
 * @param onWarning told how many texts have no vector.
 * @throws PapersError `unavailable` when all of two or more vectors are not finite.
 */
export function toUnit(rows: readonly Float32Array[], name: string, onWarning: (message: string) => void): void {
  let broken = 0;
  for (const row of rows) if (!normalise(row)) broken++;
  if (broken === 0) return;
  if (rows.length > 1 && broken === rows.length) {
    throw new PapersError(
      'unavailable',
      `${name}: expected finite numbers, got NaN or infinity in all ${broken} vectors: the weights do not run here; try another EMBEDDING_DTYPE (fp32 always works) or another model`,
    );
  }
  onWarning(`${name}: ${broken} of ${rows.length} texts gave no finite vector; they are found by their words alone`);
}

/** Scales a vector to length 1; makes it zero, and says so, when a number of it is not finite. */
function normalise(row: Float32Array): boolean {
  // In double precision: squares of large numbers still fit.
  let square = 0;
  for (let at = 0; at < row.length; at++) square += row[at]! * row[at]!;
  if (!Number.isFinite(square)) {
    row.fill(0);
    return false;
  }
  if (square === 0) return true;
  const length = Math.sqrt(square);
  for (let at = 0; at < row.length; at++) row[at]! /= length;
  return true;
}
