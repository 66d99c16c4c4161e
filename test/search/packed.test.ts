import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/search/packed.ts';

describe('pack and unpack', () => {
  const packed = pack(
    'thing 1',
    { size: 3 },
    { a: Uint8Array.of(1, 2, 3), b: Float32Array.of(0.5, -1), empty: new Uint32Array(0) },
  );

  it('give back what was packed, at any alignment', () => {
    for (const shift of [0, 1, 3]) {
      const moved = Buffer.concat([Buffer.alloc(shift), packed]).subarray(shift);
      const { facts, column } = unpack(moved, 'thing 1');
      expect(facts).toEqual({ size: 3 });
      expect(column('a')).toEqual(Uint8Array.of(1, 2, 3));
      expect(column('b')).toEqual(Float32Array.of(0.5, -1));
      expect(column('empty')).toEqual(new Uint32Array(0));
    }
  });

  it('refuse another format, a missing column and a cut file, in words', () => {
    expect(() => unpack(packed, 'thing 2')).toThrow(/expected "thing 2", got "thing 1"/);
    expect(() => unpack(packed, 'thing 1').column('c')).toThrow(/"c" is missing/);
    expect(() => unpack(packed.subarray(0, packed.length - 9), 'thing 1').column('b')).toThrow(/expected \d+ bytes/);
    expect(() => unpack(Buffer.from('not an index'), 'thing 1')).toThrow(/without a readable header/);
  });
});
