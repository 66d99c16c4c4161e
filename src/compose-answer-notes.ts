import { Counter, type Registry } from 'prom-client';
import { type AnswerObserver, noteLine } from './answer/observer.ts';
import { describeError } from './describe-error.ts';
import type { Log } from './log.ts';

/** Counts how answers come about, and logs what went wrong: numbers and causes, never the words of a question or a draft. */
export function answerNotes(registry: Registry, log: Log): AnswerObserver {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const sentences = counter('papers_answer_sentences_total', 'Sentences that a model wrote.', ['outcome']);
  const drops = counter('papers_answer_drops_total', 'Why sentences were dropped; one may count for several reasons.', [
    'reason',
  ]);
  const failures = counter('papers_model_failures_total', 'Calls of the model without a usable answer.', ['step']);
  const caps = counter('papers_model_caps_total', 'Answers without prose because a cap was reached.');
  const tokens = counter('papers_model_tokens_total', 'Tokens that answers cost.');
  const usd = counter('papers_model_usd_total', 'US dollars that answers cost, by the configured prices.');
  return (note) => {
    if (note.kind === 'spent') {
      tokens.inc(note.tokens);
      usd.inc(note.usd);
    } else if (note.kind === 'checked') {
      sentences.inc({ outcome: 'shown' }, note.sentences - note.dropped);
      sentences.inc({ outcome: 'dropped' }, note.dropped);
      for (const [reason, count] of Object.entries(note.reasons)) drops.inc({ reason }, count);
      if (note.dropped > 0) {
        const { sentences: of, dropped, reasons } = note;
        log.info({ sentences: of, dropped, reasons }, 'sentences of an answer were dropped');
      }
    } else {
      if (note.kind === 'cap_reached') caps.inc();
      else failures.inc({ step: note.step });
      log.warn({ error: describeError(note.error) }, noteLine(note));
    }
  };
}
