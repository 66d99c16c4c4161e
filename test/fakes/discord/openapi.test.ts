import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Specification } from './openapi.ts';

const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
afterAll(() => rmSync(folder, { recursive: true }));

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const path = join(folder, 'spec.json');
writeFileSync(
  path,
  JSON.stringify({
    openapi: '3.1.0',
    paths: {
      '/things/{thing_id}': {
        put: {
          requestBody: json({ $ref: '#/components/schemas/Thing' }),
          responses: {
            200: json({
              type: 'object',
              required: ['id'],
              properties: { id: { type: 'string', format: 'snowflake' } },
            }),
            204: { description: 'nothing' },
            '4XX': { $ref: '#/components/responses/Refused' },
          },
        },
      },
    },
    components: {
      schemas: {
        Thing: {
          anyOf: [{ type: 'object', properties: { name: { type: 'string', maxLength: 3 } } }, { type: 'null' }],
        },
      },
      responses: { Refused: json({ type: 'object', required: ['code'] }) },
    },
  }),
);

describe('the specification', () => {
  const specification = Specification.load(path);
  const request = (body: unknown) => specification.request('PUT', '/things/{thing_id}', body);
  const response = (status: number, body: unknown) => specification.response('PUT', '/things/{thing_id}', status, body);

  it('finds what is wrong with requests, counting characters and not code units', () => {
    expect(request({ name: '😀😀😀' })).toBeUndefined();
    expect(request({ name: '😀😀😀😀' })).toMatch(/\/name must NOT have more than 3 characters/);
    expect(request(undefined)).toBeUndefined();
  });

  it('finds what is wrong with answers, by status and through references', () => {
    expect(response(200, { id: '1' })).toBeUndefined();
    expect(response(200, { id: 'one' })).toMatch(/format "snowflake"/);
    expect(response(204, undefined)).toBeUndefined();
    expect(response(404, { code: 1 })).toBeUndefined();
    expect(response(404, {})).toMatch(/required property 'code'/);
    expect(response(302, undefined)).toBe('status 302 is not documented');
  });

  it('knows which operations it knows', () => {
    expect(specification.knows('PUT', '/things/{thing_id}')).toBe(true);
    expect(specification.knows('GET', '/things/{thing_id}')).toBe(false);
    expect(specification.request('GET', '/others', { name: 'long' })).toBeUndefined();
  });
});
