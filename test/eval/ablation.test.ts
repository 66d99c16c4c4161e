import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ablate } from '../../src/eval/ablation.ts';
import { type JudgedQuestion, parseQuestions } from '../../src/eval/questions.ts';
import { report } from '../../src/eval/retrieval.ts';
import { runQuestions } from '../../src/eval/run.ts';
import type { Day } from '../../src/paper.ts';
import { ROOT, type SampleServices, sampleServices } from '../sample.ts';

let services: SampleServices;
let questions: JudgedQuestion[];

beforeAll(async () => {
  services = await sampleServices();
  const file = path.join(ROOT, 'data/eval/questions.jsonl');
  const [most] = await services.library.papersOn('2023-12-21' as Day);
  const ranking = {
    id: 'r',
    type: 'filter',
    question: '2023년 12월 21일 추천 제일 많은 논문',
    relevant: [{ id: most!.id, grade: 2 }],
  };
  questions = parseQuestions(`${await readFile(file, 'utf8')}\n${JSON.stringify(ranking)}`, file);
});
afterAll(() => services.close());

describe('ablate', () => {
  it('measures the whole as eval does, and what falls away with each part', async () => {
    const { whole, rows } = await ablate(services.library, questions);
    expect(whole).toBe(report(await runQuestions(services.library, questions)).bands[0]!.ndcg);
    const without = (part: string) => rows.find((row) => row.without === part)!;
    expect(without('glossary, everyday words, vectors').ndcg).toBeLessThan(whole);
    expect(without('rules of the question').ndcg).toBeLessThan(whole);
    for (const { ndcg, gain } of rows) {
      expect(gain[0]).toBeLessThanOrEqual(whole - ndcg);
      expect(gain[1]).toBeGreaterThanOrEqual(whole - ndcg);
    }
  });
});
