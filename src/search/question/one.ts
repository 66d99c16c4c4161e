import type { Order } from '../query.ts';

const ONE_EN = /(?<![\p{L}\p{N}])(?:paper|preprint|article|publication)(?![\p{L}\p{N}])/iu;
const SUPERLATIVE =
  /(?<![\p{L}\p{N}])(?:most|top|best|latest|newest|oldest|earliest|least|highest|fewest|lowest)(?![\p{L}\p{N}])/iu;
const SEVERAL = /(?<![\p{L}\p{N}])(?:papers|preprints|articles|publications|list)(?![\p{L}\p{N}])/iu;
const ONE_KO =
  /(?:가장|제일|젤|최다|최고)[^.?!]*(?:뭐야|뭐지|뭐였\p{L}*|뭐임|뭐에요|뭐예요|뭐더라|무엇\p{L}*|뭔가요|뭔지)[\s.?!~ㅋㅎ]*$/u;

/** Whether a question that orders papers asks for the first one alone: `most voted paper`, `제일 추천 많은 논문 뭐야`. */
export function asksForOne(question: string, order: Order | undefined): boolean {
  if (order === undefined) return false;
  if (ONE_KO.test(question)) return true;
  return SUPERLATIVE.test(question) && ONE_EN.test(question) && !SEVERAL.test(question);
}
