import { describe, expect, it } from 'vitest';
import { Analyzer } from '../../src/search/analyzer.ts';
import { type Concept, parseGlossary } from '../../src/search/glossary.ts';

const analyzer = new Analyzer(
  parseGlossary('잘게 쪼개~ | patchify\n전부 | everything at once\n언러닝 | unlearning', 'test.txt'),
);
const weightOf = (question: string, matched: string) =>
  analyzer.query(question).terms.find((term) => term.matched === matched)?.weight ?? 0;

describe('Analyzer.query', () => {
  it('weighs words that say little less, and the concepts that they give', () => {
    expect(weightOf('쿼리 다시', '다시')).toBeLessThan(weightOf('쿼리 다시', '쿼리') / 2);
    expect(weightOf('언러닝 전부', '전부')).toBeLessThan(weightOf('언러닝 전부', '언러닝') / 2);
    expect(weightOf('nearly the same rhinoceros', 'same')).toBeLessThan(
      weightOf('the same rhinoceros', 'rhinocero') / 2,
    );
  });

  it('does not guess names for them', () => {
    expect(analyzer.query('줄자 다시').loose.map(({ base }) => base)).toEqual(['줄자']);
  });

  it('writes neighbouring Latin words together, but not over words that only link', () => {
    const joined = (question: string) => analyzer.query(question).terms.map(({ term }) => term);
    expect(joined('depth anything')).toContain('depthanything');
    expect(joined('state of the art')).not.toContain('stateof');
    expect(joined('state of the art')).not.toContain('theart');
  });

  it('lets everyday words of summaries count a little, in either language, without explaining a word', () => {
    const field = parseGlossary('언러닝 | unlearning', 'field.txt');
    const prose = parseGlossary('흔들~ | sway', 'prose.txt').map(
      (concept): Concept => ({ ...concept, everyday: true }),
    );
    const { terms, loose } = new Analyzer([...field, ...prose]).query('unlearning that sways');
    const weight = (wanted: string) => terms.find(({ how }) => how === wanted)!.weight;
    expect(weight('everyday')).toBeLessThan(0.75 * weight('concept'));
    expect(loose.map(({ surface }) => surface)).toEqual(['sways']);
    expect(new Analyzer(prose).features('sway')).toEqual(new Map([['sway', 1]]));
  });

  it('knows which words of the question gave a term', () => {
    const { terms } = analyzer.query('이미지를 잘게 쪼개서');
    expect(terms.find(({ how }) => how === 'concept')?.positions).toEqual([1, 2]);
  });
});
