import { describe, expect, it } from 'vitest';
import { InMemoryConversations, InMemoryNotes } from '../../src/chat/in-memory.ts';

const turn = (question: string) => ({ question, answer: '', paperIds: [] });

describe('InMemoryNotes', () => {
  it('gives back what was kept, under the same key for the same note', async () => {
    const notes = new InMemoryNotes();
    const key = await notes.keep({ question: '깊이', shown: ['1'] });
    expect(key).toMatch(/^[\w-]{1,24}$/);
    expect(await notes.find(key)).toEqual({ question: '깊이', shown: ['1'] });
    expect(await notes.keep({ question: '깊이', shown: ['1'] })).toBe(key);
    expect(await notes.find('nothing')).toBeUndefined();
  });

  it('forgets what was used least recently', async () => {
    const notes = new InMemoryNotes(2);
    const [first, second] = [await notes.keep(1), await notes.keep(2)];
    await notes.find(first);
    const third = await notes.keep(3);
    expect([await notes.find(first), await notes.find(second), await notes.find(third)]).toEqual([1, undefined, 3]);
  });
});

describe('InMemoryConversations', () => {
  it('keeps the last turns of each thread, oldest first', async () => {
    const threads = new InMemoryConversations(2);
    for (const question of ['a', 'b', 'c']) await threads.add('t', turn(question));
    await threads.add('other', turn('z'));
    expect((await threads.turns('t')).map(({ question }) => question)).toEqual(['b', 'c']);
    expect(await threads.turns('unknown')).toEqual([]);
  });

  it('forgets the threads that were silent longest', async () => {
    const threads = new InMemoryConversations(2, 1);
    await threads.add('old', turn('a'));
    await threads.add('new', turn('b'));
    expect(await threads.turns('old')).toEqual([]);
  });
});
