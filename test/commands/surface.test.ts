import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { CommandOption, Described } from '../../src/chat/described.ts';

/** Every command and subcommand with all it shows. */
const described: readonly Described[] = commands.flatMap((command) => [command, ...(command.subcommands ?? [])]);
const options: readonly CommandOption[] = described.flatMap((one) => one.options);

/** What Discord accepts as a name of a command or option. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

describe('the commands', () => {
  it('come in the order shown', () => {
    expect(commands.map(({ name }) => name).slice(0, 8)).toEqual([
      'ask',
      'today',
      'search',
      'paper',
      'similar',
      'trending',
      'help',
      'status',
    ]);
  });

  it('have names that Discord accepts, each only once, in both languages', () => {
    for (const { name, nameKo } of [...described, ...options]) {
      for (const one of [name, nameKo]) {
        expect(one).toMatch(NAME);
        expect(one).toBe(one.toLowerCase());
      }
    }
    for (const key of ['name', 'nameKo'] as const) {
      expect(new Set(commands.map((command) => command[key])).size).toBe(commands.length);
      for (const { options } of described) expect(new Set(options.map((one) => one[key])).size).toBe(options.length);
    }
  });

  it('are described in both languages, in at most 100 characters', () => {
    for (const { description } of [...described, ...options]) {
      for (const text of [description.en, description.ko]) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(100);
      }
      expect(description.ko).toMatch(/[가-힣]/);
      expect(description.en).not.toMatch(/[가-힣]/);
    }
  });

  it('list required options first, at most 25 options and choices', () => {
    for (const { options } of described) {
      expect(options.length).toBeLessThanOrEqual(25);
      const firstOptional = options.findIndex(({ required }) => !required);
      if (firstOptional >= 0) expect(options.slice(firstOptional).some(({ required }) => required)).toBe(false);
    }
    for (const { choices = [] } of options) expect(choices.length).toBeLessThanOrEqual(25);
  });

  it('complete what they say they complete', () => {
    for (const command of commands) {
      const completes = [command, ...(command.subcommands ?? [])].some(({ options }) =>
        options.some(({ autocomplete }) => autocomplete),
      );
      expect([command.name, command.autocomplete !== undefined]).toEqual([command.name, completes]);
    }
  });

  it('show these options', () => {
    const shape = commands
      .slice(0, 8)
      .map(({ name, nameKo, options }) => [
        `/${name} /${nameKo}`,
        ...options.map(({ name, nameKo, type, required, min, max, choices, autocomplete }) =>
          [
            `${name}|${nameKo} ${type}`,
            required ? 'required' : '',
            min === undefined && max === undefined ? '' : `${min ?? ''}..${max ?? ''}`,
            choices ? choices.map(({ value }) => value).join('|') : '',
            autocomplete ? 'completes' : '',
          ]
            .filter((part) => part !== '')
            .join(' '),
        ),
      ]);
    expect(shape).toMatchInlineSnapshot(`
      [
        [
          "/ask /질문",
          "question|질문 string required 1..1000",
          "since|부터 string ..20",
          "until|까지 string ..20",
          "private|나만보기 boolean",
        ],
        [
          "/today /오늘",
          "date|날짜 string ..20 completes",
          "count|개수 integer 1..20",
        ],
        [
          "/search /검색",
          "words|검색어 string required 1..1000",
          "since|부터 string ..20",
          "until|까지 string ..20",
          "author|저자 string ..100",
          "sort|정렬 string relevance|votes|newest|oldest",
        ],
        [
          "/paper /논문",
          "paper|논문 string required 1..300 completes",
        ],
        [
          "/similar /비슷한논문",
          "paper|논문 string required 1..300 completes",
        ],
        [
          "/trending /인기",
          "period|기간 string week|month",
          "topic|주제 string ..300",
          "since|부터 string ..20",
          "until|까지 string ..20",
        ],
        [
          "/help /도움말",
        ],
        [
          "/status /상태",
        ],
      ]
    `);
  });
});
