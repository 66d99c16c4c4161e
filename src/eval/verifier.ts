import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Source } from '../answer/verify/verifier.ts';
import { readFolder } from '../corpus/folder.ts';
import { PapersError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import type { EntailmentJudge } from './entailment.ts';

const HALVES = ['train', 'test', 'late'] as const;

const pairSchema = z.strictObject({
  id: z.string(),
  /** The verifier was made and fitted on `train`; `test` was held out at first and never fitted on; `late` was written last, blind, and never tuned on. */
  half: z.enum(HALVES),
  /** Written by someone who knew neither the rules nor the word lists. */
  blind: z.literal(true).optional(),
  lang: z.enum(['ko', 'en']),
  /** How the sentence was made: `paraphrase`, `translation`, or what is wrong with it. */
  kind: z.string(),
  sentence: z.string().min(1),
  passages: z.array(z.string()).min(1),
  supported: z.boolean(),
});

/** A sentence, the passages it cites, and whether they support it, as people judged. */
export type LabelledPair = z.output<typeof pairSchema>;

/** How the verifier does on some pairs. */
export interface VerifierBand {
  readonly name: string;
  readonly supported: number;
  readonly unsupported: number;
  /** Supported ones that get through, and unsupported ones that do. */
  readonly rightlyPassed: number;
  readonly wronglyPassed: number;
  /** Of those let through, the share that is supported, 0 to 1; 1 when none is let through. */
  readonly precision: number;
  /** Of the supported ones, the share that is let through, 0 to 1. */
  readonly recall: number;
}

export interface VerifierReport {
  /** Each part, whole and by the languages of sentence and passage (`en/ko`); those held out last. */
  readonly bands: readonly VerifierBand[];
  /** Of the held-out parts: kinds of unsupported sentences, and how many of each get through. */
  readonly kinds: readonly { readonly kind: string; readonly pairs: number; readonly passed: number }[];
  /** Of the held-out parts: the pairs that are judged wrongly. */
  readonly wrong: readonly LabelledPair[];
  /** Mean milliseconds a sentence. */
  readonly ms: number;
}

/**
 * Labelled pairs with the passages they cite.
 *
 * @param file pairs, one JSON object a line.
 * @param papers that the pairs cite: the sample of this repository. A folder `passages` beside the pairs holds further
 *   daily files for them, such as passages in English.
 * @throws PapersError `bad_input` naming file and line for a line that is no pair, or cites a passage that is not there.
 */
export async function readPairs(
  file: string,
  papers: readonly Paper[],
): Promise<{ pair: LabelledPair; sources: Source[] }[]> {
  const pairs = parsePairs(await readFile(file, 'utf8'), file);
  const beside = path.join(path.dirname(file), 'passages');
  const cited = [...papers, ...(existsSync(beside) ? (await readFolder(beside)).papers : [])];
  const passages = new Map(cited.flatMap((paper) => paper.passages.map((passage) => [passage.id, { paper, passage }])));
  return pairs.map((pair) => ({ pair, sources: sourcesOf(pair, passages) }));
}

/**
 * Runs what checks answers over labelled pairs; see {@link readPairs} for what it reads and throws.
 *
 * @param judge what is measured: rules alone, or rules and a model.
 * @throws PapersError `unavailable` when a model fails.
 */
export async function verifierReport(
  file: string,
  papers: readonly Paper[],
  judge: EntailmentJudge,
): Promise<VerifierReport> {
  const pairs = await readPairs(file, papers);
  const started = performance.now();
  const verdicts = await judge.judge(pairs.map(({ pair, sources }) => ({ sentence: pair.sentence, sources })));
  const judged = pairs.map(({ pair, sources }, at) => ({
    pair,
    languages: `${pair.lang}/${languageOf(sources)}`,
    passed: verdicts[at]!,
  }));
  const ms = (performance.now() - started) / Math.max(1, pairs.length);
  const bands = HALVES.flatMap((half) => {
    const own = judged.filter(({ pair }) => pair.half === half);
    const languages = ['ko/ko', 'en/ko', 'ko/en', 'en/en'].flatMap((name) => {
      const some = own.filter(({ languages }) => languages === name);
      return some.length > 0 ? [band(`${half}, ${name}`, some)] : [];
    });
    return own.length > 0 ? [band(half, own), ...languages] : [];
  });
  const held = judged.filter(({ pair }) => pair.half !== 'train');
  const unsupported = held.filter(({ pair }) => !pair.supported);
  const kinds = [...new Set(unsupported.map(({ pair }) => pair.kind))].map((kind) => {
    const own = unsupported.filter(({ pair }) => pair.kind === kind);
    return { kind, pairs: own.length, passed: own.filter(({ passed }) => passed).length };
  });
  const wrong = held.filter(({ pair, passed }) => pair.supported !== passed).map(({ pair }) => pair);
  return { bands, kinds, wrong, ms };
}

/** The report for people. */
export function verifierLines({ bands, kinds, wrong, ms }: VerifierReport): string[] {
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`.padStart(7);
  return [
    `${'pairs'.padEnd(12)} ${'supported'.padStart(9)} ${'other'.padStart(6)}  let through that are supported  supported let through`,
    ...bands.map(({ name, supported, unsupported, rightlyPassed, wronglyPassed, precision, recall }) => {
      const through = rightlyPassed + wronglyPassed;
      const counts = `${name.padEnd(12)} ${String(supported).padStart(9)} ${String(unsupported).padStart(6)}`;
      return `${counts}  ${percent(precision)} (${interval(rightlyPassed, through)})         ${percent(recall)} (${interval(rightlyPassed, supported)})`;
    }),
    '',
    `held out, unsupported ones that get through: ${kinds.map(({ kind, pairs, passed }) => `${kind} ${passed}/${pairs}`).join(', ')}`,
    `held out, judged wrongly: ${wrong.length}`,
    ...wrong.map(
      ({ id, kind, supported, sentence, passages }) =>
        `  ${id} ${supported ? 'dropped though supported' : 'let through though not'} (${kind}, ${passages.join(' ')}): ${sentence}`,
    ),
    `${ms.toFixed(1)} ms a sentence; intervals are 95% (Wilson)`,
  ];
}

/** @throws PapersError `bad_input` naming file and line. */
export function parsePairs(text: string, file: string): LabelledPair[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [pairSchema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new PapersError(
        'bad_input',
        `${file}:${index + 1}: expected a labelled pair as JSON (see data/README.md)`,
        { cause },
      );
    }
  });
}

function languageOf(sources: readonly Source[]): 'ko' | 'en' {
  return sources.every(({ passage }) => /[가-힣]/.test(passage.text)) ? 'ko' : 'en';
}

function sourcesOf(pair: LabelledPair, passages: ReadonlyMap<string, Source>): Source[] {
  return pair.passages.map((id) => {
    const source = passages.get(id);
    if (source) return source;
    throw new PapersError(
      'bad_input',
      `pair ${pair.id} cites the passage ${id}, which is not among the papers: the pairs belong to the sample, set DATA_DIR=data/papers`,
    );
  });
}

function band(
  name: string,
  judged: readonly { readonly pair: LabelledPair; readonly passed: boolean }[],
): VerifierBand {
  const count = (supported: boolean, passed?: boolean): number =>
    judged.filter((one) => one.pair.supported === supported && (passed === undefined || one.passed === passed)).length;
  const [rightlyPassed, wronglyPassed, supported] = [count(true, true), count(false, true), count(true)];
  const through = rightlyPassed + wronglyPassed;
  return {
    name,
    supported,
    unsupported: count(false),
    rightlyPassed,
    wronglyPassed,
    precision: through === 0 ? 1 : rightlyPassed / through,
    recall: supported === 0 ? 0 : rightlyPassed / supported,
  };
}

/** A share as people read it, `75.3% (66–83%)`. */
export function shareInterval(hits: number, of: number): string {
  return `${((100 * hits) / Math.max(1, of)).toFixed(1).padStart(6)}% (${interval(hits, of)})`;
}

/** 95% interval of a share (Wilson 1927). */
function interval(hits: number, of: number): string {
  if (of === 0) return 'no data';
  const z = 1.96;
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return `${((middle - half) * 100).toFixed(0)}–${((middle + half) * 100).toFixed(0)}%`;
}
