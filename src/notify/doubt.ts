import { PapersError } from '../errors.ts';

/** A message was handed over and no answer came: it may have arrived. */
export class SendingInDoubt extends PapersError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('unavailable', message, options);
    this.name = 'SendingInDoubt';
  }
}
