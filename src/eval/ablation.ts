import type { LocalLibrary } from '../library/local.ts';
import { type Calibration, DEFAULT_CALIBRATION } from '../search/confidence.ts';
import type { Part } from '../search/parts.ts';
import type { JudgedQuestion } from './questions.ts';
import { pairedInterval } from './retrieval.ts';
import { mean, ndcg } from './score.ts';

/** What a part adds: nDCG@10 without it, and the 95% interval of what the whole gains over that. */
export interface AblationRow {
  readonly without: string;
  readonly ndcg: number;
  readonly gain: readonly [low: number, high: number];
}

interface Variant {
  readonly without: readonly Part[];
  readonly vectors?: false;
  readonly rules?: false;
}

/** What is taken out, one thing at a time and the two that carry most together. */
const VARIANTS: Readonly<Record<string, Variant>> = {
  'rules of the question': { without: [], rules: false },
  glossary: { without: ['glossary'] },
  'everyday words': { without: ['everyday words'] },
  vectors: { without: [], vectors: false },
  'glossary, everyday words, vectors': { without: ['glossary', 'everyday words'], vectors: false },
  'coverage of the question': { without: ['coverage of the question'] },
  'sharing of concepts': { without: ['sharing of concepts'] },
  'weak words': { without: ['weak words'] },
  'syllable pairs': { without: ['syllable pairs'] },
  'guessed names': { without: ['guessed names'] },
  'names of papers': { without: ['names of papers'] },
  'doubtful summaries': { without: ['doubtful summaries'] },
};

/**
 * nDCG@10 of an index as it answers, and without each part. What is taken out is missing in the question only: the vectors
 * of the built-in embedder were trained with the glossary, and keep what they have of it.
 *
 * @param calibration the index's own. Default the program's.
 */
export async function ablate(
  library: LocalLibrary,
  questions: readonly JudgedQuestion[],
  calibration: Calibration = DEFAULT_CALIBRATION,
): Promise<{ whole: number; rows: AblationRow[] }> {
  const answerable = questions.filter((question) => question.answerable);
  const scores = async ({ without, vectors, rules }: Variant): Promise<number[]> => {
    const fused = vectors === false ? { ...calibration, vectorWeight: 0 } : calibration;
    const search = library.trial(fused, { without: new Set(without), ...(rules === false && { rules }) });
    const all: number[] = [];
    for (const { question, judged } of answerable) {
      const { hits } = await search({ question, limit: 10 });
      const ranked = hits.map(({ paper }) => paper.id);
      all.push(ndcg(ranked, judged));
    }
    return all;
  };
  const whole = await scores({ without: [] });
  const rows: AblationRow[] = [];
  for (const [without, variant] of Object.entries(VARIANTS)) {
    const got = await scores(variant);
    rows.push({ without, ndcg: mean(got), gain: pairedInterval(whole, got) });
  }
  return { whole: mean(whole), rows };
}
