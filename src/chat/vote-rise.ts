import type { Language } from '../answer/answer.ts';
import type { Paper } from '../paper.ts';
import { type Block, type Inline, note } from './message.ts';
import type { Services } from './services.ts';
import type { VoteLevel } from './subscriptions.ts';

const WORDS = {
  en: { asOf: 'Votes as of ', rose: 'How it rose' },
  ko: { asOf: '추천 수 기준: ', rose: '추천이 늘어난 모습' },
} as const satisfies Record<Language, unknown>;

/** Counts shown of a paper's history. */
const SHOWN = 6;

/** Small print that says when the votes of a list were read; nothing where that is not known. */
export async function asOfNote(
  papers: readonly Paper[],
  language: Language,
  { voteHistory }: Pick<Services, 'voteHistory'>,
): Promise<Block[]> {
  const at = await voteHistory?.readAt(papers.map(({ id }) => id));
  return at === undefined ? [] : [note(WORDS[language].asOf, { kind: 'time', at, style: 'relative' })];
}

/** How a paper's votes rose, as a field of its card; undefined when they were read at one height only. */
export function riseField(
  levels: readonly VoteLevel[],
  language: Language,
): { readonly name: string; readonly value: readonly Inline[] } | undefined {
  if (levels.length < 2) return undefined;
  const shown = levels.length <= SHOWN ? levels : [levels[0]!, ...levels.slice(1 - SHOWN)];
  const value = shown.flatMap(({ votes, since }, at): Inline[] => [
    at === 0 ? '' : levels.length > SHOWN && at === 1 ? ' → … → ' : ' → ',
    `▲ ${votes} (`,
    { kind: 'time', at: since, style: 'date' },
    ')',
  ]);
  return { name: WORDS[language].rose, value: value.filter((inline) => inline !== '') };
}
