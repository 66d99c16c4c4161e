import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigrams, hangulBase, latinBase, words } from '../src/text.ts';

const bases = (text: string) => words(text).map((word) => word.base);

describe('words', () => {
  it('takes particles and conjugations off Hangul nouns', () => {
    expect(bases('모델을 학습하는 연구자들에게')).toEqual(['모델', '학습', '연구자']);
    expect(bases('생성합니다 제안되었습니다 압축해서')).toEqual(['생성', '제안', '압축']);
    expect(bases('옷을 손으로 뇌에서')).toEqual(['옷', '손', '뇌']);
  });

  it('keeps words that only look as if they had a particle', () => {
    expect(bases('마을 가을 서울')).toEqual(['마을', '가을', '서울']);
  });

  it('splits Latin compounds and remembers them whole', () => {
    const [stream, diffusion] = words('StreamDiffusion');
    expect(stream).toMatchObject({ base: 'stream', compound: 'streamdiffusion', parts: 2 });
    expect(diffusion).toMatchObject({ base: 'diffusion', position: 1 });
    expect(words('DeepSeek-Coder-V2')[0]?.compound).toBe('deepseekcoderv2');
    expect(words('RWKV-7')[0]?.compound).toBe('rwkv7');
  });

  it('does not split off single letters', () => {
    expect(bases('Quiet-STaR')).toEqual(['quiet', 'star']);
    expect(bases('GPT-4o')).toEqual(['gpt', '4o']);
    expect(bases('13B')).toEqual(['13b']);
  });

  it('joins what English inflects', () => {
    expect(latinBase('models')).toBe(latinBase('model'));
    expect(latinBase('editing')).toBe(latinBase('edited'));
    expect(latinBase('studies')).toBe(latinBase('study'));
    expect(latinBase('news')).toBe('news');
    expect(latinBase('efficiently')).toBe(latinBase('efficient'));
    expect(latinBase('generation')).toBe(latinBase('generating'));
    for (const word of ['family', 'reply', 'station', 'early']) expect(latinBase(word)).toBe(word);
  });

  it('reads British spelling as American', () => {
    for (const [british, american] of [
      ['quantised', 'quantized'],
      ['quantisation', 'quantize'],
      ['colourising', 'colorization'],
      ['behaviours', 'behavior'],
      ['labelled', 'labeling'],
      ['controlled', 'control'],
      ['centre', 'center'],
      ['dialogue', 'dialogs'],
      ['analysing', 'analyze'],
    ]) {
      expect(latinBase(british!)).toBe(latinBase(american!));
    }
    for (const word of ['wise', 'noise', 'precise', 'rolled', 'smaller']) expect(words(word)[0]!.base).not.toMatch(/z/);
  });

  it('takes particles off Latin words', () => {
    expect(words('GPU에 LLM들의 LoRA인').map(({ base }) => base)).toEqual(['gpu', 'llm', 'lora']);
    expect(words('AI 에').map(({ base }) => base)).toEqual(['ai', '에']);
  });

  it('normalises width and case', () => {
    expect(bases('ＧＰＴ　ＭｏＥ')).toEqual(bases('GPT MoE'));
  });

  it('reads any text, with ascending positions and bases that are never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const found = words(text);
        expect(found.map((word) => word.position)).toEqual(found.map((_, at) => at));
        for (const word of found) expect(word.base.length).toBeGreaterThan(0);
      }),
    );
  });

  it('never empties a Hangul word', () => {
    const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1, maxLength: 12 }), (syllables) => {
        const run = syllables.join('');
        const base = hangulBase(run);
        expect(base.length).toBeGreaterThan(0);
        expect(run.startsWith(base)).toBe(true);
      }),
    );
  });
});

describe('bigrams', () => {
  it('pairs neighbouring syllables of words longer than a pair', () => {
    expect(bigrams('확산모델')).toEqual(['확산', '산모', '모델']);
    expect(bigrams('모델')).toEqual([]);
  });
});
