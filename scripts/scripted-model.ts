/**
 * An OpenAI-compatible server without a model behind it, to see how the program writes, checks and fails without a key:
 * `npm run model:scripted`, `npm run model:scripted -- careless --port 8123`.
 */
import { parseArgs } from 'node:util';
import { BEHAVIOURS } from '../test/fakes/openai/behaviours.ts';
import { scribe } from '../test/fakes/openai/scribe.ts';
import { OpenAiServer } from '../test/fakes/openai/server.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // what is not known gets the usage, not a stack
  options: { port: { type: 'string', default: '8123' } },
});
const name = positionals[0] ?? 'quoting';
const port = String(values.port);
const behaviour = BEHAVIOURS[name];
const known = positionals.length < 2 && Object.keys(values).every((option) => option === 'port');
if (!behaviour || !known || !/^\d{1,5}$/.test(port)) {
  console.error('Usage: npm run model:scripted -- [BEHAVIOUR] [--port PORT]\n\nBehaviours:');
  for (const [one, { about }] of Object.entries(BEHAVIOURS)) console.error(`  ${one.padEnd(15)} ${about}`);
  process.exit(2);
}
const server = await OpenAiServer.start({ port: Number(port) });
server.script = scribe(behaviour.part());
console.log(`A scripted model that ${behaviour.about}. In another terminal:\n`);
console.log(`  export OPENAI_BASE_URL=${server.baseUrl} OPENAI_MODEL=scripted`);
console.log(`  npm start\n  npm run -s papers -- ask "LLM 추론을 빠르게 하는 방법"\n  npm run eval -- --answers\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
