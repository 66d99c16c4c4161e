import path from 'node:path';
import { Events } from 'discord.js';
import { FakeClock } from '../fakes/clock.ts';
import { dieAt, moments, watch } from '../fakes/mortal.ts';

/** A program that takes digests and alerts into the outbox and sends them, and ends itself with SIGKILL at a moment. */
export interface ChildOptions {
  readonly url: string;
  readonly token: string;
  /** Folder with `index` and `state`. */
  readonly root: string;
  readonly now: string;
  /** The moment, from 1; 0 for never. */
  readonly killAt: number;
}

const options = JSON.parse(process.argv[2]!) as ChildOptions;
dieAt(options.killAt);

const { createClient } = await import('../../src/discord/client.ts');
const { DiscordPost } = await import('../../src/discord/post.ts');
const { LocalLibrary } = await import('../../src/library/local.ts');
const { noLog } = await import('../../src/log.ts');
const { Deliveries } = await import('../../src/notify/deliveries.ts');
const { DigestRounds } = await import('../../src/notify/digests.ts');
const { FollowRounds } = await import('../../src/notify/follows.ts');
const { openDatabase } = await import('../../src/state/database.ts');
const { StoredDigests } = await import('../../src/state/digests.ts');
const { StoredFollows } = await import('../../src/state/follows.ts');
const { StoredOutbox } = await import('../../src/state/outbox.ts');
const { StoredServers } = await import('../../src/state/servers.ts');

const { url, token, root, now } = options;
const clock = new FakeClock(now, { eager: true });
const database = openDatabase(path.join(root, 'state/bot.sqlite'));
const outbox = new StoredOutbox(database);
const library = await LocalLibrary.open({ indexDir: path.join(root, 'index'), today: () => now.slice(0, 10) });
const servers = new StoredServers(database, () => clock.now().getTime());
const about = { library, clock, timeZone: 'UTC' };
const digests = new DigestRounds({ ...about, servers, book: new StoredDigests(database, outbox) });
const follows = new FollowRounds({
  ...about,
  book: new StoredFollows(database, outbox),
  onError: (error) => {
    throw error;
  },
});
const client = createClient({ apiUrl: url, identifyPauseMs: 0 });
await new Promise<void>((resolve) => {
  client.once(Events.ClientReady, () => resolve());
  void client.login(token);
});
if (!client.isReady()) throw new Error('not ready');
const post = new DiscordPost(client);
watch(post, 'send');

outbox.release();
await digests.look();
await follows.look();
const deliveries = new Deliveries({ outbox, post, clock, log: noLog });
for (let due = outbox.nextDue(); due; due = outbox.nextDue()) {
  if (due > clock.now()) clock.set(due);
  await deliveries.sendDue();
}
process.stdout.write(`${moments()}\n`, () => process.exit());
