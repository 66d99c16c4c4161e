import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sentences } from '../../../src/answer/verify/clauses.ts';
import type { Source, Verifier } from '../../../src/answer/verify/verifier.ts';
import { readFolder } from '../../../src/corpus/folder.ts';
import type { Paper } from '../../../src/paper.ts';
import { SAMPLE } from '../../sample.ts';
import { verifier } from '../answering.ts';

let checking: Verifier;
let papers: readonly Paper[];
beforeAll(async () => {
  checking = await verifier();
  ({ papers } = await readFolder(SAMPLE));
});

const passagesOf = (): Source[] => papers.flatMap((paper) => paper.passages.map((passage) => ({ paper, passage })));
const cited = (id: string): Source => passagesOf().find(({ passage }) => passage.id === id)!;

describe('what a passage says itself', () => {
  it('is supported by it, sentence by sentence', () => {
    const own = passagesOf().flatMap((source) =>
      sentences(source.passage.text).map((sentence) => ({ sentence, source })),
    );
    const lost = own.filter(({ sentence, source }) => !checking.verify(sentence, [source]).supported);
    expect(own.length).toBeGreaterThan(120);
    expect(lost.map(({ sentence }) => sentence).length / own.length).toBeLessThan(0.03);
  });

  it('is not supported by a passage of another paper', () => {
    const all = passagesOf();
    const pairs = all.flatMap(({ passage }, at) => {
      const other = all[(at + 37) % all.length]!;
      return other.paper.id === passage.paperId ? [] : sentences(passage.text).map((sentence) => ({ sentence, other }));
    });
    const passed = pairs.filter(({ sentence, other }) => checking.verify(sentence, [other]).supported);
    expect(pairs.length).toBeGreaterThan(120);
    expect(passed).toEqual([]);
  });
});

describe('a sentence', () => {
  const speed = '2401.10774#3';

  it.each([
    ['nothing', [], 'no_citation'],
    ['a link', [speed], 'markup', 'https://arxiv.org/abs/2401.10774 를 보세요.'],
    ['a figure that is not there', [speed], 'number', 'Medusa-2는 4.6배 빨라졌습니다.'],
    ['a name that is not there', [speed], 'name', 'Vicuna에서 2.3~3.6배 빨라졌습니다.'],
    ['more than there is', [speed], 'overstated', 'Medusa-2는 모든 모델에서 항상 2.3배 빨라집니다.'],
    ['the opposite', [speed], 'contradicted', 'Medusa-1은 2.2배 느려졌습니다.'],
    ['something else', [speed], 'meaning', '커서로 자리를 짚지 않아도 글을 고칠 수 있습니다.'],
    ['nothing that can be checked', [speed], 'meaning', '그렇습니다.'],
  ] as const)(
    'that rests on or says %s is doubted',
    (_, ids, doubt, sentence: string = 'Medusa-1은 2.2배 넘게 빨라졌습니다.') => {
      expect(checking.verify(sentence, ids.map(cited)).doubts).toContain(doubt);
    },
  );

  it('may rest on two passages together', () => {
    const sentence = '커서로 자리를 짚지 않아도 글을 고칠 수 있고, 12명에게 시험한 결과 더 좋은 평가를 받았습니다.';
    const both = ['2401.10838#2', '2401.10838#3'].map(cited);
    expect(checking.verify(sentence, both).supported).toBe(true);
    for (const one of both) expect(checking.verify(sentence, [one]).supported).toBe(false);
  });

  it('may take names and plain counts from the question, not what it takes for granted', () => {
    const source = [cited('2401.10774#1')];
    const claim = '4090에서도 Medusa는 작은 초안 모델을 따로 두지 않고 앞으로 나올 토큰 몇 개를 미리 짐작합니다.';
    expect(checking.verify(claim, source).doubts).toContain('number');
    expect(checking.verify(claim, source, '4090에서 쓸 수 있는 추론 가속?').doubts).not.toContain('number');
    const fast = 'Medusa는 작은 초안 모델을 따로 두지 않고 300배 빨라집니다.';
    expect(checking.verify(fast, source, 'Medusa가 300배 빠르다며?').doubts).toContain('number');
  });

  it('may say when a paper was listed and how many votes it has', () => {
    const source = [cited('2401.10774#1')];
    const claim = (votes: number) =>
      `2024년 1월 22일에 추천 ${votes}개를 받은 Medusa는 작은 초안 모델을 따로 두지 않고 토큰 몇 개를 미리 짐작하게 합니다.`;
    expect(checking.verify(claim(23), source).doubts).not.toContain('number');
    expect(checking.verify(claim(24), source).doubts).toContain('number');
  });
});

describe('any text', () => {
  it('is judged without failing, and quickly', () => {
    const source = [cited('2401.10774#2')];
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.lorem({ maxCount: 30 })), (text) => {
        const { supported, overlap, likelihood } = checking.verify(text, source);
        expect(typeof supported).toBe('boolean');
        expect(overlap >= 0 && overlap <= 1 && likelihood >= 0 && likelihood <= 1).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['brackets', '['.repeat(600)],
    ['digits', '1,'.repeat(300)],
    ['one word', 'a'.repeat(600)],
    ['Hangul without a gap', '가'.repeat(600)],
    ['capitals', 'A '.repeat(300)],
    ['negations', 'not '.repeat(150)],
  ])('made to be slow is not: %s', (_, text) => {
    const source = [cited('2401.10774#2')];
    checking.verify(text, source);
    const before = process.cpuUsage();
    checking.verify(text, source);
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(400);
  });
});
