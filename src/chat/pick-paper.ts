import type { Language } from '../answer/answer.ts';
import { arxivUrl, type Paper } from '../paper.ts';
import type { Choice, CommandOption } from './described.ts';
import { notice } from './failure.ts';
import { type Control, cut, type Message, paragraph } from './message.ts';
import type { Read } from './options.ts';
import { numbered, paperItems, paperMenu, rows } from './papers.ts';
import type { Services } from './services.ts';
import { texts } from './texts.ts';

/** Papers offered when several fit. */
const OFFERED = 5;

/** The option of commands that are about one paper. */
export const PAPER: CommandOption = {
  name: 'paper',
  nameKo: '논문',
  description: { en: 'Its arXiv id, link or title', ko: 'arXiv 번호, 링크, 제목 가운데 하나' },
  type: 'string',
  required: true,
  min: 1,
  max: 300,
  autocomplete: true,
};

/** Papers for what is typed so far, at most 25. */
export async function suggestPapers(typed: string, { library }: Services): Promise<readonly Choice[]> {
  const names = await library.suggest(typed, 25);
  return names.map(({ id, title }) => ({ name: cut(`${id} ${title}`, 100), value: id }));
}

/**
 * The paper that somebody named by id, link or title. When several fit, or none does but some come near, the message
 * offers them.
 */
export async function resolvePaper(
  typed: string,
  { language, signal }: { readonly language: Language; readonly signal: AbortSignal },
  { library }: Services,
): Promise<Read<Paper>> {
  const id = arxivIdIn(typed);
  const byId = id === undefined ? undefined : await library.paper(id);
  if (byId) return { ok: true, value: byId };
  const words = texts(language).paper;
  const shown = cut(typed, 80);
  if (id !== undefined) return { ok: false, message: notListed(id, language) };
  if (typed === '') return { ok: false, message: notice(words.notFound(shown)) };
  const named = await library.suggest(typed, OFFERED + 1);
  const exact = named.filter(({ title }) => title.toLowerCase() === typed.toLowerCase());
  const sure = exact.length === 1 ? exact : named;
  if (sure.length === 1) {
    const only = await library.paper(sure[0]!.id);
    if (only) return { ok: true, value: only };
  }
  let offered: readonly (Paper | undefined)[];
  if (named.length > 0) {
    offered = await Promise.all(named.slice(0, OFFERED).map((name) => library.paper(name.id)));
  } else {
    const { hits, abstained } = await library.search({ question: typed, limit: OFFERED }, signal);
    if (!abstained && hits.length === 1) return { ok: true, value: hits[0]!.paper };
    offered = hits.map((hit) => hit.paper);
  }
  const papers = numbered(offered.filter((paper) => paper !== undefined));
  if (papers.length === 0) return { ok: false, message: notice(words.notFound(shown)) };
  return {
    ok: false,
    message: {
      blocks: [paragraph(words.whichOne(shown)), ...paperItems(papers, language)],
      controls: rows([paperMenu(papers, language)]),
    },
  };
}

/** That a paper is in none of the lists, with a way to read it all the same. */
function notListed(id: string, language: Language): Message {
  const link: Control = { kind: 'link', label: 'arXiv', url: arxivUrl(id) };
  return { ...notice(texts(language).paper.notListed(id)), controls: rows([link]) };
}

/** The arXiv id in `2401.10891`, `arXiv:2401.10891v2`, or a link to the paper; undefined when there is none. */
export function arxivIdIn(typed: string): string | undefined {
  return /^(?:\S*[/:])?(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?\/?$/i.exec(typed.trim())?.[1];
}
