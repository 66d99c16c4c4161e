import { DEFAULT_SERVER_SETTINGS, type ServerSettings, type Servers } from '../chat/servers.ts';
import { atomically, type Database, type Statement } from './database.ts';

interface ServerRow {
  language: ServerSettings['language'];
  channels: string;
  replies: ServerSettings['replies'];
  asker_roles: string;
}

/** {@link Servers} in the database. */
export class StoredServers implements Servers {
  readonly #read: Statement<[string], ServerRow>;
  readonly #change: (serverId: string, change: Partial<ServerSettings>) => ServerSettings;

  constructor(database: Database, now: () => number) {
    this.#read = database.prepare('SELECT language, channels, replies, asker_roles FROM servers WHERE id = ?');
    const write = database.prepare('INSERT OR REPLACE INTO servers VALUES (?, ?, ?, ?, ?, ?)');
    this.#change = (serverId, change) =>
      atomically(database, () => {
        const changed = { ...this.#settings(serverId), ...change };
        const { language, channels, replies, askerRoles } = changed;
        write.run(serverId, language, JSON.stringify(channels), replies, JSON.stringify(askerRoles), now());
        return changed;
      });
  }

  async settings(serverId: string): Promise<ServerSettings> {
    return this.#settings(serverId);
  }

  async change(serverId: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    return this.#change(serverId, change);
  }

  #settings(serverId: string): ServerSettings {
    const row = this.#read.get(serverId);
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
