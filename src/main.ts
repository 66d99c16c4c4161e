/** How long an ending may take before it is forced, and how long what is left over may linger, in milliseconds. */
const PATIENCE_MS = 4500;
const LINGER_MS = 200;

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    ending.abort();
    setTimeout(() => process.exit(0), PATIENCE_MS).unref();
  });
}
// A reader that went away (`npm start | head`) ends the program, it is no fault of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

// Everything else is loaded after the signals are heard: loading takes longer than some people wait with Ctrl-C.
const { start } = await import('./start.ts');
process.exitCode = ending.signal.aborted ? 0 : await start(ending.signal);
process.stdin.destroy();
// All that matters is done. A socket that is just being opened anew, say, would hold the program for seconds.
if (ending.signal.aborted) setTimeout(() => process.exit(), LINGER_MS).unref();
