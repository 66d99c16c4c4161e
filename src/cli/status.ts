import type { Command } from 'commander';
import { status as statusCommand } from '../../commands/status.ts';
import { createServices, openLibrary } from '../compose.ts';
import { renderMessage } from '../terminal/render.ts';
import { systemLanguage } from '../terminal/texts.ts';
import { configOf, printJson, shellLook } from './context.ts';

/** `papers status` */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('show what is indexed, how fresh it is, and what answers')
    .option('--json', 'print one JSON object')
    .action(status);
}

async function status({ json }: { json?: boolean }, command: Command): Promise<void> {
  const config = configOf(command);
  const library = await openLibrary(config);
  try {
    const services = await createServices(config, library, []);
    if (json) {
      const { firstDay = null, lastDay = null, ...info } = await library.info();
      const { model, version, betterEmbedder = null } = services.about;
      const folders = { dataDir: config.DATA_DIR, indexDir: config.INDEX_DIR };
      printJson({ ...info, firstDay, lastDay, today: services.today(), model, version, betterEmbedder, ...folders });
      return;
    }
    const language = systemLanguage();
    const call = { userId: 'cli', channelId: 'cli', options: {}, language, signal: new AbortController().signal };
    // Nothing runs here that could have been running since some time.
    const { startedAt: _, ...about } = services.about;
    process.stdout.write(renderMessage(await statusCommand.run(call, { ...services, about }), shellLook(language)));
  } finally {
    await library.close();
  }
}
