import { runCli } from './cli/program.ts';

// A reader that went away (`papers search … | head`) ends the program, it is no fault of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await runCli(process.argv.slice(2));
