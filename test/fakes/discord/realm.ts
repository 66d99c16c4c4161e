import type { Activity } from './activity.ts';
import type { Gateway } from './gateway.ts';
import type { Interaction } from './interaction.ts';
import type { Journal } from './journal.ts';
import type { World } from './world.ts';

/** All that the parts of one fake Discord share. */
export interface Realm {
  world: World;
  gateway: Gateway;
  journal: Journal;
  activity: Activity;
  /** Interactions by token. */
  interactions: Map<string, Interaction>;
  /** Milliseconds within which an interaction must be acknowledged (Discord: 3,000). */
  ackWindowMs: number;
  /** Milliseconds for which its token is good (Discord: 900,000). */
  tokenLifetimeMs: number;
}
