/** `npm run bench -- NAME …`: runs a bench by its name; without one, says which there are and what each asks. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const benches = new Map<string, string>();
for (const entry of readdirSync(here, { withFileTypes: true })) {
  const file = entry.isDirectory() ? `${here}${entry.name}/main.ts` : `${here}${entry.name}`;
  if (!file.endsWith('.ts') || !existsSync(file)) continue;
  // A bench begins with its question; what only serves benches does not.
  const question = /^\/\*\*\s*\n? ?\*? ?([^\n]+\?)\n/.exec(readFileSync(file, 'utf8'))?.[1];
  if (question) benches.set(entry.name.replace(/\.ts$/, ''), question);
}

const [name, ...rest] = process.argv.slice(2);
if (name !== undefined && benches.has(name)) {
  const file = existsSync(`${here}${name}.ts`) ? `${here}${name}.ts` : `${here}${name}/main.ts`;
  process.argv.splice(1, process.argv.length, file, ...rest);
  await import(pathToFileURL(file).href);
} else {
  for (const [bench, question] of benches) console.log(`npm run bench -- ${bench.padEnd(10)} ${question}`);
  if (name !== undefined) process.exitCode = 2;
}
