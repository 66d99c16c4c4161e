import { writeFile } from 'node:fs/promises';
import type { Evidence } from '../answer/verify/evidence.ts';
import { logOdds, THRESHOLD, type Weights } from '../answer/verify/judgement.ts';
import type { Source, Verifier } from '../answer/verify/verifier.ts';
import { type Example, fitLogistic } from './logistic.ts';
import { type LabelledPair, shareInterval } from './verifier.ts';

/** A labelled pair and what the rules say of it. */
interface Examined {
  readonly pair: LabelledPair;
  /** The paper it is about: the first that it cites. */
  readonly paper: string;
  readonly evidence: Evidence;
  /** Nothing outweighs a strange number or name: such a pair is lost or caught whatever the weights, and no example for them. */
  readonly certain: boolean;
}

/** How a fit does on papers that it has not seen, at one threshold. */
export interface CrossValidated {
  readonly threshold: number;
  readonly supported: number;
  readonly rightlyPassed: number;
  readonly wronglyPassed: number;
}

export interface FittedVerifier {
  readonly weights: Weights;
  /** Of all pairs, and of those that were written blind, in order of threshold. */
  readonly all: readonly CrossValidated[];
  readonly blind: readonly CrossValidated[];
}

/** Ridge penalty: of 1, 3, 10 and 30 the one with the best cross-validated likelihood on the pairs that were written blind. */
const RIDGE = 10;
const FOLDS = 12;
const AROUND = [-1, -0.5, -0.25, 0, 0.25, 0.5, 1];
const isBlind = ({ pair }: Examined): boolean => pair.blind === true;

/**
 * Fits the weights of the evidence on the training pairs, and measures them by cross-validation over papers: what is fitted
 * on some papers is tried on others. Each paper counts the same, however many pairs it has.
 */
export function fitVerifier(
  pairs: readonly { readonly pair: LabelledPair; readonly sources: readonly Source[] }[],
  verifier: Verifier,
): FittedVerifier {
  const examined = pairs
    .filter(({ pair }) => pair.half === 'train')
    .map(({ pair, sources }): Examined => {
      const { evidence, certain } = verifier.examine(pair.sentence, sources);
      return { pair, paper: sources[0]!.paper.id, evidence, certain: certain.length > 0 };
    });
  const papers = [...new Set([...examined.filter(isBlind), ...examined].map(({ paper }) => paper))];
  const odds = new Map<Examined, number>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeld = ({ paper }: Examined): boolean => papers.indexOf(paper) % FOLDS === fold;
    const weights = weightsOf(examined.filter((one) => !isHeld(one)));
    for (const one of examined.filter(isHeld)) {
      odds.set(one, one.certain ? Number.NEGATIVE_INFINITY : logOdds(one.evidence, weights));
    }
  }
  const at = (some: readonly Examined[]): CrossValidated[] =>
    AROUND.map((step) => {
      const threshold = THRESHOLD + step;
      const passed = some.filter((one) => odds.get(one)! >= threshold);
      const rightlyPassed = passed.filter(({ pair }) => pair.supported).length;
      const supported = some.filter(({ pair }) => pair.supported).length;
      return { threshold, supported, rightlyPassed, wronglyPassed: passed.length - rightlyPassed };
    });
  return { weights: weightsOf(examined), all: at(examined), blind: at(examined.filter(isBlind)) };
}

function weightsOf(examined: readonly Examined[]): Weights {
  const some = examined.filter(({ certain }) => !certain);
  const names = Object.keys(some[0]!.evidence) as (keyof Evidence)[];
  const sizes = new Map<string, number>();
  for (const { paper } of some) sizes.set(paper, (sizes.get(paper) ?? 0) + 1);
  const mean = some.length / sizes.size;
  const examples = some.map(({ evidence, pair, paper }): Example => {
    const features = names.map((name) => evidence[name]);
    return { features, positive: pair.supported, weight: mean / sizes.get(paper)! };
  });
  const { bias, each } = fitLogistic(examples, RIDGE);
  const round = (value: number): number => Number(value.toFixed(3));
  return {
    bias: round(bias),
    each: Object.fromEntries(names.map((name, index) => [name, round(each[index]!)])) as Weights['each'],
  };
}

/** The report for people. */
export function fitLines({ weights, all, blind }: FittedVerifier, file: string): string[] {
  const row = ({ threshold, supported, rightlyPassed, wronglyPassed }: CrossValidated): string => {
    const through = rightlyPassed + wronglyPassed;
    return `${threshold.toFixed(2).padStart(9)}  ${shareInterval(rightlyPassed, through)}  ${shareInterval(rightlyPassed, supported)}`;
  };
  const head = 'threshold  let through that are supported  supported let through';
  return [
    'cross-validated over papers, all training pairs:',
    head,
    ...all.map(row),
    '',
    'of these, the pairs that were written blind:',
    head,
    ...blind.map(row),
    '',
    'weights (log odds a unit):',
    ...Object.entries(weights.each)
      .sort(([, one], [, other]) => other - one)
      .map(([name, weight]) => `${name.padEnd(18)} ${weight.toFixed(3).padStart(7)}`),
    `${'bias'.padEnd(18)} ${weights.bias.toFixed(3).padStart(7)}`,
    '',
    `written to ${file}; the program decides at ${THRESHOLD}`,
  ];
}

export async function writeWeights(file: string, weights: Weights): Promise<void> {
  await writeFile(file, `${JSON.stringify(weights, null, 2)}\n`);
}
