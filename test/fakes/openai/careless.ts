import { line, type Scribe, type ShownPassage, UNDERSTOOD } from './scribe.ts';

/** What the careless model did to a sentence. */
export type Lapse = 'number' | 'denial' | 'elsewhere' | 'invented key' | 'boast' | 'addition' | 'name';

/** A model that takes sentences from the passages and spoils a known part of them. */
export interface Careless {
  readonly scribe: Scribe;
  /** Every sentence it wrote, with what is wrong with it; undefined for a true one. */
  readonly written: { readonly text: string; readonly key: string; readonly lapse: Lapse | undefined }[];
}

const LAPSES: readonly Lapse[] = ['number', 'denial', 'elsewhere', 'invented key', 'boast', 'addition', 'name'];

/**
 * A model that writes one true sentence and one spoiled one from each passage, where it can be spoiled in the way whose turn
 * it is. In Korean, whatever the question: its sentences are the summaries' own.
 */
export function careless(): Careless {
  const written: Careless['written'] = [];
  let turn = 0;
  const write: NonNullable<Scribe['write']> = ({ passages }) => {
    const lines: string[] = [];
    for (const [at, passage] of passages.entries()) {
      const [first, second] = passage.text.split(/(?<=다\.)\s+/);
      if (first === undefined || !/[가-힣]/.test(first)) continue;
      lines.push(line(first, passage));
      written.push({ text: first, key: passage.key, lapse: undefined });
      const lapse = LAPSES[turn % LAPSES.length]!;
      const spoiled = spoil(second ?? first, lapse, passage, passages[at + 1] ?? passages[0]!);
      if (spoiled === undefined) continue;
      turn++;
      lines.push(`${spoiled.text} [${spoiled.key}]`);
      written.push({ ...spoiled, lapse });
    }
    return lines.join('\n') || 'NONE';
  };
  return { scribe: { understand: () => UNDERSTOOD, write }, written };
}

/** @returns undefined when the sentence cannot be spoiled in that way. */
function spoil(
  sentence: string,
  lapse: Lapse,
  own: ShownPassage,
  other: ShownPassage,
): { text: string; key: string } | undefined {
  const text = spoiledText(sentence, lapse);
  if (text === undefined) return undefined;
  if (lapse === 'elsewhere') return other.paper === own.paper ? undefined : { text, key: other.key };
  return { text, key: lapse === 'invented key' ? 'zq9z' : own.key };
}

function spoiledText(sentence: string, lapse: Lapse): string | undefined {
  switch (lapse) {
    case 'number': {
      const changed = sentence.replace(/\d+(?:\.\d+)?(?=\s?(?:%|배|초|분|개|장|명|억|만))/u, (digits) =>
        String(Number(digits) * 3 + 1),
      );
      return changed === sentence ? undefined : changed;
    }
    case 'denial': {
      const changed = sentence.replace(/합니다\.$/u, '하지 않습니다.').replace(/했습니다\.$/u, '하지 못했습니다.');
      return changed === sentence ? undefined : changed;
    }
    case 'boast':
      return sentence.replace(/^/u, '세계 최초로 모든 상황에서 ');
    case 'addition':
      return sentence.replace(/다\.$/u, '다고 하며, 스마트폰에서도 실시간으로 동작합니다.');
    case 'name':
      return sentence.replace(/^/u, 'GPT-9와 함께 ');
    default:
      return sentence;
  }
}
