import type { Citation, Claim } from './answer.ts';
import type { CheckedSentence, Checker } from './checking.ts';
import type { KeyedPassage } from './evidence.ts';
import type { Intent } from './intent.ts';

/** What is left of a draft: claims and the numbered passages they rest on. */
export interface Grounded {
  readonly claims: readonly [Claim, ...Claim[]];
  readonly citations: readonly [Citation, ...Citation[]];
}

/** A claim before its citations have numbers. */
interface Kept {
  readonly text: string;
  readonly sources: readonly KeyedPassage[];
  readonly heading?: string;
}

/**
 * Turns the sentences that may be shown into claims. Citations are numbered by first use, once a passage. A comparison is
 * grouped by paper, with what concerns several at the end; a list by theme where the passages bear the theme out, else
 * by paper.
 *
 * @returns undefined when no sentence is left.
 */
export function groundedClaims(
  draft: readonly CheckedSentence[],
  intent: Intent,
  checker: Checker,
): Grounded | undefined {
  const shown = draft.filter(({ doubts }) => doubts.length === 0);
  const kept: readonly Kept[] =
    intent === 'find' || intent === 'explain'
      ? shown.map(({ text, sources }) => ({ text, sources }))
      : gather(shown, intent, checker);
  const citations = new Map<string, Citation>();
  const claims = kept.map(({ text, sources, heading }): Claim => {
    const numbers = sources.map(({ paper, passage }) => {
      const known = citations.get(passage.id) ?? { number: citations.size + 1, paper, passage };
      citations.set(passage.id, known);
      return known.number;
    });
    return { text, citations: numbers, ...(heading !== undefined && { heading }) };
  });
  const [claim, ...more] = claims;
  const [citation, ...others] = citations.values();
  return claim && citation ? { claims: [claim, ...more], citations: [citation, ...others] } : undefined;
}

function gather(shown: readonly CheckedSentence[], intent: Intent, checker: Checker): Kept[] {
  const themes = intent === 'list' ? soundThemes(shown, checker) : new Set<string>();
  const groups = new Map<string | undefined, Kept[]>();
  for (const { text, sources, theme } of shown) {
    const heading = theme !== undefined && themes.has(theme) ? theme : onlyTitle(sources);
    const group = groups.get(heading) ?? [];
    groups.set(heading, group);
    group.push({ text, sources, ...(heading !== undefined && { heading }) });
  }
  const common = groups.get(undefined) ?? [];
  groups.delete(undefined);
  return [...[...groups.values()].flat(), ...common];
}

function soundThemes(shown: readonly CheckedSentence[], checker: Checker): Set<string> {
  const themes = new Set(shown.flatMap(({ theme }) => theme ?? []));
  return new Set(
    [...themes].filter((theme) =>
      checker.bearsTheme(
        theme,
        shown.filter((one) => one.theme === theme).flatMap(({ sources }) => sources),
      ),
    ),
  );
}

/** The title of the paper that all passages are of. */
function onlyTitle(sources: readonly KeyedPassage[]): string | undefined {
  const papers = new Set(sources.map(({ paper }) => paper.id));
  return papers.size === 1 ? sources[0]!.paper.title : undefined;
}
