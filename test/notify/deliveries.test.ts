import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { noLog } from '../../src/log.ts';
import { Deliveries } from '../../src/notify/deliveries.ts';
import { markOf } from '../../src/notify/mark.ts';
import type { Delivery, Post } from '../../src/notify/port.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { StoredOutbox } from '../../src/state/outbox.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakePost } from './fake-post.ts';

const MINUTE = 60_000;
let clock: FakeClock;
let database: Database;
let outbox: StoredOutbox;
let post: FakePost;

beforeEach(() => {
  clock = new FakeClock('2026-01-05T00:00:00Z');
  database = openDatabase(':memory:');
  outbox = new StoredOutbox(database);
  post = new FakePost(() => clock.now());
});

function delivery(key: string, hours = 12): Delivery {
  const message: Message = {
    blocks: [],
    controls: [[{ kind: 'button', label: 'Open', action: `digest:open:${markOf(key)}` }]],
  };
  const notAfter = new Date(clock.now().getTime() + hours * 60 * MINUTE);
  return { key, target: { kind: 'channel', id: 'c1' }, language: 'ko', message, notAfter };
}

const deliveries = (by: Post = post) => new Deliveries({ outbox, post: by, clock, log: noLog });
const states = () =>
  database
    .prepare<[], { key: string; state: string; attempts: number; message_id: string | null }>(
      'SELECT key, state, attempts, message_id FROM outbox ORDER BY id',
    )
    .all();

describe('a delivery', () => {
  it('is sent and confirmed with the id of its message', async () => {
    expect(outbox.put(delivery('a'), clock.now())).toBe(true);
    await deliveries().sendDue();
    expect(states()).toEqual([{ key: 'a', state: 'sent', attempts: 1, message_id: '1' }]);
    await deliveries().sendDue();
    expect(post.posted).toHaveLength(1);
  });

  it('is one, however often it is put in', async () => {
    outbox.put(delivery('a'), clock.now());
    expect(outbox.put(delivery('a'), clock.now())).toBe(false);
    await deliveries().sendDue();
    expect(outbox.put(delivery('a'), clock.now())).toBe(false);
    await deliveries().sendDue();
    expect(post.posted).toHaveLength(1);
  });

  it('goes to one of several senders at once', async () => {
    for (let at = 0; at < 20; at++) outbox.put(delivery(`k${at}`), clock.now());
    await Promise.all([deliveries().sendDue(), deliveries().sendDue()]);
    expect(post.posted.map(({ nonce }) => nonce).sort()).toEqual(
      Array.from({ length: 20 }, (_, at) => markOf(`k${at}`)).sort(),
    );
  });

  it('is tried again with growing pauses', async () => {
    outbox.put(delivery('a'), clock.now());
    post.faults.push('refused', 'refused', 'refused');
    const end = new AbortController();
    const running = deliveries().run(end.signal);
    await clock.advance(4_000);
    expect(states()[0]!.attempts).toBe(1);
    await clock.advance(2_000);
    expect(states()[0]!.attempts).toBe(2);
    await clock.advance(8_000);
    expect(states()[0]!.attempts).toBe(2);
    await clock.advance(2_000);
    expect(states()[0]!.attempts).toBe(3);
    await clock.advance(25_000);
    expect(states()).toEqual([{ key: 'a', state: 'sent', attempts: 4, message_id: '1' }]);
    end.abort();
    await running;
  });

  it('is dropped when its channel is gone, and when it is too late', async () => {
    outbox.put(delivery('a'), clock.now());
    post.faults.push('gone');
    await deliveries().sendDue();
    outbox.put(delivery('b', 0.001), clock.now());
    post.faults.push('refused');
    await deliveries().sendDue();
    expect(states().map(({ state }) => state)).toEqual(['dropped', 'dropped']);
    expect(post.posted).toEqual([]);
  });

  it('that arrived without being confirmed is found instead of sent again, also when the nonce is forgotten', async () => {
    for (const [key, pause] of [
      ['soon', 5_000],
      ['late', 60 * MINUTE],
    ] as const) {
      outbox.put(delivery(key), clock.now());
      post.faults.push('lost');
      await deliveries().sendDue();
      await clock.advance(pause);
      await deliveries().sendDue();
    }
    expect(post.posted).toHaveLength(2);
    expect(states().map(({ state, message_id }) => [state, message_id])).toEqual([
      ['sent', '1'],
      ['sent', '2'],
    ]);
  });

  it('without a view of earlier messages is sent again with the same nonce, soon enough for it to count', async () => {
    post.history = false;
    outbox.put(delivery('a'), clock.now());
    post.faults.push('lost');
    await deliveries().sendDue();
    await clock.advance(6_000);
    await deliveries().sendDue();
    expect(post.posted).toHaveLength(1);
    expect(states()[0]).toMatchObject({ state: 'sent', message_id: '1' });
  });

  it('is not sent twice where nobody can tell whether it arrived: it is left as unconfirmed, and the log says so', async () => {
    const told: string[] = [];
    const log = { info() {}, warn: (_about: object, what: string) => told.push(what) } as unknown as typeof noLog;
    post.history = false;
    outbox.put(delivery('a'), clock.now());
    post.faults.push('lost');
    await new Deliveries({ outbox, post, clock, log }).sendDue();
    // Longer than the other side knows nonces.
    await clock.advance(5 * MINUTE);
    await new Deliveries({ outbox, post, clock, log }).sendDue();
    await clock.advance(60 * MINUTE);
    await new Deliveries({ outbox, post, clock, log }).sendDue();
    expect(post.posted).toHaveLength(1);
    expect(states()).toEqual([{ key: 'a', state: 'unconfirmed', attempts: 2, message_id: null }]);
    expect(told).toEqual(['not delivered yet', 'given up: it may have been delivered, and nobody can tell']);
    expect(outbox.put(delivery('a'), clock.now())).toBe(false);
  });

  it('that was refused is in no doubt: it is sent when the other side is well again, whatever can be read', async () => {
    post.history = false;
    outbox.put(delivery('a'), clock.now());
    for (const pause of [MINUTE, 10 * MINUTE, 60 * MINUTE]) {
      post.faults.push('refused');
      await deliveries().sendDue();
      await clock.advance(pause);
    }
    await deliveries().sendDue();
    expect(states()).toEqual([{ key: 'a', state: 'sent', attempts: 4, message_id: '1' }]);
  });

  it('that has grown old while nobody was there to send it is dropped, or recognised if it was sent', async () => {
    outbox.put(delivery('waiting', 2), clock.now());
    await clock.advance(3 * 60 * MINUTE);
    await deliveries().sendDue();
    outbox.put(delivery('sent', 2), clock.now());
    post.faults.push('lost');
    await deliveries().sendDue();
    await clock.advance(3 * 60 * MINUTE);
    await deliveries().sendDue();
    expect(states().map(({ state, message_id }) => [state, message_id])).toEqual([
      ['dropped', null],
      ['sent', '1'],
    ]);
    expect(post.posted).toHaveLength(1);
  });

  it('is claimed on the disk, not only in a memory that a power cut empties', () => {
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
  });
});

describe('a program that ends in the middle', () => {
  /** Runs the sending until a moment and leaves it there for good, as a program that is killed does. */
  async function killed(when: 'before sending' | 'after sending'): Promise<void> {
    let reached = (): void => {};
    const there = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const dying: Post = {
      find: (...args) => post.find(...args),
      async send(...args) {
        if (when === 'after sending') await post.send(...args);
        reached();
        return new Promise(() => {});
      },
    };
    void deliveries(dying).sendDue();
    await there;
  }

  it.each(['before sending', 'after sending'] as const)(
    '%s leaves a message that is sent once after the restart',
    async (when) => {
      for (const pause of [0, 60 * MINUTE]) {
        const key = `${when} ${pause}`;
        outbox.put(delivery(key, 24), clock.now());
        await killed(when);
        await clock.advance(pause);
        const end = new AbortController();
        const running = deliveries().run(end.signal);
        await clock.advance(1_000);
        end.abort();
        await running;
        expect(post.posted.filter(({ nonce }) => nonce === markOf(key))).toHaveLength(1);
      }
      expect(states().every(({ state }) => state === 'sent')).toBe(true);
    },
  );
});
