/* biome-ignore-all lint/suspicious/noControlCharactersInRegex: they are what is looked for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/terminal/clean.ts';

describe('clean', () => {
  it.each([
    ['colours', 'a\x1b[31mred\x1b[0m', 'ared'],
    ['cursor movements', 'a\x1b[2J\x1b[1;1Hb', 'ab'],
    ['titles and links (OSC), whole', 'a\x1b]0;owned\x07b\x1b]8;;https://evil.example\x1b\\c', 'abc'],
    ['an OSC that never ends, up to the end of its line', 'a\x1b]0;owned\nb', 'a\nb'],
    ['eight-bit sequences', 'a\x9b31mb\x9d0;owned\x9cc', 'abc'],
    ['a lone escape', 'a\x1b', 'a'],
    ['bells, backspaces, nulls', 'a\x07\b\0b', 'ab'],
    ['carriage returns that would overwrite the line', 'good\rbad', 'good\nbad'],
    ['tabs', 'a\tb', 'a b'],
    ['bidirectional overrides', 'a\u202eb\u2066c', 'abc'],
    ['half surrogate pairs', 'a\ud800b', 'a\ufffdb'],
  ])('takes away %s', (_, dirty, harmless) => {
    expect(clean(dirty)).toBe(harmless);
  });

  it('leaves Hangul, emoji and their joiners as they are', () => {
    expect(clean('한글 👩‍💻 ▲ 26\n둘째 줄')).toBe('한글 👩‍💻 ▲ 26\n둘째 줄');
  });

  it('lets no control character but the line break through, whatever comes', () => {
    const noise = fc.array(
      fc.oneof(
        fc.constantFrom('\x1b', '\x1b[', '\x1b]', '\x9b', '\x07', ';', 'm', '\n', '\r'),
        fc.string({ unit: 'binary' }),
      ),
    );
    fc.assert(
      fc.property(noise, (parts) => {
        expect(clean(parts.join(''))).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u);
      }),
    );
  });
});
