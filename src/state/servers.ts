import { DEFAULT_SERVER_SETTINGS, type ServerSettings, type Servers } from '../chat/servers.ts';
import type { Database } from './database.ts';

interface ServerRow {
  language: ServerSettings['language'];
  channels: string;
  replies: ServerSettings['replies'];
  asker_roles: string;
}

/** {@link Servers} in the database. */
export class StoredServers implements Servers {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async settings(serverId: string): Promise<ServerSettings> {
    return this.#read(serverId);
  }

  async change(serverId: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    const database = this.#database;
    return database.transaction(() => {
      const { language, channels, replies, askerRoles } = { ...this.#read(serverId), ...change };
      database
        .prepare('INSERT OR REPLACE INTO servers VALUES (?, ?, ?, ?, ?, ?)')
        .run(serverId, language, JSON.stringify(channels), replies, JSON.stringify(askerRoles), this.#now());
      return this.#read(serverId);
    })();
  }

  #read(serverId: string): ServerSettings {
    const row = this.#database
      .prepare<[string], ServerRow>('SELECT language, channels, replies, asker_roles FROM servers WHERE id = ?')
      .get(serverId);
    if (!row) return DEFAULT_SERVER_SETTINGS;
    const { language, channels, replies, asker_roles } = row;
    return {
      language,
      channels: JSON.parse(channels) as string[],
      replies,
      askerRoles: JSON.parse(asker_roles) as string[],
    };
  }
}
