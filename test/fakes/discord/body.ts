import type { IncomingMessage } from 'node:http';
import { isJson } from './journal.ts';
import { refusals } from './refusal.ts';

/** A file that came with a message: the part's name tells which attachment it is. */
export interface UploadedFile {
  /** Index in `files[n]`, which is the attachment's id in the body. */
  index: string;
  filename: string;
  contentType: string;
  size: number;
}

export interface ParsedBody {
  /** The JSON, or undefined where there was none. */
  json: unknown;
  files: UploadedFile[];
}

/** Reads a request to its end. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Parses JSON, or the multipart form in which files travel with their JSON. Throws 50109 for anything else, and for broken surrogates. */
export async function parseBody(raw: Buffer, contentType: string | undefined): Promise<ParsedBody> {
  if (raw.length === 0) return { json: undefined, files: [] };
  if (contentType?.startsWith('multipart/form-data')) return parseForm(raw, contentType);
  if (!contentType?.startsWith('application/json')) throw refusals.invalidJson();
  return { json: parseJson(raw.toString('utf8')), files: [] };
}

async function parseForm(raw: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData();
  const files: UploadedFile[] = [];
  let json: unknown;
  for (const [name, value] of form) {
    if (name === 'payload_json') json = parseJson(typeof value === 'string' ? value : await value.text());
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index !== undefined && typeof value !== 'string') {
      files.push({ index, filename: value.name, contentType: value.type, size: value.size });
    }
  }
  return { json, files };
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusals.invalidJson();
  }
  if (hasLoneSurrogate(value)) throw refusals.invalidJson();
  return value;
}

/** Half a surrogate pair is no character, and cannot be written as UTF-8: Discord fails on it. */
function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  if (isJson(value))
    return Object.entries(value).some(([key, item]) => hasLoneSurrogate(key) || hasLoneSurrogate(item));
  return false;
}
