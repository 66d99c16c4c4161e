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

  it('says in words which number is expected, and what came', () => {
    const env = { OPENAI_TIMEOUT: 'soon', DAILY_TOKENS: '2.5', DAILY_USD: '0', OPENAI_BASE_URL: 'localhost:11434' };
    const problems = [
      'OPENAI_BASE_URL: expected an address that begins with http:// or https://, got "localhost:11434"',
      'OPENAI_TIMEOUT: expected a number from 1 to 600, got "soon"',
      'DAILY_TOKENS: expected a whole number from 1 to 1000000000, got "2.5"',
      'DAILY_USD: expected US dollars, more than 0, got "0"',
    ];
    expect(() => loadConfig(env, 'none.env')).toThrow(`Settings are wrong: ${problems.join(' | ')}`);
  });

  it('counts an empty value as unset', () => {
    expect(loadConfig({ DATA_DIR: ' ' }, 'none.env').DATA_DIR).toBe('data/papers');
  });
});
