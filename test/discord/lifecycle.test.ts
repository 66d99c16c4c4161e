import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { registerAlone } from '../../src/discord/examine.ts';
import type { FakeDiscord } from '../fakes/discord/index.ts';
import { until } from '../until.ts';
import {
  fakeDiscord,
  type Home,
  makeHome,
  type Program,
  papers,
  startOnline,
  startProgram,
  stopProgram,
} from './program.ts';

const COMMANDS = '/applications/{application_id}/commands';
const GUILD_COMMANDS = '/applications/{application_id}/guilds/{guild_id}/commands';

let home: Home;
let discord: FakeDiscord;
const programs: Program[] = [];
const PAPERS = [process.execPath, '--import', 'tsx', 'src/cli.ts'] as const;

beforeAll(async () => {
  home = await makeHome();
});

afterAll(() => home.remove());

afterEach(async () => {
  for (const { process, exit } of programs.splice(0)) {
    process.kill('SIGKILL');
    await exit;
  }
  expect(discord.violations).toEqual([]);
  await discord.stop();
});

function keep(program: Program): Program {
  programs.push(program);
  return program;
}

/** What an ended program said: one line on standard error, without a stack or a secret. */
async function complaintOf(program: Program): Promise<string> {
  expect(await program.exit).toBe(1);
  const { out, err } = program.output;
  expect(err).toMatch(/^error: [^\n]+\n$/);
  expect(out + err).not.toContain(discord.token);
  return err;
}

describe('the program', () => {
  it('ends with one clear line when the token is wrong', async () => {
    discord = await fakeDiscord();
    const program = keep(startProgram({ discord, home, env: { DISCORD_TOKEN: 'MTIz.wrong.token' } }));
    expect(await complaintOf(program)).toMatch(/does not accept DISCORD_TOKEN/);
    expect(program.output.out).not.toContain('MTIz');
  });

  it('ends with one clear line when it has no access to the server it was told', async () => {
    discord = await fakeDiscord();
    const program = keep(startProgram({ discord, home, env: { DISCORD_GUILD_ID: '123456789012345678' } }));
    expect(await complaintOf(program)).toMatch(/no access to the server 123456789012345678.*doctor/);
  });

  it('ends with one clear line when settings are wrong', async () => {
    discord = await fakeDiscord();
    const env = { DISCORD_GUILD_ID: 'my server', HEALTH_PORT: 'x', REGISTER_COMMANDS: 'perhaps' };
    const said = await complaintOf(keep(startProgram({ discord, home, env })));
    for (const name of Object.keys(env)) expect(said).toContain(name);
  });

  it('waits for a Discord that is not there yet, registers in one server, serves its health, is alone on its folder of state, and leaves when told', async () => {
    discord = await fakeDiscord();
    discord.faults.serverError({ route: '/gateway/bot', times: 4 });
    const guild = discord.guild('논문 모임');
    const program = keep(await startOnline({ discord, home, env: { DISCORD_GUILD_ID: guild.id, HEALTH_PORT: '0' } }));
    const port = /"port":(\d+)/.exec(program.output.out)![1];
    expect(
      [discord.requestsTo('PUT', COMMANDS), discord.requestsTo('PUT', GUILD_COMMANDS)].map(({ length }) => length),
    ).toEqual([0, 1]);
    const reply = await discord.user('철수').command('일반', '/ask', { question: '단안 깊이 추정 기반 모델' }).reply();
    expect(reply.urls).toContain('https://arxiv.org/abs/2401.10891');
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok', connected: true, papers: 23 }]);
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toMatch(/papers_completion_seconds_count\{way="command",command="ask",outcome="done"\} 1/);
    expect(metrics).toMatch(/papers_gateway_connected 1/);
    const second = await complaintOf(keep(startProgram({ discord, home })));
    expect(second).toContain(`STATE_DIR ${home.state} is in use by process ${program.process.pid} on `);
    discord.gateway.stop();
    await until(() => program.output.out.includes('reconnecting'));
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(503);
    expect(await stopProgram(program, 'SIGINT')).toBe(0);
    // Of its own accord, not cut off by its own patience.
    expect(program.output.out).toContain('"msg":"logged out"');
    expect(program.output.out).not.toContain('깊이');
    expect(program.output.err).toBe('');
  });

  it('leaves when it was started through npm, also in the middle of an answer', async () => {
    discord = await fakeDiscord();
    const env = { REGISTER_COMMANDS: 'false' };
    await registerAlone({ token: discord.token, apiUrl: discord.url }, commands.slice(0, 2));
    const program = keep(await startOnline({ discord, home, env, command: ['npm', 'start', '--silent'] }));
    // What differs is left alone when that is wanted.
    expect(discord.requestsTo('PUT', COMMANDS)).toHaveLength(1);
    // An answer that Discord is slow to take.
    const asked = discord.user('철수').command('일반', '/ask', { question: '단안 깊이 추정 기반 모델' });
    await asked.acknowledged();
    expect(await stopProgram(program)).toBe(0);
    expect(program.output.out).toContain('"msg":"logged out"');
    await discord.offline();
    // Answered, or where the machine is too slow for that in the time that there is, apologised for.
    const [sorry] = asked.followups;
    if (sorry) expect(sorry.text).toMatch(/다시 시작하느라/);
    else expect(asked.message?.urls).toContain('https://arxiv.org/abs/2401.10891');
  });
});

describe('papers register and papers doctor', () => {
  it('register without starting, and see what Discord sees; then there is nothing to register at the start', async () => {
    discord = await fakeDiscord();
    const { code, out } = await papers(['register'], { discord, home });
    expect([code, out]).toEqual([0, `${commands.length} commands and the context menu are registered everywhere.\n`]);
    const doctor = await papers(['doctor'], { discord, home });
    expect(doctor.out).toMatch(/ok +Discord: papers, in 1 server, commands registered/);
    expect(doctor.out).toMatch(/oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands&permissions=\d+/);
    const program = keep(await startOnline({ discord, home }));
    expect(discord.requestsTo('PUT', COMMANDS)).toHaveLength(1);
    // A token that is reset while the bot runs ends it as a wrong one does.
    discord.gateway.close(4004);
    expect(await complaintOf(program)).toMatch(/does not accept DISCORD_TOKEN/);
    // Three programs, one after another.
  });

  it('say what is wrong in one line', async () => {
    discord = await fakeDiscord();
    const without = papers(['register'], { home });
    const wrong = keep(
      startProgram({ discord, home, env: { DISCORD_TOKEN: 'wrong' }, command: [...PAPERS, 'register'] }),
    );
    expect(await complaintOf(wrong)).toMatch(/does not accept DISCORD_TOKEN/);
    expect((await without).err).toMatch(/^error: DISCORD_TOKEN is not set[^\n]*\n$/);
  });
});
