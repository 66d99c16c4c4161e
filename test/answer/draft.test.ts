import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DraftItem, DraftReader } from '../../src/answer/draft.ts';
import { comparedIn, intentOf } from '../../src/answer/intent.ts';

function read(text: string, whole = true): DraftItem[] {
  const reader = new DraftReader();
  return [...reader.push(text), ...reader.end(whole)];
}
const sentence = (text: string, ...keys: string[]): DraftItem => ({ kind: 'sentence', text, keys });

describe('a draft', () => {
  it.each([
    ['a line', '빠릅니다. [bc2d]', [sentence('빠릅니다.', 'bc2d')]],
    ['keys before the stop', '빠릅니다 [bc2d].', [sentence('빠릅니다.', 'bc2d')]],
    [
      'several keys, however they are written',
      'Fast [bc2d][fg3h], [jk4m; np5q] 【rs6t】',
      [sentence('Fast,', 'bc2d', 'fg3h', 'jk4m', 'np5q', 'rs6t')],
    ],
    ['two sentences that share a key', 'One. Two. [bc2d]', [sentence('One.', 'bc2d'), sentence('Two.', 'bc2d')]],
    ['a key each', 'One [bc2d]. Two [fg3h].', [sentence('One.', 'bc2d'), sentence('Two.', 'fg3h')]],
    ['a sentence after the last key', 'One [bc2d]. Two.', [sentence('One.', 'bc2d'), sentence('Two.')]],
    [
      'numbers and names with stops',
      'llama.cpp is 2.3x faster, e.g. on v1.5 [bc2d].',
      [sentence('llama.cpp is 2.3x faster, e.g. on v1.5.', 'bc2d')],
    ],
    [
      'marks of lists and emphasis',
      '- **Medusa**는 `빠릅니다`. [bc2d]\n2. 또 하나. [fg3h]',
      [sentence('Medusa는 빠릅니다.', 'bc2d'), sentence('또 하나.', 'fg3h')],
    ],
    ['a theme', '# 3D 재구성\n빠릅니다. [bc2d]', [{ kind: 'theme', text: '3D 재구성' }, sentence('빠릅니다.', 'bc2d')]],
    ['a theme in bold', '**3D 재구성**', [{ kind: 'theme', text: '3D 재구성' }]],
    ['no answer', ' none. ', [{ kind: 'no_answer' }]],
    ['rules and fences', '---\n```text\n```', []],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('leaves out the half sentence of a text that was cut off', () => {
    expect(read('One. [bc2d]\nTwo is ha', false)).toEqual([sentence('One.', 'bc2d')]);
  });

  it('is the same however it is torn into pieces', () => {
    const text = '# 주제\n- One. Two. [bc2d]\n초당 2.3배 빠릅니다 [fg3h, jk4m].\n\nNONE\n끝';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 }), (sizes) => {
        const reader = new DraftReader();
        const items: DraftItem[] = [];
        let at = 0;
        for (let turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          items.push(...reader.push(text.slice(at, at + size)));
          at += size;
        }
        items.push(...reader.end(true));
        expect(items).toEqual(read(text));
      }),
    );
  });

  it('of a hundred thousand characters without a break is read in passing', () => {
    const before = process.cpuUsage();
    const items = ['word ', '[', 'a.[b] ', '가'].flatMap((piece) => read(piece.repeat(25_000)));
    expect(Math.max(...items.map((item) => ('text' in item ? item.text.length : 0)))).toBeLessThanOrEqual(1_200);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
  });
});

describe('the intent by words alone', () => {
  it.each([
    ['Medusa와 PowerInfer 차이가 뭐야?', 'compare', ['Medusa', 'PowerInfer']],
    ['Medusa랑 PowerInfer의 차이', 'compare', ['Medusa', 'PowerInfer']],
    ['Depth Anything vs Splatter Image', 'compare', ['Depth Anything', 'Splatter Image']],
    ['What is the difference between Depth Anything and DMD?', 'compare', ['Depth Anything', 'DMD']],
    ['이번 주 3D 논문 정리해줘', 'list', []],
    ['papers on video editing', 'list', []],
    ['Medusa는 어떻게 빨라져?', 'explain', []],
    ['How does Medusa work?', 'explain', []],
    ['4090 한 장으로 LLM 돌리는 거', 'find', []],
  ])('of %s', (question, intent, subjects) => {
    expect([intentOf(question), comparedIn(question)]).toEqual([intent, subjects]);
  });

  it('is found quickly in any question', () => {
    const before = process.cpuUsage();
    for (const piece of ['A ', 'A와 ', 'compare A and ', '가', 'a.']) comparedIn(piece.repeat(1_000));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_500);
  });
});
