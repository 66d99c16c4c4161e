import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envExample, withSettings } from '../scripts/settings.ts';
import { loadConfig } from '../src/config.ts';

const readme = readFileSync('README.md', 'utf8');

describe('README and .env.example', () => {
  it('list the settings that the program reads (npm run settings)', () => {
    expect(readme).toBe(withSettings(readme));
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });

  it('are themselves a valid configuration', () => {
    expect(() => loadConfig({}, '.env.example')).not.toThrow();
  });
});

describe('loadConfig', () => {
  it('lists every problem at once and never shows a secret', () => {
    const env = { TIME_ZONE: 'Mars/Olympus', LOG_LEVEL: 'loud', DISCORD_GUILD_ID: 'x', OPENAI_API_KEY: 'sk-secret' };
    expect(() => loadConfig(env, 'none.env')).toThrow(
      /TIME_ZONE.*Asia\/Seoul.*"Mars\/Olympus".*LOG_LEVEL|LOG_LEVEL.*TIME_ZONE/s,
    );
    expect(() => loadConfig(env, 'none.env')).not.toThrow(/sk-secret/);
  });

  it('counts an empty value as unset', () => {
    expect(loadConfig({ DATA_DIR: ' ' }, 'none.env').DATA_DIR).toBe('data/papers');
  });
});
