import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Sqlite from 'better-sqlite3';

/**
 * Makes this process end itself with SIGKILL at a chosen moment: before or after a change to a file or the database, or in
 * the middle of writing one. Import it, and call {@link dieAt}, before anything that does such things is imported.
 */
let last: { readonly phase: string; readonly moment: number } | undefined;
let phase = '';
const passed = new Map<string, number>();

/** @param moment of the phase, from 1. */
export function dieAt(end: { readonly phase: string; readonly moment: number } | undefined): void {
  last = end;
}

/** Begins another phase of the work: moments are counted anew. */
export function enter(name: string): void {
  phase = name;
}

/** How many moments each phase had so far. */
export function moments(): Record<string, number> {
  return Object.fromEntries(passed);
}

function moment(): void {
  const count = (passed.get(phase) ?? 0) + 1;
  passed.set(phase, count);
  if (phase === last?.phase && count === last.moment) process.kill(process.pid, 'SIGKILL');
}

type Deed = (...args: unknown[]) => unknown;

/** Makes the beginning and the end of a deed such moments. */
export function watch(holder: object, name: string): void {
  const deeds = holder as Record<string, Deed>;
  const deed = deeds[name]!;
  deeds[name] = function (this: unknown, ...args: unknown[]) {
    moment();
    const done = deed.apply(this, args);
    if (!(done instanceof Promise)) {
      moment();
      return done;
    }
    return done.finally(moment);
  };
}

for (const name of ['mkdir', 'rename', 'rm', 'link']) watch(fs.promises, name);
const open = fs.promises.open;
fs.promises.open = async (...args) => {
  const file = await open(...args);
  if (!String(args[1] ?? 'r').startsWith('r')) {
    const write = file.writeFile.bind(file);
    file.writeFile = async (data) => {
      const bytes = Buffer.from(data as Uint8Array);
      await write(bytes.subarray(0, bytes.length >> 1));
      moment();
      await write(bytes.subarray(bytes.length >> 1));
      moment();
    };
  }
  return file;
};
syncBuiltinESMExports();
const prepare = Sqlite.prototype.prepare;
Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
  const statement = prepare.call(this, sql);
  if (/^\s*(INSERT|UPDATE|DELETE)/i.test(sql)) watch(statement, 'run');
  return statement;
} as typeof prepare;
