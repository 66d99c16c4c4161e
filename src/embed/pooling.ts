import type { Pooling } from './models.ts';

/** States of tokens, row after row: `rows` texts of `width` tokens of `size` numbers. */
export interface TokenStates {
  readonly data: Float32Array;
  readonly width: number;
  readonly size: number;
}

/**
 * Takes one vector from the states of a text's tokens.
 *
 * @param row which text.
 * @param length its tokens; those after it are padding.
 * @param out where the vector goes; its length says how many numbers are kept.
 */
export function pool(states: TokenStates, row: number, length: number, pooling: Pooling, out: Float32Array): void {
  const { data, width, size } = states;
  const start = row * width * size;
  if (pooling !== 'mean') {
    const from = start + (pooling === 'last' ? (length - 1) * size : 0);
    out.set(data.subarray(from, from + out.length));
    return;
  }
  for (let token = 0; token < length; token++) {
    const from = start + token * size;
    for (let at = 0; at < out.length; at++) out[at]! += data[from + at]!;
  }
  for (let at = 0; at < out.length; at++) out[at]! /= length;
}
