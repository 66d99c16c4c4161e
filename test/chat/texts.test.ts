import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { digestTexts } from '../../src/chat/digest-texts.ts';
import { failureMessage } from '../../src/chat/failure.ts';
import { followTexts } from '../../src/chat/follow-texts.ts';
import { greetingIn } from '../../src/chat/greeting.ts';
import { type CommandMention, cut } from '../../src/chat/message.ts';
import { asPlainText, ownWords } from '../../src/chat/own-words.ts';
import { arxivIdIn } from '../../src/chat/pick-paper.ts';
import { texts } from '../../src/chat/texts.ts';
import { period } from '../../src/chat/trending-papers.ts';
import { discordTexts } from '../../src/discord/texts.ts';
import { PapersError } from '../../src/errors.ts';

/** All texts below a value, functions called with arguments that they merely insert. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value(2, 3, 4))];
  return Object.values(value as object).flatMap(leaves);
}

describe('texts', () => {
  it('are in their own language', () => {
    const sameInBoth = ['Hugging Face', '‘2’'];
    for (const text of leaves(texts('en'))) expect(text).not.toMatch(/[가-힣]/);
    for (const text of leaves(texts('ko'))) if (!sameInBoth.includes(text)) expect(text).toMatch(/[가-힣]/);
  });

  it('name commands that there are, as their readers call them', () => {
    const named: string[] = [];
    for (const language of ['ko', 'en'] as const) {
      const all = [texts, digestTexts, followTexts, discordTexts].flatMap((of) => leaves(of(language)));
      for (const inline of all.flatMap(ownWords)) {
        if (typeof inline === 'string') {
          expect(inline).not.toMatch(/[{}]/);
          continue;
        }
        const { name, shown } = inline as CommandMention;
        const [outer, inner] = name.split(' ');
        const command = commands.find((one) => one.name === outer);
        const sub = command?.subcommands?.find((one) => one.name === inner);
        const parts = [command, ...(inner === undefined ? [] : [sub])];
        expect(shown).toBe(parts.map((part) => (language === 'ko' ? part?.nameKo : part?.name)).join(' '));
        named.push(name);
      }
    }
    expect(new Set(named)).toEqual(new Set(['help', 'today', 'ask', 'digest set', 'follow add']));
  });

  it('leave no gap where something is inserted', () => {
    for (const language of ['ko', 'en'] as const) {
      for (const text of leaves(texts(language))) {
        expect(text).not.toMatch(/undefined|\[object|NaN/);
        expect(text.trim()).not.toBe('');
      }
    }
  });
});

describe('ownWords', () => {
  it('finds the commands in braces', () => {
    expect(ownWords('자세한 건 {help:도움말}에, 목록은 {today}에.')).toEqual([
      '자세한 건 ',
      { kind: 'command', name: 'help', shown: '도움말' },
      '에, 목록은 ',
      { kind: 'command', name: 'today', shown: 'today' },
      '에.',
    ]);
    expect(asPlainText('{digest set:소식 설정} 명령어')).toBe('/소식 설정 명령어');
  });
});

describe('greetingIn', () => {
  it.each([
    ['안녕하세요!', 'hello'],
    ['Hi there', 'hello'],
    ['고마워요~', 'thanks'],
    ['Thank you!', 'thanks'],
    ['higher resolution', undefined],
    ['안녕 그런데 확산 모델에서 가이던스가 뭐였는지 알려 줄래?', undefined],
    ['누가 만들었어?', undefined],
  ])('%s: %s', (text, greeting) => {
    expect(greetingIn(text)).toBe(greeting);
  });
});

describe('failureMessage', () => {
  it('never repeats what the operator is told', () => {
    const error = new PapersError('unavailable', 'https://internal.example/v1 answered 500 for key sk-123');
    expect(failureMessage(error, 'en')).toEqual({
      blocks: [
        { kind: 'paragraph', inlines: ['A service I need does not answer right now. Please try again in a moment.'] },
      ],
      private: true,
    });
    expect(JSON.stringify(failureMessage(new TypeError('secret'), 'ko'))).not.toContain('secret');
  });
});

describe('cut', () => {
  it('counts code points and marks the cut', () => {
    expect(cut('한글', 2)).toBe('한글');
    expect(cut('👍👍👍', 2)).toBe('👍…');
  });
});

describe('arxivIdIn', () => {
  it.each([
    ['2401.10891', '2401.10891'],
    [' arXiv:2401.10891v3 ', '2401.10891'],
    ['https://arxiv.org/pdf/2401.10891.pdf', '2401.10891'],
    ['https://huggingface.co/papers/2401.10891', '2401.10891'],
    ['0704.0001', '0704.0001'],
    ['24011.0891', undefined],
    ['GPT-4 2401.10891 paper', undefined],
    ['', undefined],
  ])('%s gives %s', (typed, id) => {
    expect(arxivIdIn(typed)).toBe(id);
  });
});

describe('period', () => {
  const week = { days: 7 };
  it.each([
    ['up to today', week, '2024-01-22', '2024-01-22', { since: '2024-01-16', until: '2024-01-22', moved: false }],
    [
      'up to today, though the newest list is older',
      week,
      '2024-01-25',
      '2024-01-22',
      { since: '2024-01-19', until: '2024-01-25', moved: false },
    ],
    [
      'up to the newest list, when the week is empty',
      week,
      '2024-03-01',
      '2024-01-22',
      { since: '2024-01-16', until: '2024-01-22', moved: true },
    ],
    [
      'up to a list from a time zone ahead',
      week,
      '2024-01-21',
      '2024-01-22',
      { since: '2024-01-16', until: '2024-01-22', moved: false },
    ],
    [
      'from an explicit beginning',
      { ...week, since: '2023-12-01' },
      '2024-01-22',
      '2024-01-22',
      { since: '2023-12-01', until: '2024-01-22', moved: false },
    ],
    [
      'to an explicit end',
      { ...week, until: '2023-12-31' },
      '2024-01-22',
      '2024-01-22',
      { since: '2023-12-25', until: '2023-12-31', moved: false },
    ],
  ])('%s', (_, asked, today, newest, expected) => {
    expect(period(asked, today, newest)).toEqual(expected);
  });
});
