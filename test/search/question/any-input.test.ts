import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../../src/paper.ts';
import { hangulNameAt } from '../../../src/search/question/hangul-names.ts';
import { describeQuery } from '../../../src/search/question.ts';
import { normalise } from '../../../src/text.ts';
import { cpuMs } from '../../cpu.ts';
import { ask } from './ask.ts';

/** Pieces of dates, numbers, names and orders, so that random questions come near to what the rules read. */
const PIECES = (
  '오늘 어제 지난주 이번 주 지난달 작년 올해 최근 3일 일주일 2024년 2021년 24년 3월 13월 5일 31일 둘째 주 첫 마지막 상반기 초 말 부터 까지 에서 사이 이후 이전 전에 ~ - / . , : ( ) ? ! ' +
  '2024-01-22 24.01.22 1/22 99/99 2024 2401.10891 Feb March May 14 14th 2025 since before after until between and from to in on the of first second week last past this year month days ago today yesterday ' +
  '추천 100개 넘은 이상 표 50표 받은 많이 많은 최다 인기 제일 가장 최신 오래된 순 top 5 top-5 most upvoted votes upvotes over at least 30 newest latest oldest popular ' +
  '세 개 다섯 편만 논문 페이퍼 papers paper five give me 시스템 정확도 말고 빼고 not by Kaiming He Song Han LeCun 저자가 인 쓴 의 허카이밍 GPT-4 Llama 3 🙂 ㅋㅋ \u200b \uE000 é ' +
  'constructor __proto__ toString'
).split(' ');

const question = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', '', '  ', '\n')), { maxLength: 14 })
    .map((pieces) => pieces.map(([piece, gap]) => piece + gap).join('')),
);

const plain = (text: string) => normalise(text).replaceAll('\uE000', ' ').replace(/\s+/gu, ' ').trim();
const letters = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('any input', () => {
  it('gives a query that holds together', () => {
    fc.assert(
      fc.property(question, (typed) => {
        const { question: whole, text, filters, limit, understood } = ask(typed);
        expect(whole).toBe(typed);
        expect(Number.isInteger(limit) && limit >= 1 && limit <= 100).toBe(true);
        for (const day of [filters.since, filters.until]) expect(day === undefined || isDay(day)).toBe(true);
        if (filters.since && filters.until) expect(filters.since <= filters.until).toBe(true);
        expect((filters.minVotes ?? 0) >= 0).toBe(true);
        for (const phrase of understood) expect(plain(typed)).toContain(phrase);
        for (const name of filters.authors ?? []) {
          const inHangul = [...plain(typed).matchAll(/[가-힣]/gu)].some(({ index }) =>
            hangulNameAt(plain(typed), index)?.latin.includes(name),
          );
          if (!inHangul) expect(plain(typed)).toContain(name);
        }
        // The text only loses words; nothing understood leaves it as it was.
        const given = letters(plain(typed)).join(' ');
        for (const word of letters(plain(text))) expect(given).toContain(word);
        if (understood.length === 0) expect(text).toBe(typed.trim());
      }),
      { numRuns: 3000 },
    );
  });

  it('can be described in both languages', () => {
    fc.assert(
      fc.property(question, (typed) => {
        const query = ask(typed);
        const told = [describeQuery(query, 'ko'), describeQuery(query, 'en')];
        expect(told[0]!.length).toBe(told[1]!.length);
        for (const phrase of told.flat()) expect(phrase).not.toMatch(/undefined|NaN|Invalid/u);
      }),
      { numRuns: 500 },
    );
  });

  it('of 10,000 characters is read in the time a question may take', () => {
    const long = (
      'a|가|1|1,|\n|~|- |2024 |2024-|2024년 |1/1/|3월|3월 |3월부터 |3월 5일~|May |between |in the |last |최근 3|saw |추천 |추천 많이 받은 |100개 이상 |' +
      'more than 100 |at least |top 5 |latest x |최신 비디오 |인기 있는 x |give me |3 x y |다섯 편 |5개 |Kaiming He |by Kaiming He and |he he |papers by |not from |\uE000'
    ).split('|');
    for (const unit of long) {
      const text = unit.repeat(10_000 / unit.length);
      // A pattern that backtracks over the whole text would take minutes.
      expect(
        cpuMs(() => ask(text)),
        unit,
      ).toBeLessThan(3000);
    }
  });
});
