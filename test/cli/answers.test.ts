import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePairs, type VerifierBand } from '../../src/eval/verifier.ts';
import { line, passageWith, scribe } from '../fakes/openai/scribe.ts';
import { OpenAiServer } from '../fakes/openai/server.ts';
import { type Ended, runFile } from '../program.ts';
import { ROOT } from '../sample.ts';

const QUESTION = 'Medusa는 어떻게 LLM 생성을 빠르게 하나요?';

let home: string;
let server: OpenAiServer;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'papers-cli-answers-'));
  server = await OpenAiServer.start();
  expect((await run(['index'])).code).toBe(0);
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

/** In a process of its own, with a model set up as an operator would. */
function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return runFile('src/cli.ts', args, {
    cwd: home,
    indexDir: path.join(home, 'index'),
    env: {
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_MODEL: 'scripted',
      OPENAI_RETRIES: '0',
      PROSE_DIR: path.join(ROOT, 'data/prose'),
      STATE_DIR: path.join(home, 'state'),
      ...env,
    },
  });
}

describe('papers ask with a model', () => {
  it('prints prose with citations', async () => {
    server.script = scribe({
      write: (data) => line('Medusa-2는 2.3~3.6배 빨라졌습니다.', passageWith(data, '2.3~3.6배')),
    });
    const { code, stdout, stderr } = await run(['ask', QUESTION]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Medusa-2는 2\.3~3\.6배 빨라졌습니다\..*\[1\]/);
    expect(stdout).toContain('https://arxiv.org/abs/2401.10774');
  });

  it('prints extracts and tells the cause on standard error when the model fails', async () => {
    server.script = scribe({ write: () => ({ status: 401 }) });
    const { code, stdout, stderr } = await run(['ask', QUESTION, '--json']);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as { kind: string; citations: { paperId: string }[] };
    expect(answer.kind).toBe('extracts');
    expect(answer.citations[0]!.paperId).toBe('2401.10774');
    expect(stderr).toBe(
      'warning: writing an answer failed: scripted: the server answered 401: is OPENAI_API_KEY right?\n',
    );
  });

  it('names the commands of the shell, where there is no /help to type', async () => {
    const { stdout } = await run(['ask', 'hello'], { OPENAI_MODEL: 'none' });
    expect(stdout).toContain('See npm run -s papers -- --help.');
    const { text } = JSON.parse((await run(['ask', 'hello', '--json'], { OPENAI_MODEL: 'none' })).stdout);
    expect(text).toContain('npm run -s papers -- --help');
  });

  it('keeps count of what is spent between runs', async () => {
    server.script = scribe({
      write: (data) => line('Medusa-2는 2.3~3.6배 빨라졌습니다.', passageWith(data, '2.3~3.6배')),
    });
    const env = { STATE_DIR: path.join(home, 'state-caps'), DAILY_TOKENS: '7000' };
    const kinds: string[] = [];
    for (let turn = 0; turn < 5 && kinds.at(-1) !== 'extracts'; turn++) {
      kinds.push((JSON.parse((await run(['ask', QUESTION, '--json'], env)).stdout) as { kind: string }).kind);
    }
    expect(kinds[0]).toBe('answered');
    expect(kinds.at(-1)).toBe('extracts');
  });

  it('says which folder is missing when the word lists are not there', async () => {
    const { stderr } = await run(['ask', QUESTION], { PROSE_DIR: path.join(home, 'nowhere') });
    expect(stderr).toMatch(/PROSE_DIR: expected a folder/);
  });

  it.each([
    [{ OPENAI_MODEL: 'none' }],
    // An address given for embeddings alone makes nothing write.
    [{ OPENAI_MODEL: '' }],
  ])('calls no model with %j', async (env) => {
    const before = server.seen.length;
    const { stdout } = await run(['ask', QUESTION, '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'extracts' });
    expect(server.seen.length).toBe(before);
  });
});

describe('papers doctor', () => {
  it('asks the model for a few tokens, and says what is wrong with it', async () => {
    server.script = () => '{"ready": true}';
    expect((await run(['doctor'])).stdout).toMatch(/^ok {4}Model: scripted at http:\S+ answers, VERIFY=\w+$/m);
    server.script = () => ({ status: 401 });
    const refused = await run(['doctor']);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(
      /^FAULT Model: scripted at \S+ scripted: the server answered 401: is OPENAI_API_KEY right\?$/m,
    );
  });

  it('says that an address alone makes nothing write', async () => {
    const { stdout } = await run(['doctor'], { OPENAI_MODEL: '' });
    expect(stdout).toMatch(/^todo {2}Model: none: .*\n {6}OPENAI_BASE_URL is set; .*OPENAI_MODEL=…$/m);
  });
});

describe('papers eval', () => {
  it('--answers reports on the endpoint that the settings name', async () => {
    server.script = scribe();
    const questions = path.join(ROOT, 'data/eval/questions.jsonl');
    // What the rules let through they let through again; what a model judged need not pass them.
    const { code, stdout } = await run(['eval', '--answers', '--questions', questions, '--json'], { VERIFY: 'rules' });
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      model: 'scripted',
      judge: 'rules',
      questions: 40,
      kinds: { answered: expect.any(Number) },
      shown: { recall: 1 },
      tokens: expect.any(Number),
    });
    expect(report.citesRelevant).toBeGreaterThan(0.8);
  });

  it('--verifier prints precision and recall', async () => {
    const { code, stdout } = await run([
      'eval',
      '--verifier',
      '--pairs',
      path.join(ROOT, 'data/eval/verification.jsonl'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^test +66 +80 +\d+\.\d%/m);
  });

  it('--verifier --judge model measures the check as VERIFY=model makes it', async () => {
    const pairs = path.join(ROOT, 'data/eval/verification.jsonl');
    const labels = parsePairs(await readFile(pairs, 'utf8'), pairs);
    const supported = new Set(labels.filter((pair) => pair.supported).map(({ sentence }) => sentence));
    // A judge that is always right but for one pair: what it is asked has to be told from what rules settle.
    const mistaken = labels.find((pair) => !pair.supported && pair.kind === 'swap')!;
    const before = server.seen.length;
    server.script = scribe({
      judge: ({ sentences }) => ({
        verdicts: sentences.map(({ sentence, text }) => ({
          sentence,
          supported: supported.has(text) || text === mistaken.sentence,
        })),
      }),
    });
    const { code, stdout } = await run(['eval', '--verifier', '--judge', 'model', '--pairs', pairs, '--json']);
    expect(code).toBe(0);
    const { judge, bands } = JSON.parse(stdout) as { judge: string; bands: VerifierBand[] };
    expect(judge).toBe('rules and scripted');
    expect(server.seen.length - before).toBeLessThanOrEqual(Math.ceil(labels.length / 20));
    const whole = bands.filter(({ name }) => ['train', 'test', 'late'].includes(name));
    expect(whole.reduce((sum, { wronglyPassed }) => sum + wronglyPassed, 0)).toBe(1);
    for (const { recall } of whole) expect(recall).toBeGreaterThan(0.85);
  });

  it('--judge takes nothing else than rules or model', async () => {
    const { code, stderr } = await run(['eval', '--verifier', '--judge', 'nobody']);
    expect(code).not.toBe(0);
    expect(stderr).toContain('--judge: expected rules or model, got "nobody"');
  });
});
