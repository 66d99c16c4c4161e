import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environment, Program, runFile, startFile } from '../program.ts';
import { ROOT } from '../sample.ts';

const MAIN = 'src/main.ts';
let home: string;
let indexDir: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'papers-main-'));
  indexDir = path.join(home, 'index');
});
afterAll(() => rm(home, { recursive: true, force: true }));

const here = () => ({ cwd: home, indexDir });

describe('npm start without a token', () => {
  it('builds the index, shows the newest list, an answered example and what is missing, then leaves: no input, no terminal', async () => {
    const { code, stdout, stderr } = await runFile(MAIN, [], here());
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^Building the index of .*\n(?:[^\n]+(?: …|: \d+\/\d+)\n)+Indexed 23 papers, 92 summary points, in [\d.]+ s\.\n$/,
    );
    expect(stdout).toContain('There is no list for today');
    expect(stdout).toContain('── 8 papers of 2024-01-22, most votes first\n1. Depth Anything');
    expect(stdout).toContain(
      'An example question\n\n> papers that make LLM inference faster\n\nFrom the paper summaries\n',
    );
    expect(stdout).toMatch(/\[1\]\n/);
    expect(stdout).toContain('Discord: no DISCORD_TOKEN is set');
    expect(stdout).toContain('https://discord.com/developers/applications');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('answers piped lines, and nothing else, from the index that is there', async () => {
    const { code, stdout, stderr } = await runFile(MAIN, [], here(), '/today count:2\n');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^> \/today count:2\nThere is no list for today \(.*\) yet\. .*\n\n── 8 papers of 2024-01-22/,
    );
    expect(stdout).toContain('\n2. Medusa: ');
    expect(stdout).not.toContain('\n3. ');
    expect(stdout).toMatch(/\nType: 1–2 Open a paper · a ▶️ Next\n\n$/);
  });

  it('answers line after line: questions, mistakes, keys, Korean, a last line without an end', async () => {
    const lines = ['/todya', '/오늘 날짜:2024-01-22 개수:2', '2', '', '9', '메두사 2번 버전은 몇 배 빨라진다고 했지'];
    const { code, stdout } = await runFile(MAIN, [], here(), lines.join('\r\n'));
    expect(code).toBe(0);
    const replies = stdout.split(/^> .*\n/m).slice(1);
    expect(replies[0]).toBe('There is no command /todya. Did you mean /today? Type /help for all of them.\n\n');
    expect(replies[1]).toMatch(/^── 2024-01-22 논문 8편/);
    expect(replies[2]).toMatch(/^── Medusa: /);
    expect(replies[3]).toBe('그 번호로 고를 수 있는 것이 지금은 없어요.\n\n');
    expect(replies[4]).toContain('2.3~3.6배');
    expect(replies).toHaveLength(5);
  });

  it('introduces itself to input that takes its time, then answers; Ctrl-C leaves with 0', async () => {
    const program = startFile(MAIN, [], here());
    await program.says('Ask in your own words');
    program.process.stdin.write('/status\n');
    await program.says('Embedder: builtin');
    program.process.kill('SIGINT');
    const { code, stderr } = await program.ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  it('leaves with 0 when it is terminated while the first index is built', async () => {
    const program = startFile(MAIN, [], { ...here(), indexDir: path.join(home, 'other') });
    await program.says('Building the index');
    program.process.kill('SIGTERM');
    const { code, stderr } = await program.ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain('error');
  });

  it('leaves quietly when its reader goes away', async () => {
    const program = startFile(MAIN, [], here());
    program.process.stdout.destroy();
    program.process.stdin.end('/today\n/help\n/status\n');
    const { code, stderr } = await program.ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  it('says in one line what is wrong with the settings, and fails', async () => {
    const { code, stdout, stderr } = await runFile(MAIN, [], { ...here(), env: { TIME_ZONE: 'Mars/Olympus' } });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: Settings are wrong: TIME_ZONE: .*Mars\/Olympus.*\n$/);
  });

  it('goes on with an index that is there when the daily files are gone', async () => {
    const env = { DATA_DIR: path.join(home, 'gone') };
    const { code, stdout, stderr } = await runFile(MAIN, [], { ...here(), env }, '/paper 2401.10774\n');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: the index was not brought up to date: .*\n$/);
    expect(stdout).toContain('── Medusa: ');
    const without = await runFile(MAIN, [], { ...here(), indexDir: path.join(home, 'none'), env });
    expect([without.code, without.stdout]).toEqual([1, '']);
    expect(without.stderr).toMatch(/^error: [^\n]+\n$/);
  });
});

describe('through npm', () => {
  /** The project under another path, so that a `.env` of whoever runs the tests is out of sight. */
  async function project(): Promise<string> {
    const dir = await mkdtemp(path.join(home, 'project-'));
    for (const name of await readdir(ROOT)) {
      if (!name.startsWith('.env')) await symlink(path.join(ROOT, name), path.join(dir, name));
    }
    return dir;
  }
  const npmStart = (cwd: string) =>
    new Program(spawn('npm', ['start', '--silent'], { cwd, env: environment({ indexDir }) }));

  it('answers piped input', async () => {
    const program = npmStart(await project());
    program.process.stdin.end('/today count:1\n');
    const { code, stdout } = await program.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^> \/today count:1\n/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves with 0 on a %s that only npm gets', async (signal) => {
    const program = npmStart(await project());
    await program.says('Ask in your own words');
    program.process.kill(signal);
    expect((await program.ended).code).toBe(0);
  });
});
