import { describe, expect, it } from 'vitest';
import { AuthorNames } from '../../src/library/author-names.ts';

describe('AuthorNames', () => {
  const names = new AuthorNames(['Yann LeCun', 'José García-López', 'Ada  Example', 'J. Doe', '김 철수', 'Li']);

  it.each([
    'Yann LeCun',
    'lecun',
    'YANN',
    'ada example',
    'Jose',
    'garcia lopez'.replace(' ', '-'),
    'j doe',
    '철수',
    'li',
  ])('knows %s', (name) => expect(names.has(name)).toBe(true));

  it.each(['Le', 'Cun', 'Yann Ada', 'LeCun Yann', 'example josé', 'doe 김', '', '  ', '.', 'Lin'])(
    'does not know %j',
    (name) => expect(names.has(name)).toBe(false),
  );

  it('knows nobody when there is nobody', () => {
    expect(new AuthorNames([]).has('Ada')).toBe(false);
  });
});
