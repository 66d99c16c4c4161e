import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readable } from '../../src/embed/input.ts';
import { lookAtModel, readModelConfig, weightFiles } from '../../src/embed/model-files.ts';
import { isKnownModel, traitsOf } from '../../src/embed/models.ts';
import { runsOf } from '../../src/embed/runs.ts';
import { cutToTokens, tokenEstimate } from '../../src/embed/token-estimate.ts';
import { toUnit } from '../../src/embed/unit.ts';

describe('the table of models', () => {
  it('knows a model under every name it goes by', () => {
    const expected = { queryPrefix: 'query: ', passagePrefix: 'passage: ', pooling: 'mean', dimensions: 384 };
    for (const name of [
      'Xenova/multilingual-e5-small',
      'intfloat/multilingual-e5-small',
      '/models/Multilingual-E5-small/',
    ]) {
      expect(isKnownModel(name), name).toBe(true);
      expect(traitsOf(name), name).toMatchObject(expected);
    }
  });

  it('knows what people use for Korean as the cards of those models say', () => {
    const e5 = {
      queryPrefix: 'query: ',
      passagePrefix: 'passage: ',
      pooling: 'mean',
      maxTokens: 512,
      dimensions: 1024,
    };
    const bgeM3 = { queryPrefix: '', passagePrefix: '', pooling: 'cls', dimensions: 1024 };
    expect(traitsOf('nlpai-lab/KoE5')).toMatchObject(e5);
    for (const name of ['BAAI/bge-m3', 'dragonkue/BGE-m3-ko', 'nlpai-lab/KURE-v1']) {
      expect(traitsOf(name), name).toMatchObject(bgeM3);
    }
    expect(traitsOf('dragonkue/snowflake-arctic-embed-l-v2.0-ko')).toMatchObject({ ...bgeM3, queryPrefix: 'query: ' });
    expect(traitsOf('jhgan/ko-sroberta-multitask')).toMatchObject({ pooling: 'mean', dimensions: 768, maxTokens: 128 });
    const instructed = traitsOf('intfloat/multilingual-e5-large-instruct');
    expect(instructed.queryPrefix).toMatch(/^Instruct: .*\nQuery: $/);
    expect(instructed.passagePrefix).toBe('');
  });

  it('takes an unknown model for a plain one, and settings before what it knows', () => {
    expect(isKnownModel('someone/new')).toBe(false);
    expect(isKnownModel('constructor')).toBe(false);
    expect(traitsOf('someone/new')).toEqual({
      queryPrefix: '',
      passagePrefix: '',
      pooling: 'mean',
      maxTokens: 512,
      dtype: 'q8',
    });
    expect(traitsOf('Xenova/bge-m3', { pooling: 'mean', passagePrefix: 'p: ' })).toMatchObject({
      pooling: 'mean',
      passagePrefix: 'p: ',
      queryPrefix: '',
      dimensions: 1024,
    });
  });
});

describe('the files of a model', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'papers-files-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('counts weights in several files as the configuration says', () => {
    const files = (external: unknown, dtype: 'q8' | 'fp32' = 'fp32') =>
      weightFiles(
        readModelConfig(JSON.stringify({ 'transformers.js_config': { use_external_data_format: external } }), 'x'),
        dtype,
      );
    expect(files(undefined)).toEqual(['onnx/model.onnx']);
    expect(files(true)).toEqual(['onnx/model.onnx', 'onnx/model.onnx_data']);
    expect(files(2)).toEqual(['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1']);
    expect(files({ 'model.onnx': 1 })).toEqual(['onnx/model.onnx', 'onnx/model.onnx_data']);
    expect(files({ 'model.onnx': 1 }, 'q8')).toEqual(['onnx/model_quantized.onnx']);
    expect(files({ model: true }, 'q8')).toEqual(['onnx/model_quantized.onnx', 'onnx/model_quantized.onnx_data']);
    expect(files('many')).toEqual(['onnx/model.onnx']);
    expect(files(1e9)).toHaveLength(101);
  });

  it('finds what is missing', async () => {
    expect(await lookAtModel(join(folder, 'nowhere'), 'q8')).toMatchObject({ nothing: true });
    await mkdir(join(folder, 'onnx'));
    await writeFile(
      join(folder, 'config.json'),
      '{"hidden_size": 8, "transformers.js_config": {"use_external_data_format": true}}',
    );
    await writeFile(join(folder, 'onnx/model_fp16.onnx'), '');
    await mkdir(join(folder, 'tokenizer.json'));
    expect(await lookAtModel(folder, 'q8')).toEqual({
      missing: [
        'tokenizer.json',
        'tokenizer_config.json',
        'onnx/model_quantized.onnx',
        'onnx/model_quantized.onnx_data',
      ],
      present: ['model_fp16.onnx'],
      nothing: false,
    });
  });

  it.each(['', '[', 'null', '7', '"text"'])('refuses %j as a configuration', (json) => {
    expect(() => readModelConfig(json, 'config.json')).toThrow(/config\.json: expected the JSON object/);
  });
});

describe('what is done to text and vectors on the way', () => {
  it('keeps text that a model can read as it is', () => {
    expect(readable('  확산 모델:\n\tdiffusion 🚀  ', 512)).toBe('확산 모델: diffusion 🚀');
    expect(readable('\u0000 \n', 512)).toBeUndefined();
    expect(readable('a\ud83d', 512)).toBe('a\ufffd');
  });

  it('cuts any text to well-formed text that fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (text, tokens) => {
        const cut = cutToTokens(text, tokens);
        expect(text.startsWith(cut)).toBe(true);
        expect(tokenEstimate(cut)).toBeLessThanOrEqual(tokens);
        const clean = readable(text, tokens) ?? '';
        expect(clean.length).toBeLessThanOrEqual(tokens * 8);
        expect(/\p{Surrogate}/u.test(clean)).toBe(false);
      }),
    );
  });

  it('puts every text into one run that is not too large', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 100 }), (lengths) => {
        const runs = runsOf(lengths, 1_000);
        expect(runs.flat().sort((a, b) => a - b)).toEqual([...lengths.keys()]);
        for (const run of runs) {
          const longest = Math.max(...run.map((at) => lengths[at]!));
          expect(run.length === 1 || run.length * longest <= 1_000).toBe(true);
        }
      }),
    );
  });

  it('makes vectors of any size unit vectors', () => {
    const warnings: string[] = [];
    const rows = [
      Float32Array.of(3, 4),
      Float32Array.of(0, 0),
      Float32Array.of(3e38, 3e38),
      Float32Array.of(1e-30, 0),
      Float32Array.of(Number.NaN, 1),
    ];
    toUnit(rows, 'test', (message) => warnings.push(message));
    expect(rows[0]![0]).toBeCloseTo(0.6, 6);
    expect([...rows[1]!]).toEqual([0, 0]);
    expect(rows[2]![0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(rows[3]![0]).toBeCloseTo(1, 6);
    expect([...rows[4]!]).toEqual([0, 0]);
    expect(warnings).toEqual(['test: 1 of 5 texts gave no finite vector; they are found by their words alone']);
    expect(() => toUnit([Float32Array.of(Number.NaN), Float32Array.of(Infinity)], 'test', () => undefined)).toThrow(
      /all 2 vectors/,
    );
  });
});
