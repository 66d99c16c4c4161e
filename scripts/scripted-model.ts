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
  options: { port: { type: 'string', default: '8123' } },
});
const name = positionals[0] ?? 'quoting';
const behaviour = BEHAVIOURS[name];
if (!behaviour || positionals.length > 1 || !/^\d{1,5}$/.test(values.port)) {
  console.error('Usage: npm run model:scripted -- [BEHAVIOUR] [--port PORT]\n\nBehaviours:');
  for (const [known, { about }] of Object.entries(BEHAVIOURS)) console.error(`  ${known.padEnd(15)} ${about}`);
  process.exit(2);
}
const server = await OpenAiServer.start({ port: Number(values.port) });
server.script = scribe(behaviour.part());
console.log(`A scripted model that ${behaviour.about}. In another terminal:\n`);
console.log(`  export OPENAI_BASE_URL=${server.baseUrl} OPENAI_MODEL=scripted`);
console.log(`  npm start\n  npm run -s papers -- ask "LLM 추론을 빠르게 하는 방법"\n  npm run eval -- --answers\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
