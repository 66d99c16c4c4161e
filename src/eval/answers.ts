import type { Answer } from '../answer/answer.ts';
import type { CheckedSentence, DropReason } from '../answer/checking.ts';
import type { AnswerNote, AnswerObserver } from '../answer/observer.ts';
import type { Answerer } from '../answer/port.ts';
import { isPapersError, messageOf } from '../errors.ts';
import {
  type CitationCounts,
  type CitationFigures,
  type CitedSentence,
  citationCounts,
  citationFigures,
} from './citations.ts';
import type { EntailmentJudge } from './entailment.ts';
import type { JudgedQuestion } from './questions.ts';

export interface AnswersOptions {
  readonly questions: readonly JudgedQuestion[];
  /** Makes the answerer that is measured, telling `observe` how its answers come about. */
  readonly answerer: (observe: AnswerObserver) => Promise<Answerer>;
  readonly judge: EntailmentJudge;
  /** What the judge has cost so far. Default: nothing. */
  readonly judging?: () => { readonly tokens: number; readonly usd: number };
  readonly onProgress?: (done: number, of: number) => void;
}

/** Figures of answers; shares between 0 and 1, NaN where there is nothing to share. */
export interface AnswersReport {
  readonly questions: number;
  /** Name of what judged the citations. */
  readonly judge: string;
  /** How many answers of each kind, with the reason: `answered`, `extracts model_failed`, `abstained weak_evidence`. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Of the sentences that the model wrote, the share that was not shown, and why. */
  readonly dropped: number;
  readonly reasons: Readonly<Partial<Record<DropReason, number>>>;
  /** ALCE's figures of what the model wrote, and of what was shown. */
  readonly drafts: CitationFigures;
  readonly shown: CitationFigures;
  /** Of the answerable questions, the share that was declined; of the others, the share that was answered. */
  readonly wronglyDeclined: number;
  readonly wronglyAnswered: number;
  /** Of the answerable questions that were answered, the share whose answer cites a relevant paper. */
  readonly citesRelevant: number;
  readonly tokens: number;
  readonly usd: number;
  /** What the judge cost, where a model is one. */
  readonly judging: { readonly tokens: number; readonly usd: number };
  readonly medianSeconds: number;
  readonly p95Seconds: number;
  /** Failures of the model, by message. */
  readonly failures: Readonly<Record<string, number>>;
}

interface Outcome {
  readonly question: JudgedQuestion;
  readonly answer: Answer;
  readonly draft: readonly CheckedSentence[];
  readonly notes: readonly AnswerNote[];
  readonly seconds: number;
}

/** Asks all questions, one after the other, and judges what comes. */
export async function answersReport({
  questions,
  answerer,
  judge,
  judging = () => ({ tokens: 0, usd: 0 }),
  onProgress,
}: AnswersOptions): Promise<AnswersReport> {
  const outcomes: Outcome[] = [];
  let notes: AnswerNote[] = [];
  const asked = await answerer((note) => notes.push(note));
  for (const question of questions) {
    notes = [];
    const started = performance.now();
    const answer = await asked.ask({ text: question.question });
    const seconds = (performance.now() - started) / 1000;
    const checked = notes.find((note) => note.kind === 'checked');
    outcomes.push({ question, answer, draft: checked?.draft ?? [], notes, seconds });
    onProgress?.(outcomes.length, questions.length);
  }
  const failed: string[] = [];
  // One after the other: a server must not be asked for hundreds of judgements at once, and one that fails must not cost
  // what the answers have cost.
  const judged = async (sentences: readonly CitedSentence[]): Promise<CitationCounts[]> => {
    try {
      return [await citationCounts(sentences, judge)];
    } catch (error) {
      if (!isPapersError(error, 'unavailable')) throw error;
      failed.push(`judging: ${error.message}`);
      return [];
    }
  };
  const drafts: CitationCounts[] = [];
  const shown: CitationCounts[] = [];
  for (const { draft, answer } of outcomes) {
    drafts.push(...(await judged(draft.map(asWritten))));
    shown.push(...(await judged(shownSentences(answer))));
  }
  const { failures, ...rest } = figures(outcomes);
  return {
    ...rest,
    failures: { ...failures, ...counted(failed) },
    judge: judge.name,
    judging: judging(),
    drafts: citationFigures(drafts),
    shown: citationFigures(shown),
  };
}

function figures(outcomes: readonly Outcome[]): Omit<AnswersReport, 'judge' | 'judging' | 'drafts' | 'shown'> {
  const sentences = outcomes.flatMap(({ draft }) => draft);
  const declined = ({ answer }: Outcome): boolean => answer.kind === 'abstained';
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const others = outcomes.filter(({ question }) => !question.answerable);
  const answered = answerable.filter((one) => !declined(one));
  const spent = outcomes.flatMap(({ notes }) => notes.filter((note) => note.kind === 'spent'));
  const seconds = outcomes.map((one) => one.seconds).sort((a, b) => a - b);
  const at = (share: number): number => seconds[Math.min(seconds.length - 1, Math.floor(seconds.length * share))] ?? 0;
  return {
    questions: outcomes.length,
    kinds: counted(
      outcomes.map(({ answer }) => (answer.kind === 'answered' ? 'answered' : `${answer.kind} ${answer.reason}`)),
    ),
    dropped: share(sentences, ({ doubts }) => doubts.length > 0),
    reasons: counted(sentences.flatMap(({ doubts }) => doubts)) as Partial<Record<DropReason, number>>,
    wronglyDeclined: share(answerable, declined),
    wronglyAnswered: share(others, (one) => !declined(one)),
    citesRelevant: share(answered, citesRelevant),
    tokens: spent.reduce((sum, { tokens }) => sum + tokens, 0),
    usd: spent.reduce((sum, { usd }) => sum + usd, 0),
    medianSeconds: at(0.5),
    p95Seconds: at(0.95),
    failures: counted(
      outcomes.flatMap(({ notes }) => notes.flatMap((note) => ('error' in note ? messageOf(note.error) : []))),
    ),
  };
}

/** The report for people. */
export function answersLines(report: AnswersReport): string[] {
  const percent = (value: number): string => (Number.isNaN(value) ? 'no data' : `${(value * 100).toFixed(1)}%`);
  const list = (counts: Readonly<Record<string, number | undefined>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const citations = (name: string, { sentences, recall, precision }: CitationFigures): string =>
    `citations of what was ${name}: recall ${percent(recall)}, precision ${percent(precision)} over ${sentences} sentences`;
  const dollars = (usd: number): string => `$${usd.toFixed(5)}`;
  const { questions, judge, kinds, dropped, reasons, drafts, shown, tokens, usd, judging, failures } = report;
  return [
    `${questions} questions: ${list(kinds)}`,
    `sentences dropped: ${percent(dropped)} (${list(reasons)})`,
    `${citations('written', drafts)} (ALCE, judged by ${judge})`,
    `${citations('shown', shown)} (the same)`,
    `declined though answerable: ${percent(report.wronglyDeclined)}; answered though not: ${percent(report.wronglyAnswered)}`,
    `answers that cite a relevant paper: ${percent(report.citesRelevant)}`,
    `cost: ${tokens} tokens, ${dollars(usd)}; a question ${Math.round(tokens / Math.max(1, questions))} tokens, ${dollars(usd / Math.max(1, questions))}`,
    ...(judging.tokens > 0 ? [`cost of judging, on top: ${judging.tokens} tokens, ${dollars(judging.usd)}`] : []),
    ...(usd + judging.usd === 0
      ? ['no prices are set: OPENAI_PRICE_INPUT and OPENAI_PRICE_OUTPUT, in dollars a million tokens']
      : []),
    `seconds a question: median ${report.medianSeconds.toFixed(2)}, 95% ${report.p95Seconds.toFixed(2)}`,
    ...(Object.keys(failures).length > 0 ? [`failures: ${list(failures)}`] : []),
  ];
}

function asWritten({ text, cited, keys }: CheckedSentence): CitedSentence {
  return { text, sources: cited, dangling: keys.length - cited.length };
}

function shownSentences(answer: Answer): CitedSentence[] {
  if (answer.kind !== 'answered') return [];
  const citations = new Map(answer.citations.map((citation) => [citation.number, citation]));
  return answer.claims.map(({ text, citations: numbers }) => ({
    text,
    sources: numbers.flatMap((number) => citations.get(number) ?? []),
  }));
}

function citesRelevant({ question, answer }: Outcome): boolean {
  return answer.kind !== 'abstained' && answer.citations.some(({ paper }) => (question.judged.get(paper.id) ?? 0) > 0);
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length / all.length;
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
