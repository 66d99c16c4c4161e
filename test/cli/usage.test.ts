import { describe, expect, it } from 'vitest';
import { runHere } from './here.ts';

describe('wrong usage', () => {
  it.each([
    [['search'], 'error: expected either a question or --questions FILE\n'],
    [['ask', 'x', '--questions', 'y.jsonl'], 'error: expected either a question or --questions FILE\n'],
    [
      ['search', 'x', '--limit', '0'],
      "error: option '--limit <count>' argument '0' is invalid. Expected a whole number from 1 to 100.\n",
    ],
    [
      ['search', 'x', '--limit', '1e1'],
      "error: option '--limit <count>' argument '1e1' is invalid. Expected a whole number from 1 to 100.\n",
    ],
    [
      ['search', 'x', '--since', '2024-02-30'],
      "error: option '--since <day>' argument '2024-02-30' is invalid. Expected a calendar day as YYYY-MM-DD.\n",
    ],
    [
      ['today', '--date', 'yesterday'],
      "error: option '--date <day>' argument 'yesterday' is invalid. Expected a calendar day as YYYY-MM-DD.\n",
    ],
    [['paper'], "error: missing required argument 'paper'\n"],
    [['index', '--jsno'], "error: unknown option '--jsno' (Did you mean --json?)\n"],
    [['status', 'now'], "error: too many arguments for 'status'. Expected 0 arguments but got 1.\n"],
    [['serach'], "error: unknown command 'serach' (Did you mean search?)\n"],
    [['today', '--index'], "error: option '--index <dir>' argument missing\n"],
  ])('%j is told in one line, with code 2', async (args, complaint) => {
    expect(await runHere(args)).toEqual({ code: 2, stdout: '', stderr: complaint });
  });

  it('of a bare call shows the help, with code 2', async () => {
    const { code, stdout, stderr } = await runHere([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: papers [options] [command]');
  });
});

describe('--help', () => {
  it.each(['index', 'search', 'ask', 'today', 'paper', 'status', 'doctor'])(
    'of %s names its options and the common ones',
    async (name) => {
      const { code, stdout, stderr } = await runHere([name, '--help']);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: papers ${name}`);
      for (const option of ['--data <dir>', '--index <dir>', '--verbose']) expect(stdout).toContain(option);
    },
  );

  it('of the program lists the commands', async () => {
    const { code, stdout } = await runHere(['--help']);
    expect(code).toBe(0);
    for (const name of ['index', 'search', 'ask', 'today', 'paper', 'status', 'doctor']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    }
  });
});
