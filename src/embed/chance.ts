import type { Embedder } from './port.ts';

/** One sentence each from corners of the field that have nothing to do with each other. */
const UNRELATED = [
  '단백질의 삼차원 구조를 서열만 보고 예측합니다.',
  'A robot hand folds laundry after watching a single video.',
  '음성 합성에서 말하는 사람의 감정을 조절합니다.',
  'Gradient communication is compressed to train on slow networks.',
  '위성 사진으로 논밭의 경계를 나눕니다.',
  'Theorem provers are guided by a learned value function.',
  '추천 시스템이 새 사용자의 취향을 짐작합니다.',
  'Watermarks in generated text survive paraphrasing.',
  '병원 기록에서 희귀한 질환을 찾아냅니다.',
  'Point clouds of streets are labelled without human help.',
  '수학 문제의 풀이 과정을 단계마다 채점합니다.',
  'Music is separated into its instruments.',
] as const;

/** A model that gives everything the same vector is no reason to divide by nothing. */
const MOST = 0.95;

/**
 * What cosine two texts have by chance: the mean over pairs of unrelated sentences. Near 0 for most models, .7 to .8 for
 * the E5 family; relatedness is counted from it. It depends on the embedder alone, so that an index that grew day by day
 * ranks as one made at once.
 *
 * @returns 0 to 0.95.
 * @throws what the embedder throws.
 */
export async function chanceCosine(embedder: Embedder, signal?: AbortSignal): Promise<number> {
  const vectors = await Promise.all(UNRELATED.map((text) => embedder.embedQuery(text, signal)));
  let sum = 0;
  for (const [at, a] of vectors.entries()) {
    for (const b of vectors.slice(at + 1)) sum += a.reduce((all, x, d) => all + x * b[d]!, 0);
  }
  const pairs = (vectors.length * (vectors.length - 1)) / 2;
  return Math.min(MOST, Math.max(0, sum / pairs));
}
