import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openState } from '../../src/state/state.ts';
import { runFile } from '../program.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'papers-feedback-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (...args: string[]) =>
  runFile('src/cli.ts', args, { cwd: home, indexDir: path.join(home, 'index'), env: { STATE_DIR: home } });

it('exports votes without words and people, names the questions it is given, and says when there is nothing', async () => {
  const none = await run('feedback', 'export');
  expect([none.code, none.stdout]).toEqual([1, '']);
  expect(none.stderr).toContain(`there is no database in ${home}`);

  let now = Date.UTC(2026, 0, 5);
  const state = openState(home, () => now);
  const cited = { kind: 'answered', passageIds: ['2401.10891#2', '2401.10774#1'], generation: 'g1' } as const;
  const place = { userId: 'person-1', channelId: 'channel-1', serverId: 'server-1' };
  const vote = { ...cited, place, scores: [0.9, 0.4], confidence: 0.8, answer: 'k1', question: '메두사가 뭐야' };
  await state.votes.cast({ ...vote, vote: 'up' });
  now += 1000;
  await state.votes.cast({ ...vote, vote: 'down', answer: 'k2', question: 'a secret', scores: [] });
  state.close();

  const questions = path.join(home, 'questions.jsonl');
  await writeFile(questions, '{"id": "q7", "question": "메두사가  뭐야"}\n{"id": "q8", "question": "never asked"}\n');
  const { code, stdout, stderr } = await run('feedback', 'export', '--questions', questions);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).not.toMatch(/person-1|channel-1|server-1|secret/);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(lines).toEqual([
    {
      at: '2026-01-05T00:00:00.000Z',
      vote: 'up',
      question_sha256: hash,
      id: 'q7',
      question: '메두사가  뭐야',
      answer: 'answered',
      evidence: [
        { id: '2401.10891#2', score: 0.9 },
        { id: '2401.10774#1', score: 0.4 },
      ],
      confidence: 0.8,
      generation: 'g1',
    },
    {
      at: '2026-01-05T00:00:01.000Z',
      vote: 'down',
      question_sha256: hash,
      answer: 'answered',
      evidence: [
        { id: '2401.10891#2', score: null },
        { id: '2401.10774#1', score: null },
      ],
      confidence: 0.8,
      generation: 'g1',
    },
  ]);
});
