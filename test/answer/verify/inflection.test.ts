import { describe, expect, it } from 'vitest';
import { openStem, plainForms, stemForms } from '../../../src/answer/verify/inflection.ts';
import { words } from '../../../src/text.ts';

describe('the stem of an inflected verb', () => {
  it.each([
    ['바꿔서', 1, '바꾸'],
    ['바꾼', 1, '바꾸'],
    ['가려졌다', 1, '가리'],
    ['떨어졌습니다', 2, '떨어지'],
    ['나눕니다', 1, '나누'],
  ])('%s: %s', (word, at, stem) => {
    expect(openStem(word, at)).toBe(stem);
  });

  it.each([
    ['가리고', 1],
    ['책상', 1],
    ['한', 1],
    ['model', 1],
  ])('is not found where there is no ending in it: %s', (word, at) => {
    expect(openStem(word, at)).toBeUndefined();
  });

  it('is tried beside the words as they stand', () => {
    const forms = plainForms(words('값을 바꿔 rapidly')).map((form) => form.map(({ surface }) => surface).join(' '));
    expect(forms).toContain('값을 바꾸 rapidly');
    expect(forms).toContain('값을 바꿔 rapid');
    expect(plainForms(words('이미지 크기'))).toEqual([]);
  });
});

describe('a stem of one syllable', () => {
  it.each([
    ['끊', ['끊고~', '끊는~', '끊었~', '끊으~']],
    ['쓰', ['쓰고~', '쓴', '씁니~', '써', '썼습~']],
    ['주', ['주는~', '줄', '줘', '줬다~']],
  ])('%s', (syllable, forms) => {
    expect(stemForms(syllable)).toEqual(expect.arrayContaining(forms));
  });

  it('is not met in nouns that begin with it', () => {
    expect(stemForms('섞')).not.toContain('섞~');
    expect(stemForms('쓰')).not.toContain('쓰레~');
  });
});
