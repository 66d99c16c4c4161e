import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';

/** Pages that are read at most; a paper's first ones hold far more than a model is given. */
const MAX_PAGES = 40;
/** Characters that are enough. */
const ENOUGH = 40_000;

const pdf = await getDocumentProxy(workerData as Uint8Array, { verbosity: 0 });
let text = '';
for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES) && text.length < ENOUGH; number++) {
  const { items } = await (await pdf.getPage(number)).getTextContent();
  for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
  text += '\n';
}
parentPort!.postMessage(text);
