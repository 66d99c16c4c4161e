import { PapersError } from '../../src/errors.ts';
import { WriterLock } from '../../src/library/lock.ts';

/** Takes the lock of argv[2], says so, and holds it until it is killed. */
try {
  await WriterLock.acquire(process.argv[2]!);
  console.log('held');
} catch (error) {
  if (!(error instanceof PapersError)) throw error;
  console.log(error.code);
}
setInterval(() => {}, 60_000);
