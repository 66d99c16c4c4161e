import { LIMITS } from './limits.ts';
import type { FormErrors, Path } from './refusal.ts';

/** Adds an error when `url` is not a URL of one of `schemes`; an absent one passes. */
export function urlErrors(url: string | null | undefined, schemes: string[], errors: FormErrors, at: Path): void {
  if (url == null) return;
  errors.maxLength(at, url, LIMITS.url);
  const scheme = URL.canParse(url) ? new URL(url).protocol.slice(0, -1) : undefined;
  if (scheme === undefined || /\s/u.test(url.trim())) {
    errors.add(at, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  } else if (!schemes.includes(scheme)) {
    const list = schemes.map((name) => `'${name}'`).join(', ');
    errors.add(at, 'URL_TYPE_INVALID_SCHEME', `Scheme "${scheme}" is not supported. Scheme must be one of (${list}).`);
  }
}
