import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PapersError } from '../errors.ts';
import { ARXIV_ID, daySchema } from '../paper.ts';
import { sha256 } from './disk.ts';

/** What the manifest of this program calls itself. */
export const MANIFEST_FORMAT = 'daily-papers-index';
/** Raise when a reader of the former version would misread the files; indexes of other versions are rebuilt. */
export const MANIFEST_VERSION = 1;

/** The command that makes or refreshes an index. */
export const INDEX_COMMAND = 'npm run -s papers -- index';
/** The command that makes an index from nothing, whatever lies there. */
export const REBUILD_COMMAND = `${INDEX_COMMAND} --rebuild`;

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A file of the index: where it lies and what it must be. */
const fileRef = z.strictObject({
  /** Below the index folder, parted by `/`, never out of it. */
  path: z.string().regex(/^(?:segments|models|glossary)(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/),
  bytes: count,
  sha256: hash,
});
export type FileRef = z.output<typeof fileRef>;

const warning = z.strictObject({ file: z.string(), line: z.int().min(1), message: z.string() });

const segment = z.strictObject({
  id: z.string().min(1),
  /** Rows, dead ones included. */
  papers: count,
  passages: count,
  /** Rows of papers that are gone or that a later segment holds anew, ascending. */
  dead: z.array(count),
  files: z.strictObject({
    papers: fileRef,
    columns: fileRef,
    hashes: fileRef,
    vectors: fileRef,
    /** Absent in small segments, which are scanned. */
    graph: fileRef.optional(),
    lexical: fileRef,
  }),
});
/** One immutable part of the index. */
export type SegmentRef = z.output<typeof segment>;

const dailyFile = z.strictObject({
  /** Path below the data folder. */
  file: z.string(),
  size: count,
  /** 0 when the file was so young that a later change could carry the same time. */
  mtimeMs: z.number(),
  /** Of the file and of the hints beside it, where there are any; empty when the file could not be read. */
  sha256: hash.or(z.literal('')),
  /** arXiv ids in the file, in its order, without repeats. */
  ids: z.array(z.string().regex(ARXIV_ID)),
  warnings: z.array(warning),
});
/** What is known of a daily file: enough to tell whether it must be read again, and whom that concerns. */
export type DailyFileRecord = z.output<typeof dailyFile>;

const manifestSchema = z.strictObject({
  format: z.literal(MANIFEST_FORMAT),
  version: z.literal(MANIFEST_VERSION),
  generation: z.string().min(1),
  builtAt: z.iso.datetime(),
  embedder: z.strictObject({
    name: z.string(),
    fingerprint: z.string(),
    dimensions: z.int().min(1),
    /** What cosine two texts have by chance; see `chanceCosine`. Absent: 0. */
    chance: z.number().min(0).lt(1).optional(),
    /** Of the built-in embedder: its fit, and on how many papers it was made. */
    model: fileRef.optional(),
    trainedOn: count.optional(),
  }),
  analyzer: z.strictObject({ fingerprint: z.string(), glossary: fileRef }),
  counts: z.strictObject({
    papers: count,
    passages: count,
    days: count,
    firstDay: daySchema.optional(),
    lastDay: daySchema.optional(),
  }),
  segments: z.array(segment),
  dailyFiles: z.array(dailyFile),
  /** Thresholds measured on this index, in the retriever's own terms; null, or what it no longer understands, means its defaults. */
  calibration: z.json(),
});

/** One generation of the index: everything it consists of. The file of this name is the switch from one to the next. */
export type Manifest = z.output<typeof manifestSchema>;

/** A name for a new generation, in the order of time and never given twice. */
export function generationId(builtAt: string): string {
  return `${builtAt.replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;
}

/** All files that a manifest lists, in the order in which they are verified. */
export function filesOf(manifest: Manifest): FileRef[] {
  const { embedder, analyzer, segments } = manifest;
  const shared = [analyzer.glossary, ...(embedder.model ? [embedder.model] : [])];
  return [...shared, ...segments.flatMap(({ files }) => Object.values(files).filter((file) => file !== undefined))];
}

const SEAL_OPEN = ',"sha256":"';
const SEAL_CLOSE = '"}\n';
const SEAL_LENGTH = SEAL_OPEN.length + 64 + SEAL_CLOSE.length;

/** The manifest as text. The checksum covers every character before it, so that no flipped bit passes for a fact. */
export function writeManifest(manifest: Manifest): string {
  const body = JSON.stringify(manifest).slice(0, -1);
  return body + SEAL_OPEN + sha256(body) + SEAL_CLOSE;
}

/**
 * Reads what {@link writeManifest} wrote.
 *
 * @param path named in errors.
 * @throws PapersError `index_damaged` when the text is not what was written, `index_foreign` when it is whole but of
 *   another program or another version of the format.
 */
export function parseManifest(text: string, path: string): Manifest {
  const body = text.slice(0, -SEAL_LENGTH);
  const sealed = text.slice(-SEAL_LENGTH) === SEAL_OPEN + sha256(body) + SEAL_CLOSE;
  const content = readJson(sealed ? `${body}}` : text);
  const format = field(content, 'format');
  if (!sealed && (content === undefined || format === MANIFEST_FORMAT)) {
    throw damaged(path, 'the checksum at its end does not match what stands before it');
  }
  const version = field(content, 'version');
  if (format !== MANIFEST_FORMAT || version !== MANIFEST_VERSION) {
    throw new PapersError(
      'index_foreign',
      `${path}: expected the format ${MANIFEST_FORMAT} ${MANIFEST_VERSION}, got ${String(format)} ${String(version)}; make the index anew: ${REBUILD_COMMAND}`,
    );
  }
  const read = manifestSchema.safeParse(content);
  if (!read.success) throw damaged(path, z.prettifyError(read.error), read.error);
  return read.data;
}

function damaged(path: string, why: string, cause?: unknown): PapersError {
  const message = `${path} is not a manifest as this program writes it: ${why}; make the index anew: ${REBUILD_COMMAND}`;
  return new PapersError('index_damaged', message, { cause });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(content: unknown, name: string): unknown {
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>)[name] : undefined;
}
