import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Sqlite from 'better-sqlite3';

/**
 * Makes this process end itself with SIGKILL at a chosen moment: before or after a change to a file or the database, or in
 * the middle of writing one. Import it, and call {@link dieAt}, before anything that does such things is imported.
 */
let at = 0;
let passed = 0;

/** @param moment from 1; 0 for never. */
export function dieAt(moment: number): void {
  at = moment;
}

/** How many moments there were so far. */
export function moments(): number {
  return passed;
}

function moment(): void {
  passed += 1;
  if (passed === at) process.kill(process.pid, 'SIGKILL');
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
