import type { Language } from '../answer/answer.ts';

/** What the people who run a server have decided about the bot there. */
export interface ServerSettings {
  /** Language of what everybody sees; `auto` follows whoever asks. */
  readonly language: Language | 'auto';
  /** Ids of the channels in which the bot answers; threads count as their channel. Empty: everywhere. */
  readonly channels: readonly string[];
  /** Whether replies are for everybody or for the asker alone. */
  readonly replies: 'public' | 'private';
  /** Ids of the roles whose members may ask. Empty: everybody. */
  readonly askerRoles: readonly string[];
}

/** What holds in a server nobody has changed anything in. */
export const DEFAULT_SERVER_SETTINGS: ServerSettings = {
  language: 'auto',
  channels: [],
  replies: 'public',
  askerRoles: [],
};

/** The settings of all servers. */
export interface Servers {
  /** Never fails for an unknown server: that one has the defaults. */
  settings(serverId: string): Promise<ServerSettings>;
  /** Changes what is given and keeps the rest. */
  change(serverId: string, change: Partial<ServerSettings>): Promise<ServerSettings>;
}

/** {@link Servers} for as long as the program runs. */
export class InMemoryServers implements Servers {
  readonly #settings = new Map<string, ServerSettings>();

  async settings(serverId: string): Promise<ServerSettings> {
    return this.#settings.get(serverId) ?? DEFAULT_SERVER_SETTINGS;
  }

  async change(serverId: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    const changed = { ...(await this.settings(serverId)), ...change };
    this.#settings.set(serverId, changed);
    return changed;
  }
}
