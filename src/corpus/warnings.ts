/** Something in a daily file that did not become a paper or a passage, for whoever keeps the files. */
export interface CorpusWarning {
  /** As the file was named to the reader: a path below the folder, with `/`. */
  readonly file: string;
  /** From 1; 1 when it concerns the whole file. */
  readonly line: number;
  /** What was expected and what became of the line. Neighbouring lines with the same fate share one warning. */
  readonly message: string;
}

/** Warnings kept for one file; a file that is all noise must not bury the others. */
const MAX_WARNINGS = 500;

interface Run {
  readonly line: number;
  readonly message: string;
  last: number;
  lines: number;
}

/** The warnings of one file in the order of its lines. */
export class WarningList {
  readonly #runs: Run[] = [];
  #open: Run | undefined;
  #overflow: Run | undefined;

  /**
   * Says `message` of a line. Lines that follow each other with the same message, blank lines between them aside, are
   * one warning that counts them.
   */
  add(line: number, message: string): void {
    let run = this.#overflow ?? (this.#open?.message === message ? this.#open : undefined);
    if (!run) {
      const full = this.#runs.length >= MAX_WARNINGS;
      run = {
        line,
        message: full ? 'too many lines of this file cannot be read: the rest is left out' : message,
        last: line,
        lines: 0,
      };
      if (full) this.#overflow = run;
      this.#runs.push(run);
    }
    run.last = line;
    run.lines += 1;
    this.#open = run;
  }

  /** Ends a run of lines: what comes next is a warning of its own. */
  endRun(): void {
    this.#open = undefined;
  }

  /** The warnings, as they are reported. */
  of(file: string): CorpusWarning[] {
    // An empty bullet is only known for one when the next begins, so runs can be one line out of order.
    const runs = [...this.#runs].sort((a, b) => a.line - b.line);
    return runs.map(({ line, message, last, lines }) => ({
      file,
      line,
      message: lines === 1 ? message : `${message} (${lines} lines, up to line ${last})`,
    }));
  }
}
