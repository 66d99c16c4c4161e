import { z } from 'zod';

/** Keywords that structured outputs of OpenAI and its imitators do not know; the answer is checked against the whole schema anyway. */
const UNKNOWN = new Set([
  '$schema',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'pattern',
  'format',
  'default',
  'title',
  'description',
]);

/** A schema as structured outputs want it: every property required, no others allowed, only keywords that all servers know. */
export function strictSchema(schema: z.ZodType): Record<string, unknown> {
  return strict(z.toJSONSchema(schema, { io: 'input' })) as Record<string, unknown>;
}

function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => !UNKNOWN.has(key));
  const { properties, ...rest } = Object.fromEntries(entries) as { properties?: Record<string, unknown> };
  const kept = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, strict(value)]));
  if (properties === undefined) return kept;
  const inside = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, strict(value)]));
  return { ...kept, properties: inside, required: Object.keys(inside), additionalProperties: false };
}
