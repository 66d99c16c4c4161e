import type { Choice } from './described.ts';

/** What people call some zones that the list does not. */
const ALSO: Readonly<Record<string, string>> = {
  kst: 'Asia/Seoul',
  korea: 'Asia/Seoul',
  한국: 'Asia/Seoul',
  서울: 'Asia/Seoul',
  jst: 'Asia/Tokyo',
  도쿄: 'Asia/Tokyo',
  utc: 'UTC',
  gmt: 'UTC',
  뉴욕: 'America/New_York',
  런던: 'Europe/London',
};

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const FIRST = ['Asia/Seoul', 'Asia/Tokyo', 'UTC', 'America/New_York', 'America/Los_Angeles', 'Europe/London'];

/** The IANA name of a time zone as somebody typed it; undefined when there is none such. */
export function findTimeZone(typed: string): string | undefined {
  const plain = typed.trim().replace(/\s+/g, '_').toLowerCase();
  return ALSO[plain] ?? ZONES.find((zone) => zone.toLowerCase() === plain) ?? canonical(plain);
}

/** At most 25 zones for what is typed so far. */
export function suggestTimeZones(typed: string): Choice[] {
  const plain = typed.trim().replace(/\s+/g, '_').toLowerCase();
  const found = plain === '' ? FIRST : ZONES.filter((zone) => zone.toLowerCase().includes(plain));
  const also = ALSO[plain];
  const zones = [...new Set(also === undefined ? found : [also, ...found])];
  return zones.slice(0, 25).map((zone) => ({ name: zone, value: zone }));
}

/** Zones that the runtime knows by older names (`Asia/Calcutta` and `Asia/Kolkata` are one). */
function canonical(name: string): string | undefined {
  if (!/^[a-z_]+(?:\/[a-z0-9_+-]+){1,2}$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
