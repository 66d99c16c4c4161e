import type { Client } from 'discord.js';
import type { Command } from '../chat/command.ts';
import type { Services } from '../chat/services.ts';
import type { Log } from '../log.ts';
import type { Jobs } from './jobs.ts';
import type { Meter } from './meter.ts';
import type { CommandIds } from './render.ts';

/** Which messages and threads belong to a conversation; its turns are kept under the conversation's id. */
export interface ConversationLinks {
  link(place: string, conversation: string): Promise<void>;
  /** The conversation that a message or thread is part of, if it is of one. */
  of(place: string): Promise<string | undefined>;
}

/** Allowances of users and servers, which grow back. */
export interface AllowanceBook {
  /** Takes units from all, or from none. @returns undefined, or which one lacks and for how long. */
  take(
    uses: readonly {
      readonly key: string;
      readonly allowance: { readonly units: number; readonly perMs: number };
      readonly units: number;
    }[],
  ): { readonly key: string; readonly waitMs: number } | undefined;
}

/** How much people may ask. */
export interface AskingLimits {
  /** Questions a minute; other commands and presses count a third. */
  readonly perUser: number;
  readonly perServer: number;
}

/** When slow work shows what it is doing. */
export interface ProgressTimes {
  /** Milliseconds after which progress is shown. Default 10,000. */
  readonly afterMs: number;
  /** Milliseconds between two edits. Default 1,000. */
  readonly everyMs: number;
}

/** What every handler of the Discord front end works with. */
export interface Context {
  readonly client: Client<true>;
  readonly commands: readonly Command[];
  readonly commandIds: CommandIds;
  readonly services: Services;
  readonly links: ConversationLinks;
  readonly allowances: AllowanceBook;
  readonly limits: AskingLimits;
  readonly jobs: Jobs;
  readonly progress: ProgressTimes;
  /** When people who cannot be answered privately were last told why there is no answer (milliseconds since 1970). */
  readonly told: Map<string, number>;
  readonly meter: Meter;
  readonly log: Log;
}
