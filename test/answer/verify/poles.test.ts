import { expect, it } from 'vitest';
import { isPole, opposed, stanceOf } from '../../../src/answer/verify/poles.ts';

const against = (claim: string, source: string, denied: string[] = []): string[] =>
  opposed(stanceOf(claim, new Set()), stanceOf(source, new Set(denied)));

it.each([
  ['It is faster.', '더 느립니다.', ['speed']],
  ['표면이 매끄러울수록', '표면이 거칠수록', ['roughness']],
  ['충분히 달라지면', '충분히 비슷해지면', ['alike']],
  ['It is faster.', '더 빠릅니다.', []],
  ['It is faster and slower.', '더 느립니다.', []],
])('%s <- %s: %j', (claim, source, expected) => {
  expect(against(claim, source)).toEqual(expected);
});

it('a pole that is denied stands on the other side', () => {
  expect(against('Quality is degraded.', '화질이 떨어지지 않습니다.', ['떨어지지'])).toContain('quality');
  expect(isPole('faster')).toBe(true);
  expect(isPole('video')).toBe(false);
});
