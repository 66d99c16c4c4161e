import { describe, expect, it } from 'vitest';
import { overstated, unhedged, utmosts } from '../../../src/answer/verify/strength.ts';
import { reader } from '../answering.ts';

describe('a claim is too strong', () => {
  it.each([
    ['It is always faster.', '2배 빠릅니다.', ['all']],
    ['최고 성능을 냈습니다.', '성능이 좋았습니다.', ['best']],
    ['It works only on images.', '이미지에서 잘 됩니다.', ['only']],
    ['모든 과제에서 좋았습니다.', '여섯 가지 과제에서 고르게 좋아졌습니다.', []],
    ['It was the best of its time.', '당시 가장 좋은 성적이었습니다.', []],
  ])('%s <- %s', (claim, source, expected) => {
    expect(overstated(claim, source)).toEqual(expected);
  });

  it('where the source says it of something else', async () => {
    const source = (await reader()).read('It is the best on KITTI. It is competitive on NYUv2.');
    const places = utmosts('The best results on NYUv2.', source);
    expect(places.map(({ of }) => of)).toEqual(['results on NYUv2. The']);
    expect(places[0]!.strong.map(({ text }) => text)).toEqual(['It is the best on KITTI.']);
    expect(utmosts('Good results on NYUv2.', source)).toEqual([]);
  });

  it('where the source only hopes', () => {
    expect(unhedged('It has replaced manual work.', '사람이 하던 일을 자동화하려는 시도입니다.')).toBe(true);
    expect(unhedged('It is meant to replace manual work.', '사람이 하던 일을 자동화하려는 시도입니다.')).toBe(false);
    expect(unhedged('It replaced manual work.', '사람이 하던 일을 자동화했습니다.')).toBe(false);
  });
});
