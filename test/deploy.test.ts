import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '../src/config.ts';
import { addDays } from '../src/paper.ts';
import { feedDay } from '../src/pull/feed-day.ts';
import { fakeDiscord } from './discord/program.ts';
import { entry, FakeHuggingFace } from './fakes/huggingface/index.ts';
import { ROOT } from './sample.ts';
import { until } from './until.ts';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

interface Instruction {
  readonly name: string;
  readonly args: string;
}

/** The instructions of the Dockerfile, stage by stage; lines that go on are joined. */
const stages = (() => {
  const lines = read('Dockerfile')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  const all = lines
    .filter((line) => line.trim() !== '')
    .map((line): Instruction => {
      const [, name = '', args = ''] = /^(\S+)\s+(.*)$/.exec(line)!;
      return { name, args };
    });
  const starts = all.flatMap(({ name }, at) => (name === 'FROM' ? [at] : []));
  return starts.map((start, at) => all.slice(start, starts[at + 1]));
})();
const image = stages.at(-1)!;
const argsOf = (name: string) => image.filter((one) => one.name === name).map(({ args }) => args);
const exec = (args: string) => JSON.parse(args.slice(args.indexOf('['))) as string[];

/** The settings that the image brings. */
const imageEnv = Object.fromEntries(
  argsOf('ENV').flatMap((args) => args.split(/\s+/).map((pair) => pair.split('=') as [string, string])),
);

/** What is copied into the image out of the folder of the project. */
const copied = argsOf('COPY')
  .filter((args) => !args.startsWith('--from'))
  .flatMap((args) => args.split(/\s+/).slice(0, -1));

describe('the Dockerfile', () => {
  it('has nothing that a linter finds', () => {
    expect(validate(read('Dockerfile'))).toEqual([]);
  });

  it('compiles in one stage and runs in another, without packages of development and not as root', () => {
    expect(stages).toHaveLength(2);
    const install = stages[0]!.find(({ args }) => args.includes('npm ci'))!;
    expect(install.args).toContain('npm ci --omit=dev');
    expect(argsOf('RUN').join()).not.toMatch(/apt-get|npm /);
    const user = image.findIndex(({ name }) => name === 'USER');
    expect(image[user]!.args).toBe('node');
    expect(image.slice(user).map(({ name }) => name)).not.toContain('COPY');
  });

  it('lets signals reach the program: no shell stands before it', () => {
    expect(exec(argsOf('CMD')[0]!)).toEqual(['node', '--import', 'tsx', 'src/main.ts']);
    expect(argsOf('STOPSIGNAL')).toEqual(['SIGTERM']);
    // tsx is needed at run time.
    expect(JSON.parse(read('package.json')).dependencies).toHaveProperty('tsx');
  });

  it('keeps everything that is written on the volume', () => {
    const [volume] = argsOf('VOLUME');
    for (const name of ['DATA_DIR', 'INDEX_DIR', 'STATE_DIR', 'MODEL_DIR'])
      expect(imageEnv[name]).toContain(`${volume}/`);
  });

  it('copies what exists and the builder is sent, and never .env', () => {
    const [first, ...letThrough] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const sent = new Set(letThrough.map((line) => line.replace(/^!/, '')));
    const build = stages[0]!
      .filter(({ name }) => name === 'COPY')
      .flatMap(({ args }) => args.split(/\s+/).slice(0, -1));
    for (const source of [...copied, ...build]) {
      expect(existsSync(path.join(ROOT, source)), source).toBe(true);
      expect(sent).toContain(source);
    }
    expect([...sent].sort()).toEqual([...new Set([...copied, ...build])].sort());
  });

  it('is healthy exactly when the program says so', async () => {
    let status = 200;
    const server = createServer((_request, response) => response.writeHead(status).end('{}')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = (server.address() as AddressInfo).port;
    expect(await health(port)).toBe(0);
    status = 503;
    expect(await health(port)).toBe(1);
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    expect(await health(port)).toBe(1);
  });
});

/** Runs the image's HEALTHCHECK. @returns its exit code. */
async function health(port: number): Promise<number> {
  const [, ...args] = exec(argsOf('HEALTHCHECK')[0]!);
  const child = spawn(process.execPath, args, { env: { HEALTH_PORT: String(port) } });
  return (await once(child, 'close'))[0] as number;
}

describe('what the image holds, started as it starts', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'papers-image-'));
  const app = path.join(root, 'app');
  const data = path.join(root, 'data');
  /** Nobody in particular, where the test may choose. */
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  let lists: FakeHuggingFace;

  beforeAll(async () => {
    lists = await FakeHuggingFace.start();
    const day = addDays(feedDay(new Date()), -1);
    lists.lists.set(
      day,
      [1, 2, 3].map((n) => entry({ id: `2401.0000${n}`, votes: n })),
    );
    for (const source of copied) cpSync(path.join(ROOT, source), path.join(app, source), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(app, 'node_modules'));
    mkdirSync(data);
    chmodSync(root, 0o755);
    if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  });
  afterAll(async () => {
    await lists.stop();
    rmSync(root, { recursive: true });
  });

  it('needs no papers to begin with, is healthy, writes nowhere but on its volume, and ends with 0', async () => {
    const discord = await fakeDiscord();
    const before = readdirSync(app, { recursive: true });
    const [, ...args] = exec(argsOf('CMD')[0]!);
    const places = Object.entries(imageEnv).map(([name, value]) => [name, value.replace(/^\/data/, data)]);
    const child = spawn(process.execPath, args, {
      cwd: app,
      env: {
        PATH: process.env.PATH,
        TMPDIR: data,
        ...Object.fromEntries(places),
        HEALTH_PORT: '0',
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.url,
        DAILY_PAPERS_URL: lists.url,
        SCHEDULE: '0 0 1 1 *',
      },
      ...user,
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (out += text));
    const ended = once(child, 'close');
    try {
      await until(() => /"msg":"ready"/.test(out) || child.exitCode !== null);
      expect(out).toContain('has no daily files yet');
      await until(() => discord.gateway.connected > 0);
      expect(await health(Number(/"port":(\d+)/.exec(out)![1]))).toBe(0);
      expect(child.kill('SIGTERM')).toBe(true);
      expect((await ended)[0]).toBe(0);
    } catch (error) {
      throw new Error(out, { cause: error });
    } finally {
      child.kill('SIGKILL');
      await discord.stop();
    }
    expect(readdirSync(app, { recursive: true })).toEqual(before);
    expect(readdirSync(data).sort()).toEqual(expect.arrayContaining(['index', 'papers', 'state']));
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml'));
  const { bot } = services;
  /** What dclint says of a compose file, held against Compose's own schema first. */
  const lint = (text: string) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'papers-compose-'));
    writeFileSync(path.join(dir, 'compose.yaml'), text);
    const linter = path.join(ROOT, 'node_modules/dclint/bin/dclint.cjs');
    const args = [linter, '--no-color', '--max-warnings', '0', 'compose.yaml'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8' });
    rmSync(dir, { recursive: true });
    return { status, said: (stdout + stderr).trim() };
  };

  it("keeps to Compose's schema and has nothing that a linter finds", () => {
    expect(lint(read('compose.yaml'))).toEqual({ status: 0, said: '' });
    expect(lint(read('compose.yaml').replace('cap_drop:', 'cap_dorp:')).said).toContain('invalid-schema');
  });

  it('sets nothing but settings, keeps the image’s places whatever .env says, and a volume for them', () => {
    for (const name of Object.keys(bot.environment)) expect(SETTINGS).toHaveProperty(name);
    for (const name of ['DATA_DIR', 'INDEX_DIR', 'STATE_DIR', 'MODEL_DIR', 'HEALTH_PORT']) {
      expect(bot.environment[name]).toBe(imageEnv[name]);
    }
    expect(bot.volumes).toEqual([`data:${argsOf('VOLUME')[0]}`]);
    expect(volumes).toHaveProperty('data');
  });

  it('lets nothing else be written, and gives the bot the time it takes to end', () => {
    expect(bot).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'], restart: 'unless-stopped' });
    expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThan(5);
  });
});

describe('the units for systemd', () => {
  const units = readdirSync(path.join(ROOT, 'deploy'));
  const missing = spawnSync('systemd-analyze', ['--version']).error;
  if (missing) console.warn(`systemd-analyze is not installed (${missing.message}): units are not verified by it.`);

  it.skipIf(missing).each(units)('%s is taken by systemd without a complaint', (unit) => {
    // The program's own place and user are not on the machine that tests.
    const known = /Command .* is not executable|Failed to resolve unit specifiers|user 'papers'|Unknown user/i;
    const { stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', path.join('deploy', unit)], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const complaints = stderr.split('\n').filter((line) => line.includes(unit) && !known.test(line));
    expect(complaints).toEqual([]);
    expect(status === 0 || known.test(stderr)).toBe(true);
  });

  it.skipIf(missing)('come every three hours', () => {
    const [, calendar] = /^OnCalendar=(.*)$/m.exec(read('deploy/daily-papers-pull.timer'))!;
    const { status } = spawnSync('systemd-analyze', ['calendar', calendar!]);
    expect(status).toBe(0);
  });

  it.each(units.filter((unit) => unit.endsWith('.service')))(
    '%s sets nothing but settings and starts a file there is',
    (unit) => {
      const text = read(`deploy/${unit}`);
      for (const [, name] of text.matchAll(/^Environment=(\w+)=/gm)) {
        if (name !== 'NODE_ENV') expect(SETTINGS).toHaveProperty(name!);
      }
      const [, file] = /^ExecStart=\/usr\/bin\/node --import tsx (\S+)/m.exec(text)!;
      expect(existsSync(path.join(ROOT, file!))).toBe(true);
    },
  );
});
