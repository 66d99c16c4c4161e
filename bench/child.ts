import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child process that ran one part of a bench says, beside what the part itself found. */
export interface Used {
  /** Seconds of processor time of the whole process, start-up included. */
  readonly cpuSeconds: number;
  /** The most memory it held at one time, in megabytes. */
  readonly peakMb: number;
}

/**
 * Runs one part of a bench in a process of its own, so that its memory is its own: the bench file is started again with
 * `--part NAME` and JSON as its last argument.
 *
 * @param file `import.meta.url` of the bench.
 * @throws Error when the part fails; what it wrote to standard error is passed through.
 */
export async function inChild<T>(file: string, part: string, input: object): Promise<T & Used> {
  const args = ['--import', 'tsx', fileURLToPath(file), '--part', part, JSON.stringify(input)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the part "${part}" ended with ${String(code)}`);
  return JSON.parse(out) as T & Used;
}

/**
 * In the child: runs the part that was asked for and writes what it found.
 *
 * @returns false when this process is not such a child.
 */
export async function runPart(parts: Readonly<Record<string, (input: never) => Promise<object>>>): Promise<boolean> {
  const at = process.argv.indexOf('--part');
  if (at < 0) return false;
  const [name, input] = process.argv.slice(at + 1);
  const part = parts[name ?? ''];
  if (!part) throw new Error(`there is no part "${name}"`);
  const found = await part(JSON.parse(input ?? '{}') as never);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used: Used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 };
  process.stdout.write(JSON.stringify({ ...found, ...used }));
  return true;
}
