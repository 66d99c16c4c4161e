import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isJson } from './journal.ts';
import type { Json } from './wire.ts';

/** Path of Discord's document where it lies beside the project (`../shared/discord/openapi.json`), or undefined. */
export function openapiAtHand(): string | undefined {
  const path = fileURLToPath(new URL('../../../../shared/discord/openapi.json', import.meta.url));
  return existsSync(path) ? path : undefined;
}

/** Validates requests and answers against Discord's own OpenAPI document. Each schema is compiled on first use and kept. */
export class Specification {
  static readonly #loaded = new Map<string, Specification>();
  readonly #ajv: Ajv2020;
  readonly #document: Json;
  readonly #compiled = new Map<string, ValidateFunction | undefined>();

  /** Loads a specification once for the process, because compiling its schemas is dear. */
  static load(path: string): Specification {
    let loaded = Specification.#loaded.get(path);
    if (!loaded) {
      loaded = new Specification(JSON.parse(readFileSync(path, 'utf8')));
      Specification.#loaded.set(path, loaded);
    }
    return loaded;
  }

  private constructor(document: Json) {
    this.#document = document;
    this.#ajv = new Ajv2020({
      // The document uses keywords of OpenAPI that JSON Schema does not know.
      strict: false,
      // Each schema becomes one function that all others call, unoptimised: compiling takes a quarter of the time so.
      inlineRefs: false,
      code: { optimize: false },
    });
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('snowflake', /^(0|[1-9][0-9]*)$/);
    this.#ajv.addFormat('nonce', true);
    this.#ajv.addSchema({ ...document, $id: 'discord' });
  }

  /** What is wrong with a JSON request body, or undefined. A route or body the document does not describe passes. */
  request(method: string, path: string, body: unknown): string | undefined {
    const pointer = ['paths', path, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
    return this.#validate(pointer, asDocumented(body));
  }

  /** What is wrong with an answer's JSON body, or undefined; an undocumented status is wrong too. */
  response(method: string, path: string, status: number, body: unknown): string | undefined {
    const operation = ['paths', path, method.toLowerCase()];
    const responses = this.#at([...operation, 'responses']);
    if (!isJson(responses)) return undefined;
    const key = [String(status), `${String(status)[0]}XX`].find((key) => key in responses);
    if (key === undefined) return status < 500 ? `status ${status} is not documented` : undefined;
    const reference = isJson(responses[key]) ? responses[key].$ref : undefined;
    const base = typeof reference === 'string' ? reference.slice(2).split('/') : [...operation, 'responses', key];
    return this.#validate(
      [...base, 'content', 'application/json', 'schema'],
      status < 400 ? body : withoutDetails(body),
    );
  }

  /** Whether the document knows an operation. */
  knows(method: string, path: string): boolean {
    return isJson(this.#at(['paths', path, method.toLowerCase()]));
  }

  #validate(pointer: string[], value: unknown): string | undefined {
    const key = pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    if (!this.#compiled.has(key)) {
      const ref = `discord#/${key.split('/').map(encodeURIComponent).join('/')}`;
      this.#compiled.set(key, this.#at(pointer) === undefined ? undefined : this.#ajv.compile({ $ref: ref }));
    }
    const validate = this.#compiled.get(key);
    if (!validate || value === undefined || validate(value)) return undefined;
    return describe(validate.errors ?? []);
  }

  #at(pointer: string[]): unknown {
    return pointer.reduce<unknown>((node, key) => (isJson(node) ? node[key] : undefined), this.#document);
  }
}

// Two places where the document and Discord differ, for bots:

/** It says that `default_member_permissions` is an integer in requests; Discord documents and takes the string that clients send. */
function asDocumented(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(asDocumented);
  if (!isJson(body) || typeof body.default_member_permissions !== 'string') return body;
  return { ...body, default_member_permissions: Number(body.default_member_permissions) };
}

/** It says that the codes in the `errors` of a 50035 are integers; Discord sends names such as BASE_TYPE_MAX_LENGTH. */
function withoutDetails(body: unknown): unknown {
  if (!isJson(body)) return body;
  const { errors: _, ...rest } = body;
  return rest;
}

/** The errors furthest inside the value: the outer ones only say that no branch of a union fitted. */
function describe(errors: readonly ErrorObject[]): string {
  const deepest = [...errors].sort((a, b) => depth(b) - depth(a)).slice(0, 4);
  return deepest
    .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`)
    .join('; ');
}

function depth(error: ErrorObject): number {
  return error.instancePath.split('/').length;
}
