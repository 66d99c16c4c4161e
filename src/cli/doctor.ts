import type { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { openLibrary } from '../compose.ts';
import { chosenEmbedder, embedderNote } from '../compose-embedder.ts';
import type { Config } from '../config.ts';
import { listDailyFiles } from '../corpus/folder.ts';
import { isPapersError, messageOf } from '../errors.ts';
import { configOf, print } from './context.ts';
import { checkDiscord } from './doctor-discord.ts';
import { checkModel } from './doctor-model.ts';
import type { Finding } from './finding.ts';

interface Check {
  readonly name: string;
  run(): Promise<Finding>;
}

const MARKS = { ok: 'ok   ', todo: 'todo ', fault: 'FAULT' } as const;

/** `papers doctor` */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check Node, native modules, settings, index, model and Discord, and say what to do')
    .action(doctor);
}

async function doctor(_options: object, command: Command): Promise<void> {
  let faults = 0;
  for (const { name, run } of checks(command)) {
    const finding = await run().catch((error: unknown): Finding => fault(messageOf(error)));
    if (finding.state === 'fault') faults++;
    print(`${MARKS[finding.state]} ${name}: ${finding.text}`);
    for (const line of finding.advice ?? []) print(`      ${line}`);
  }
  print(faults === 0 ? 'Everything needed is in place.' : `${faults} ${faults === 1 ? 'fault' : 'faults'} found.`);
  if (faults > 0) process.exitCode = 1;
}

/** In the order in which one would mend them. */
function checks(command: Command): readonly Check[] {
  const settings = (): Config => configOf(command);
  return [
    { name: 'Node', run: checkNode },
    { name: 'hnswlib-node', run: () => checkNative(() => import('../search/hnsw.ts')) },
    { name: 'better-sqlite3', run: () => checkNative(() => import('../state/database.ts')) },
    { name: 'Settings', run: async () => checkSettings(settings()) },
    { name: 'Daily files', run: () => checkDailyFiles(settings()) },
    { name: 'Embedder', run: () => checkEmbedder(settings()) },
    { name: 'Index', run: () => checkIndex(settings()) },
    { name: 'Model', run: () => checkModel(settings()) },
    { name: 'Discord', run: () => checkDiscord(settings()) },
  ];
}

async function checkNode(): Promise<Finding> {
  const needed = packageJson.engines.node.replace(/^\D+/, '');
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = needed.split('.').map(Number);
  const enough = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  if (enough) return ok(process.version);
  return fault(`${process.version}, but ${needed} or newer is needed`, 'Install a newer Node: https://nodejs.org');
}

function checkSettings(config: Config): Finding {
  return ok(`all ${Object.keys(config).length} understood`);
}

async function checkNative(load: () => Promise<unknown>): Promise<Finding> {
  try {
    await load();
    return ok('loads');
  } catch (error) {
    return fault(
      `does not load: ${messageOf(error)}`,
      'It is compiled on installation: install Python 3, make and a C++ compiler, then run `npm rebuild`.',
      'After a change of the Node version `npm rebuild` is needed, too.',
    );
  }
}

async function checkDailyFiles({ DATA_DIR }: Config): Promise<Finding> {
  const advice = 'Point DATA_DIR or --data at a folder of daily files (*.md); data/README.md shows their form.';
  try {
    const files = await listDailyFiles(DATA_DIR);
    return files.length > 0 ? ok(`${files.length} in ${DATA_DIR}`) : fault(`none in ${DATA_DIR}`, advice);
  } catch (error) {
    return fault(messageOf(error), advice);
  }
}

async function checkEmbedder(config: Config): Promise<Finding> {
  const chosen = await chosenEmbedder(config);
  if (chosen.kind === 'given') return ok(`${chosen.embedder.name}, ${chosen.embedder.dimensions} dimensions`);
  const note = embedderNote(config);
  return note ? todo('the built-in one', note.message) : ok('the built-in one');
}

async function checkIndex(config: Config): Promise<Finding> {
  try {
    const library = await openLibrary(config);
    const { papers, passages, lastDay, embedder } = await library.info();
    await library.close();
    return ok(`${papers} papers, ${passages} passages, newest day ${lastDay ?? 'none'}, embedder ${embedder}`);
  } catch (error) {
    if (!isPapersError(error, 'index_missing')) return fault(messageOf(error));
    return todo(`none in ${config.INDEX_DIR} yet`, 'Build it: npm run -s papers -- index (npm start does it, too).');
  }
}

const ok = (text: string): Finding => ({ state: 'ok', text });
const todo = (text: string, ...advice: string[]): Finding => ({ state: 'todo', text, advice });
const fault = (text: string, ...advice: string[]): Finding => ({ state: 'fault', text, advice });
