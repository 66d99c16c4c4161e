import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstractSummary, sentences } from '../../src/summary/abstract.ts';
import { abstractNote, idsInNotes } from '../../src/summary/note.ts';
import { cpuMs } from '../cpu.ts';

describe('sentences', () => {
  it.each([
    ['We present a new way. It is much faster than before. Code is at our page.', 3],
    ['Results (e.g. on ImageNet, cf. Fig. 3) improve by 2.5 points. We follow Smith et al. and extend their work.', 2],
    ['We use $f(x) = a. B$ as the loss function here. The rest stays as it was before.', 2],
    ['Is attention all you need? We show that it is not! The answer surprised us all.', 3],
    ['The model v2.0 has 7.5B parameters i.e. twice as many. J. Doe built it in a week.', 2],
    ['State-of-the-art results (it beats GPT-4. Yes, really.) are reported by the authors. All of it is open.', 2],
    ['새로운 생성 모델을 제안합니다. 실험에서 가장 좋은 결과를 얻었습니다. 코드는 공개.', 2],
    ['no capital letters here. so this stays one sentence however long it may be', 1],
    ['', 0],
    ['   \n ', 0],
  ])('of %j are %i', (text, count) => {
    expect(sentences(text)).toHaveLength(count);
  });

  it('lose not a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('We', 'e.g.', '3.5', '$x$', '(a', 'b)', 'End.', 'No!', 'et al.', 'A.', '“Q.”')),
        (parts) => {
          expect(sentences(parts.join('  \n')).join(' ')).toBe(parts.join(' '));
        },
      ),
    );
  });

  it('take time in proportion to the text', () => {
    expect(cpuMs(() => sentences('A (b $c. D '.repeat(20_000)))).toBeLessThan(2_000);
  });
});

describe('without a model', () => {
  it("the abstract's sentences are the bullets and the list's keywords the hints", () => {
    const summary = abstractSummary({
      abstract: 'We present a new way. It is much faster than before.',
      keywords: ['speed'],
    });
    expect(summary).toEqual({
      bullets: [{ text: 'We present a new way.' }, { text: 'It is much faster than before.' }],
      hints: { questions: { ko: [], en: [] }, keywords: ['speed'] },
      by: 'abstract',
    });
  });

  it('the file says for which papers', () => {
    const note = abstractNote(['2401.00001', '2401.00002'])!;
    expect(note).toContain('모델 요약 아님');
    expect(idsInNotes(['something else 2401.99999', note])).toEqual(['2401.00001', '2401.00002']);
    expect(abstractNote([])).toBeUndefined();
  });
});
