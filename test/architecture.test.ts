import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** Layers from the ground up; a file imports its own layer's folder or lower layers, never higher ones. */
const LAYERS: readonly (readonly string[])[] = [
  [
    'src/errors.ts',
    'src/paper.ts',
    'src/text.ts',
    'src/numerals.ts',
    'src/log.ts',
    'src/clock.ts',
    'src/thread.ts',
    'src/describe-error.ts',
  ],
  // The names that settings are checked against.
  ['src/embed/models.ts'],
  ['src/corpus'],
  ['src/search'],
  ['src/config.ts', 'src/config'],
  ['src/embed'],
  ['src/library'],
  ['src/answer'],
  ['src/eval', 'src/summary', 'src/pull', 'src/votes'],
  ['src/chat'],
  ['commands'],
  ['src/state', 'src/notify'],
  ['src/discord', 'src/terminal', 'src/health.ts'],
];

/** Ports hold no code and may be imported from anywhere. */
const PORT = /\/(ports?|model-port)\.ts$/;

/** Each package with an outside world behind it has one owner. */
const OWNERS: Readonly<Record<string, RegExp>> = {
  'discord.js': /^src\/discord\//,
  openai: /^src\/(embed\/openai|answer\/openai[a-z-]*)\.ts$/,
  '@xenova/transformers': /^src\/embed\/transformers-model\.ts$/,
  'hnswlib-node': /^src\/(search\/hnsw|cli\/doctor)\.ts$/,
  'better-sqlite3': /^src\/(state\/[a-z-]+|library\/lock|cli\/doctor)\.ts$/,
  commander: /^src\/cli\//,
  pino: /^src\/log\.ts$/,
  unpdf: /^src\/summary\/pdf-worker\.ts$/,
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = ['src', 'commands'].flatMap((dir) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => path.posix.join(dir, name.split(path.sep).join('/'))),
);
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

const imports: Import[] = [...sources].flatMap(([from, source]) =>
  [...source.matchAll(/(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g)].map(
    (match) => {
      const name = match[2] ?? match[3]!;
      const to = name.startsWith('.') ? path.posix.join(path.posix.dirname(from), name) : name;
      return { from, to, typeOnly: match[1] !== undefined };
    },
  ),
);

/** The layer of a file, or undefined for the roots above all layers. */
function layerOf(file: string): number | undefined {
  const at = LAYERS.findIndex((layer) => layer.some((place) => file === place || file.startsWith(`${place}/`)));
  return at < 0 ? undefined : at;
}

describe('the architecture', () => {
  it('has no file outside the layers but the roots', () => {
    const roots = files.filter((file) => layerOf(file) === undefined && !file.startsWith('src/cli/'));
    const known = /^src\/(main|cli|start|compose[a-z-]*)\.ts$|^src\/[a-z-]+\.mjs$/;
    expect(roots.filter((file) => !known.test(file))).toEqual([]);
  });

  it('imports downwards only', () => {
    const upwards = imports
      .filter(({ to }) => to.startsWith('src/') || to.startsWith('commands/'))
      .filter(({ to }) => !PORT.test(to))
      .filter(({ from, to }) => {
        const [here, there] = [layerOf(from), layerOf(to)];
        return here !== undefined && (there === undefined || there > here);
      })
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(upwards).toEqual([]);
  });

  it('has no files that import each other, not even types, by however many steps', () => {
    const next = new Map(files.map((file) => [file, imports.flatMap(({ from, to }) => (from === file ? [to] : []))]));
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      else if (!done.has(file)) for (const to of next.get(file) ?? []) follow(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) follow(file, []);
    expect(circles).toEqual([]);
  });

  it('has one owner for each package that reaches outside', () => {
    const strays = imports
      .filter(({ from, to, typeOnly }) => OWNERS[to] && !typeOnly && !OWNERS[to].test(from))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(strays).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = [...sources].filter(([, source]) => source.includes('process.env')).map(([file]) => file);
    expect(readers).toEqual(['src/config.ts']);
  });

  it('has no drawer for odds and ends, and no Manager', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|services|types|common)\//.test(file))).toEqual([]);
    expect([...sources].filter(([, source]) => /class \w*Manager\b/.test(source)).map(([file]) => file)).toEqual([]);
  });

  it('mocks no modules in tests', () => {
    const tests = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const mocking = tests.filter((name) => /\bvi\.(mock|doMock)\(/.test(readFileSync(path.join('test', name), 'utf8')));
    expect(mocking.filter((name) => name !== 'architecture.test.ts')).toEqual([]);
  });
});
