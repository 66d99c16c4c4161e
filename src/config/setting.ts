import { z } from 'zod';

/** One setting: how it is read, and what README and .env.example say of it. */
export interface Setting<T extends z.ZodType> {
  readonly schema: T;
  /** One line for people, in English. */
  readonly about: string;
  /** Shown where there is no default: `none`, or what happens without it. */
  readonly unset?: string;
  /** Heading in README and .env.example. */
  readonly group: string;
  /** Never shown, never logged. */
  readonly secret?: boolean;
}

/** Makes the settings of one group. */
export function inGroup(group: string) {
  return <T extends z.ZodType>(
    schema: T,
    about: string,
    more: { unset?: string; secret?: boolean } = {},
  ): Setting<T> => ({ group, schema, about, ...more });
}

export const text = z.string().trim().min(1);
export const flag = z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] });
export const whole = (min: number, max: number) => {
  const error = `expected a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
export const number = (min: number, max: number) => {
  const error = `expected a number from ${min} to ${max}`;
  return z.coerce.number({ error }).min(min, { error }).max(max, { error });
};
export const price = z.coerce
  .number({ error: 'expected US dollars, such as 0.4' })
  .min(0, { error: 'expected US dollars, 0 or more' });
export const dollars = z.coerce
  .number({ error: 'expected US dollars, such as 0.5' })
  .positive({ error: 'expected US dollars, more than 0' });
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an address that begins with http:// or https://' })
  .transform((url) => url.replace(/\/+$/, ''));
/** Words put before a text, with the space that follows them. */
export const prefix = text.transform((words) => (words === 'none' ? '' : `${words.replaceAll('\\n', '\n')} `));
export const timeZone = text.refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'expected an IANA time zone such as Asia/Seoul' },
);
