import { describe, expect, it } from 'vitest';
import { ACTION_LENGTH, action } from '../../src/chat/actions.ts';
import { noteKey } from '../../src/chat/in-memory.ts';

describe('action', () => {
  it('joins command, verb and arguments', () => {
    expect(action('today', 'page', '2024-01-22', 5, 5)).toBe('today:page:2024-01-22:5:5');
  });

  it('refuses what Discord would refuse', () => {
    expect(() => action('ask', 'more', 'x'.repeat(92))).toThrow('at most 100');
    expect(action('ask', 'more', 'x'.repeat(91))).toHaveLength(ACTION_LENGTH);
  });

  it('has room for the key of a note', () => {
    expect(action('ask', 'passages', noteKey('anything'), 100).length).toBeLessThan(60);
  });
});
