import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedAll } from '../../src/embed/batching.ts';
import type { Embedder } from '../../src/embed/port.ts';
import { isPapersError } from '../../src/errors.ts';
import { BROKEN_WORD } from '../fixtures/tiny-bert/tokenizer.ts';

/** An embedder under test. */
export interface Subject {
  readonly embedder: Embedder;
  close?(): Promise<void>;
}

/** Texts that have gone wrong in embedders before. */
const ODD_TEXTS: Readonly<Record<string, string>> = {
  Hangul: '확산 모델로 영상을 만드는 방법을 제안합니다.',
  'Hangul in separate letters': '확산 모델'.normalize('NFD'),
  English: 'a language model that reasons step by step',
  'mixed scripts': 'RAG를 위한 multi-vector 검색 🔎 (検索) поиск',
  emoji: '🚀🔥👩‍👩‍👧‍👦🇰🇷',
  'one letter': 'a',
  'a number out of range': '1e999 -Infinity NaN 0/0',
  '10,000 characters in one word': 'a'.repeat(10_000),
  '10,000 Hangul characters in one word': '모델'.repeat(5_000),
  '10,000 characters in words': 'diffusion 모델 '.repeat(1_000),
  '10,000 emoji': '🚀'.repeat(10_000),
  'half a surrogate pair': 'before \ud83d after',
  'control characters': 'a\u0000b\u0007c\u001b[31md\r\n',
  'what tokenizers take for marks': '<s> </s> <pad> [CLS] [SEP] <unk> <mask> <|endoftext|>',
  JSON: '{"input": ["\\u0000", null]}',
  'zero-width characters': 'di\u200bffu\u200dsion\ufeff',
  'what drives the model into NaN': `${BROKEN_WORD} ${BROKEN_WORD}`,
};

/** Texts that hold nothing. */
const EMPTY_TEXTS = ['', ' ', '\n\t \n', '\u0000'];

/**
 * What {@link Embedder} promises, checked on one implementation.
 *
 * @param open makes an embedder; called twice, to compare two of the same.
 * @param tolerance how far the cosine of one text's vectors from different batches may be from 1: weights quantised as
 *   they run see other scales in other batches.
 */
export function embedderContract(name: string, open: () => Promise<Subject>, tolerance = 1e-5): void {
  describe(`${name} keeps the contract of embedders`, () => {
    let subject: Subject;
    let embedder: Embedder;

    beforeAll(async () => {
      subject = await open();
      embedder = subject.embedder;
    });

    afterAll(async () => subject?.close?.());

    it('says what it is', async () => {
      expect(embedder.name).toMatch(/^\S+/);
      expect(embedder.dimensions).toBeGreaterThan(0);
      expect(embedder.maxBatch).toBeGreaterThan(0);
      const other = await open();
      expect(other.embedder.fingerprint).toBe(embedder.fingerprint);
      await other.close?.();
    });

    it('gives unit vectors, or the zero vector, for any text', async () => {
      const vectors = await embedder.embedPassages(Object.values(ODD_TEXTS));
      for (const [at, label] of Object.keys(ODD_TEXTS).entries()) expectVector(vectors[at]!, embedder, label);
      for (const [label, text] of Object.entries(ODD_TEXTS)) {
        expectVector(await embedder.embedQuery(text), embedder, `query: ${label}`);
      }
    });

    it('gives real vectors for real text, odd neighbours or not', async () => {
      const texts = [ODD_TEXTS.Hangul!, ODD_TEXTS['what drives the model into NaN']!, '', ODD_TEXTS.English!];
      const vectors = await embedder.embedPassages(texts);
      expect(lengthOf(vectors[0]!)).toBeCloseTo(1, 5);
      expect(lengthOf(vectors[3]!)).toBeCloseTo(1, 5);
    });

    it('gives the zero vector for a text that holds nothing', async () => {
      for (const vector of await embedder.embedPassages(EMPTY_TEXTS)) expect(lengthOf(vector)).toBe(0);
      expect(lengthOf(await embedder.embedQuery(''))).toBe(0);
      expect(await embedder.embedPassages([])).toEqual([]);
    });

    it('keeps the order, and no text changes the vector of another', async () => {
      const texts = Array.from(
        { length: Math.min(embedder.maxBatch, 48) },
        (_, at) =>
          `${at} ${'diffusion 모델 language '.repeat(1 + ((at * 7) % 11))} ${'확산 학습 논문 query model of the'.split(' ')[at % 7]}`,
      );
      const together = await embedder.embedPassages(texts);
      expect(together).toHaveLength(texts.length);
      for (const at of [0, 1, 17, texts.length - 1]) {
        const [alone] = await embedder.embedPassages([texts[at]!]);
        expect(cosine(alone!, together[at]!)).toBeGreaterThan(1 - tolerance);
      }
      together[0]!.fill(0);
      expect(lengthOf(together[1]!)).toBeCloseTo(1, 5);
    });

    it('puts a question nearer to what shares its words', async () => {
      const query = await embedder.embedQuery('확산 모델 diffusion');
      const [near, far] = await embedder.embedPassages(['diffusion 확산 모델 model', 'the language 언어 of 학습']);
      expect(cosine(query, near!)).toBeGreaterThan(cosine(query, far!));
    });

    it('takes as many texts as it says at once, and more through batching', async () => {
      const texts = Array.from({ length: embedder.maxBatch + 3 }, (_, at) => (at % 5 === 0 ? '' : `확산 모델 ${at}`));
      const vectors = await embedAll(embedder, texts);
      for (const [at, vector] of vectors.entries()) expectVector(vector, embedder, texts[at]!);
      const at = texts.findLastIndex((text) => text !== '');
      const [one] = await embedder.embedPassages([texts[at]!]);
      expect(cosine(one!, vectors[at]!)).toBeGreaterThan(1 - tolerance);
    });

    it('answers an aborted call with nothing but "cancelled"', async () => {
      const abort = new AbortController();
      const pending = embedder.embedPassages(Array(20).fill(ODD_TEXTS['10,000 characters in words']), abort.signal);
      abort.abort();
      const outcome = await pending.then(
        () => 'done',
        (error: unknown) => (isPapersError(error) ? error.code : error),
      );
      expect(['done', 'cancelled']).toContain(outcome);
      // And it still works.
      expect(lengthOf(await embedder.embedQuery('확산 모델'))).toBeCloseTo(1, 5);
    });
  });
}

function expectVector(vector: Float32Array, embedder: Embedder, label: string): void {
  expect(vector, label).toBeInstanceOf(Float32Array);
  expect(vector.length, label).toBe(embedder.dimensions);
  const length = lengthOf(vector);
  expect(length === 0 || Math.abs(length - 1) < 1e-5, `${label}: length ${length}`).toBe(true);
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(cosine(vector, vector));
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
