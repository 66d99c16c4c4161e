import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/answer/verify/verifier.ts';
import { type CitedSentence, citationCounts, citationFigures } from '../../src/eval/citations.ts';
import type { EntailmentJudge } from '../../src/eval/entailment.ts';
import { arxivUrl } from '../../src/paper.ts';

/** A passage that supports those words which it holds. */
function source(text: string): Source {
  const id = '2401.00001';
  const passage = { id: `${id}#1`, paperId: id, ordinal: 1, text };
  return { passage, paper: { id, title: 'T', url: arxivUrl(id), day: '2024-01-22', authors: [], passages: [passage] } };
}

/** Passages together support a sentence when they hold all its words. */
const byWords: EntailmentJudge = {
  name: 'words',
  judge: async (entailments) =>
    entailments.map(({ sentence, sources }) =>
      sentence.split(' ').every((word) => sources.some(({ passage }) => passage.text.split(' ').includes(word))),
    ),
};
const cited = (text: string, ...passages: string[]): CitedSentence => ({ text, sources: passages.map(source) });
const counts = (...sentences: CitedSentence[]) => citationCounts(sentences, byWords);

describe('citation recall and precision as ALCE defines them', () => {
  it.each([
    ['one citation that supports', cited('a', 'a b'), [1, 1, 1]],
    ['one that does not', cited('a', 'b'), [0, 1, 0]],
    ['none', cited('a'), [0, 0, 0]],
    // Each is needed, though neither supports the sentence by itself.
    ['two that support it together', cited('a b', 'a', 'b'), [1, 2, 2]],
    ['two that each support it', cited('a', 'a', 'a c'), [1, 2, 2]],
    ['a further one that adds nothing', cited('a b', 'a b', 'c'), [1, 2, 1]],
    ['two of which neither helps', cited('a', 'b', 'c'), [0, 2, 0]],
    ['one of what does not exist beside a good one', { ...cited('a', 'a'), dangling: 1 }, [0, 0, 0]],
  ])('%s', async (_, sentence, [supported, citations, needed]) => {
    expect(await counts(sentence)).toEqual({ sentences: 1, supported, citations, needed });
  });

  it('are means over answers, whatever their length; an answer without a sentence is none', async () => {
    const long = await counts(cited('a', 'a'), cited('a', 'a'), cited('a', 'a'), cited('a', 'b'));
    const short = await counts(cited('a', 'b'));
    const bare = await counts(cited('a'));
    expect(citationFigures([long, short, await counts()])).toEqual({ sentences: 5, recall: 0.375, precision: 0.375 });
    expect(citationFigures([long, bare])).toEqual({ sentences: 5, recall: 0.375, precision: 0.375 });
    expect(citationFigures([]).recall).toBeNaN();
  });
});
