import type { MessagePort } from 'node:worker_threads';
import type { Embedder } from '../embed/port.ts';
import { PapersError } from '../errors.ts';
import { dayIn } from '../paper.ts';
import { carry, type Reply, type Request, uncarry, type Verb, type WorkerStart } from './messages.ts';
import { Cancellable, Pending } from './pending.ts';
import { LibrarySwitch } from './switch.ts';

/** Opens the library in this thread and answers requests from the other end of `port` until it is told to close. */
export async function serve(port: MessagePort, { indexDir, embedder }: WorkerStart): Promise<void> {
  const say = (reply: Reply): void => port.postMessage(reply);
  const vectors = new Pending<Float32Array>();
  const running = new Cancellable();
  let today = dayIn('UTC', new Date());
  let library: LibrarySwitch;
  try {
    library = await LibrarySwitch.open({
      indexDir,
      today: () => today,
      ...(embedder && { embedder: farEmbedder(embedder, vectors, say) }),
    });
  } catch (error) {
    say({ kind: 'notOpened', error: carry(error) });
    return port.close();
  }
  port.on('message', (request: Request) => {
    if (request.kind === 'cancel') running.cancel(request.id);
    else if (request.kind === 'vector') vectors.answer(request.id, request.vector);
    else if (request.kind === 'noVector') vectors.fail(request.id, uncarry(request.error));
    else if (request.kind === 'close') void library.close().finally(() => port.close());
    else {
      const { id, verb, args } = request;
      today = request.today;
      running
        .run(id, (signal) => call(library, verb, args, signal))
        .then(
          (value) => say({ kind: 'done', id, value }),
          (error) => say({ kind: 'failed', id, error: carry(error) }),
        );
    }
  });
  say({ kind: 'ready' });
}

function call(library: LibrarySwitch, verb: Verb, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
  const method = library[verb] as (...args: unknown[]) => Promise<unknown>;
  return method.call(library, ...(verb === 'search' ? [args[0], signal] : args));
}

/** The embedder of the main thread, as the worker sees it: keys, models and their threads stay where they are. */
function farEmbedder(
  about: NonNullable<WorkerStart['embedder']>,
  vectors: Pending<Float32Array>,
  say: (reply: Reply) => void,
): Embedder {
  return {
    ...about,
    maxBatch: 1,
    embedPassages: () => {
      throw new PapersError('internal', 'passages are embedded while indexing, not while searching');
    },
    embedQuery: (text, signal) =>
      vectors.ask(
        (id) => say({ kind: 'embed', id, text }),
        (id) => say({ kind: 'cancelEmbed', id }),
        signal,
      ),
  };
}
