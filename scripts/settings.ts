import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { SETTINGS } from '../src/config.ts';

/**
 * Writes what README and .env.example say of the settings, from the one table that the program itself reads.
 * `npm run settings`; a test holds both files to it.
 */

interface Row {
  readonly name: string;
  readonly group: string;
  readonly about: string;
  readonly fallback: string;
}

function rows(): Row[] {
  return Object.entries(SETTINGS).map(([name, { schema, group, about, ...more }]) => {
    const unset = 'unset' in more ? more.unset : undefined;
    const given = schema.safeParse(undefined);
    const standard = given.success && given.data !== undefined ? `\`${given.data}\`` : (unset ?? 'none');
    return { name, group, about, fallback: standard };
  });
}

/** One table a group, in the order of the settings. */
export function settingsTable(): string {
  const groups = [...new Set(rows().map((row) => row.group))];
  return groups
    .map((group) => {
      const lines = rows()
        .filter((row) => row.group === group)
        .map(({ name, about, fallback }) => `| \`${name}\` | ${about} | ${fallback} |`);
      return [`**${group}**`, '', '| setting | what it does | default |', '|---|---|---|', ...lines].join('\n');
    })
    .join('\n\n');
}

/** Every setting as a comment, to be copied to `.env`. */
export function envExample(): string {
  const head = [
    '# Settings of daily-papers-bot. Copy this file to .env and take the # off what you set; everything has a default.',
    '# The environment wins over .env. A name that is not listed here is an error, so that a typing mistake shows.',
  ];
  const groups = [...new Set(rows().map((row) => row.group))];
  const blocks = groups.map((group) => {
    const lines = rows()
      .filter((row) => row.group === group)
      .flatMap(({ name, about, fallback }) => [`# ${about} Default: ${fallback.replaceAll('`', '')}.`, `#${name}=`]);
    return [`# --- ${group} ---`, ...lines].join('\n');
  });
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`;
}

const BEGIN = '<!-- settings: begin -->';
const END = '<!-- settings: end -->';

/** README with the table put between its marks. */
export function withSettings(readme: string): string {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) throw new Error(`README.md: expected ${BEGIN} and ${END}`);
  return `${readme.slice(0, from + BEGIN.length)}\n${settingsTable()}\n${readme.slice(to)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync('README.md', withSettings(readFileSync('README.md', 'utf8')));
  writeFileSync('.env.example', envExample());
}
