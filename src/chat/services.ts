import type { Answerer } from '../answer/port.ts';
import type { Library } from '../library/port.ts';
import type { Day } from '../paper.ts';

/** What commands may use. Built once by the composition root. */
export interface Services {
  readonly library: Library;
  readonly answerer: Answerer;
  /** The calendar day it is now, in the configured time zone. */
  today(): Day;
  /** For `/status`: what writes answers (`none` without a model) and since when the program runs. */
  readonly about: { readonly model: string; readonly startedAt: Date; readonly version: string };
}
