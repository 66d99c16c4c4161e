/** Pieces of work begun in one turn of the event loop: some ten milliseconds. */
const IN_ONE_TURN = 8;

/**
 * Begins pieces of work in order, a few in each turn of the event loop: a burst of interactions, which arrives in one piece, does
 * not hold up everything else until the last of them has been looked at.
 */
export class Pace {
  readonly #waiting: (() => void)[] = [];
  #scheduled = false;

  begin(work: () => void): void {
    this.#waiting.push(work);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      const now = this.#waiting.splice(0, IN_ONE_TURN);
      if (this.#waiting.length > 0) this.#schedule();
      for (const work of now) work();
    });
  }
}
