import { PapersError } from '../errors.ts';

/**
 * Named typed arrays in one buffer: a JSON header, then each array aligned to 8 bytes, so that reading copies nothing.
 * Little-endian, as every machine that Node runs on.
 */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

const KINDS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array } as const;
type Kind = keyof typeof KINDS;

interface Header {
  format: string;
  facts: Record<string, string | number>;
  columns: { name: string; kind: Kind; at: number; length: number }[];
}

const align = (at: number): number => Math.ceil(at / 8) * 8;

/** Packs columns and a few facts; `format` names what it is and in which version. */
export function pack(
  format: string,
  facts: Record<string, string | number>,
  columns: Readonly<Record<string, Column>>,
): Buffer {
  const header: Header = { format, facts, columns: [] };
  let at = 0;
  for (const [name, column] of Object.entries(columns)) {
    header.columns.push({
      name,
      kind: Buffer.isBuffer(column) ? 'Uint8Array' : (column.constructor.name as Kind),
      at,
      length: column.length,
    });
    at = align(at + column.byteLength);
  }
  const json = Buffer.from(JSON.stringify(header));
  const start = align(4 + json.length);
  const packed = Buffer.alloc(start + at);
  packed.writeUInt32LE(json.length, 0);
  json.copy(packed, 4);
  for (const [index, column] of Object.values(columns).entries()) {
    Buffer.from(column.buffer, column.byteOffset, column.byteLength).copy(packed, start + header.columns[index]!.at);
  }
  return packed;
}

/**
 * Reads what {@link pack} wrote. The columns share the buffer's memory (it is copied once if it is not aligned).
 *
 * @throws PapersError `index_damaged` when the format is another or the buffer is too short.
 */
export function unpack(
  packed: Buffer,
  format: string,
): { facts: Record<string, string | number>; column<T extends Column>(name: string): T } {
  const bytes = packed.byteOffset % 8 === 0 ? packed : Buffer.from(Uint8Array.from(packed).buffer);
  const header = readHeader(bytes, format);
  const start = align(4 + bytes.readUInt32LE(0));
  return {
    facts: header.facts,
    column<T extends Column>(name: string): T {
      const found = header.columns.find((column) => column.name === name);
      if (!found) throw new PapersError('index_damaged', `${format}: the column "${name}" is missing`);
      const Kind = KINDS[found.kind];
      const end = start + found.at + found.length * Kind.BYTES_PER_ELEMENT;
      if (end > bytes.length) {
        throw new PapersError('index_damaged', `${format}: expected ${end} bytes for "${name}", got ${bytes.length}`);
      }
      return new Kind(bytes.buffer as ArrayBuffer, bytes.byteOffset + start + found.at, found.length) as T;
    },
  };
}

function readHeader(bytes: Buffer, format: string): Header {
  let header: Header | undefined;
  try {
    header = JSON.parse(bytes.toString('utf8', 4, 4 + bytes.readUInt32LE(0))) as Header;
  } catch (cause) {
    throw new PapersError('index_damaged', `expected "${format}", got bytes without a readable header`, { cause });
  }
  if (header.format !== format) {
    throw new PapersError('index_damaged', `expected "${format}", got "${header.format}"`);
  }
  return header;
}
