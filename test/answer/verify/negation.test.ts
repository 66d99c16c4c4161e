import { expect, it } from 'vitest';
import { denials } from '../../../src/answer/verify/negation.ts';
import { words } from '../../../src/text.ts';

function denied(text: string): string[] {
  const found = words(text);
  return [...denials(text, found)].flatMap(([at, how]) => (how === 'less' ? [] : [found[at]!.surface]));
}

it.each([
  ['it works without extra training', ['extra', 'training']],
  ['does not extend to graph networks', ['extend', 'graph', 'networks']],
  ['따로 학습하지 않고도', ['학습하지']],
  ['추가 학습 없이 씁니다', ['학습']],
  ['고안하기보다', ['고안하기보다']],
])('%s: denies %j', (text, expected) => {
  expect(denied(text)).toEqual(expect.arrayContaining(expected));
});

it.each([
  ['not only images', 'images'],
  ['without hurting text quality', 'quality'],
  ['정확도를 희생하는 대신 빠릅니다', '정확도를'],
  ['they fail in practice', 'practice'],
  ['그림뿐 아니라 글도', '그림뿐'],
])('%s: does not deny %s', (text, word) => {
  expect(denied(text)).not.toContain(word);
});
