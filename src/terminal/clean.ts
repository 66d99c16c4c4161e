/* biome-ignore-all lint/suspicious/noControlCharactersInRegex: finding them is what this file is for. */

/**
 * Escape sequences whole: CSI (`ESC [ … m`), OSC, DCS, PM, APC and SOS with all their text up to the terminator (a
 * sequence that never ends reaches to the end of the line), and two-character ones.
 */
const SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?/g;
/** Everything else that moves the cursor, changes direction or is invisible for no good reason; `\n` stays. */
const CONTROLS =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * A text that somebody else wrote, made harmless for a terminal: without escape sequences, control characters, bidirectional
 * overrides and half surrogate pairs. Line breaks stay; tabs become blanks.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(SEQUENCES, '')
    .replace(/\t/g, ' ')
    .replace(CONTROLS, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}
