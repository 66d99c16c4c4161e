import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { parseLine, type Typed } from '../../src/terminal/parse.ts';
import { usageOf } from '../../src/terminal/usage.ts';

const parse = (line: string) => brief(parseLine(line, commands, 'en'));

/** A call as command, options and language; anything else as it is. */
function brief(typed: Typed): unknown {
  if (typed.kind !== 'call') return typed;
  return [typed.command.name, typed.options, typed.language];
}

const mistake = (line: string) => {
  const typed = parseLine(line, commands, 'en');
  return typed.kind === 'mistake' ? typed.text : `not a mistake: ${typed.kind}`;
};

describe('parseLine', () => {
  it.each([
    ['LLM 답 나오는 속도 올리는 논문 뭐뭐 있어?', 'ko'],
    ['what makes LLMs answer faster?', 'en'],
  ])('takes a plain line for a question in its own language: %s', (question, language) => {
    expect(parse(question)).toEqual(['ask', { question }, language]);
  });

  it('answers a name in Hangul in Korean', () => {
    expect(mistake('/비슷한')).toBe('‘/비슷한’ 명령어는 없어요. 혹시 /비슷한논문인가요? 전체 목록은 /도움말에 있어요.');
  });

  it('takes no question longer than Discord would', () => {
    expect(mistake('가'.repeat(1001))).toBe('“question” may have at most 1000 characters.');
  });

  it('takes an empty line for nothing', () => {
    expect(parse('   ')).toEqual({ kind: 'nothing' });
  });

  it('takes a number or one letter for a key', () => {
    expect(parse('3')).toEqual({ kind: 'key', key: '3' });
    expect(parse('B')).toEqual({ kind: 'key', key: 'b' });
  });

  it.each([
    ['/today', 'today', {}],
    ['/today 2024-01-22', 'today', { date: '2024-01-22' }],
    ['/today date:2024-01-22 count:3', 'today', { date: '2024-01-22', count: 3 }],
    ['/today count:3', 'today', { count: 3 }],
    ['/TODAY', 'today', {}],
    ['/search 3d 생성', 'search', { words: '3d 생성' }],
    [
      '/search words:3d 생성 author:Kaiming He sort:votes',
      'search',
      { words: '3d 생성', author: 'Kaiming He', sort: 'votes' },
    ],
    ['/search "since: a history" since:2024-01-01', 'search', { words: 'since: a history', since: '2024-01-01' }],
    ['/search note: keep colons', 'search', { words: 'note: keep colons' }],
    ['/search 3d sort:most votes', 'search', { words: '3d', sort: 'votes' }],
    ['/ask what is new? private:yes', 'ask', { question: 'what is new?', private: true }],
    ['/paper 2401.10891', 'paper', { paper: '2401.10891' }],
    ['/trending month topic:비디오', 'trending', { period: 'month', topic: '비디오' }],
    ['/', 'help', {}],
    ['/help me', 'help', {}],
  ])('reads %s', (line, command, options) => {
    expect(parse(line)).toEqual([command, options, 'en']);
  });

  it('answers in Korean to Korean names of commands, options and choices', () => {
    expect(parse('/오늘 날짜:2024-01-22 개수:3')).toEqual(['today', { date: '2024-01-22', count: 3 }, 'ko']);
    expect(parse('/검색 비디오 정렬:최신순')).toEqual(['search', { words: '비디오', sort: 'newest' }, 'ko']);
  });

  it('tells what is wrong and how it is typed', () => {
    expect([
      mistake('/todya'),
      mistake('/nonsense'),
      mistake('/search'),
      mistake('/today count:many'),
      mistake('/today count:21'),
      mistake('/search x sort:best'),
      mistake('/ask x private:perhaps'),
      mistake('/settings language'),
    ]).toMatchInlineSnapshot(`
      [
        "There is no command /todya. Did you mean /today? Type /help for all of them.",
        "There is no command /nonsense. Type /help for all of them.",
        "“words” is missing. Usage: /search words [since:…] [until:…] [author:…] [sort:…]",
        "“count” must be a number from 1 to 20. Usage: /today [date] [count:…]",
        "“count” must be a number from 1 to 20. Usage: /today [date] [count:…]",
        "“sort” must be one of: relevance, votes, newest, oldest. Usage: /search words [since:…] [until:…] [author:…] [sort:…]",
        "“private” must be true or false. Usage: /ask question [since:…] [until:…] [private:…]",
        "/settings works in Discord servers only.",
      ]
    `);
  });

  it('writes usage with required options bare', () => {
    expect(commands.slice(0, 8).map((command) => usageOf(command))).toMatchInlineSnapshot(`
      [
        "/ask question [since:…] [until:…] [private:…]",
        "/today [date] [count:…]",
        "/search words [since:…] [until:…] [author:…] [sort:…]",
        "/paper paper",
        "/similar paper",
        "/trending [period] [topic:…] [since:…] [until:…]",
        "/help",
        "/status",
      ]
    `);
  });
});
