/** A refusal as the real service words it. */
export interface Refusal {
  readonly status: number;
  readonly error: { message: string; type: string; param: string | null; code: string | null };
}

/** Things of the API that some compatible servers and models do not know. */
export type Lack =
  | 'json_schema'
  | 'json_object'
  | 'max_tokens'
  | 'max_completion_tokens'
  | 'temperature'
  | 'stream_options';

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly { role: string; content: string }[];
  readonly stream?: boolean;
  readonly stream_options?: { include_usage?: boolean };
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly temperature?: number;
  readonly response_format?: { type: string; json_schema?: { name?: unknown; strict?: unknown; schema?: unknown } };
}

const KNOWN = new Set(
  'model messages stream stream_options max_tokens max_completion_tokens temperature top_p n stop seed user response_format presence_penalty frequency_penalty'.split(
    ' ',
  ),
);
const ROLES = new Set(['system', 'developer', 'user', 'assistant']);
const CONTEXT = 128_000;
/** JSON schema keywords that strict structured outputs refuse. */
const UNSUPPORTED = [
  'minLength',
  'maxLength',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'default',
  'oneOf',
  'patternProperties',
];

/** What OpenAI refuses in a chat request, and what a server that lacks something refuses. */
export function refusalOf(body: ChatBody, lacks: ReadonlySet<Lack>): Refusal | undefined {
  const stranger = Object.keys(body).find((key) => !KNOWN.has(key));
  if (stranger) return bad(`Unrecognized request argument supplied: ${stranger}`, stranger);
  if (typeof body.model !== 'string' || body.model === '') return bad('you must provide a model parameter', 'model');
  const { messages } = body;
  if (!Array.isArray(messages) || messages.length === 0) return bad("[] is too short - 'messages'", 'messages');
  for (const [at, { role, content }] of messages.entries()) {
    if (!ROLES.has(role)) return bad(`Invalid value: '${role}'`, `messages[${at}].role`);
    if (typeof content !== 'string')
      return bad('Invalid value for content: expected a string', `messages[${at}].content`);
    if (/\p{Surrogate}/u.test(content)) return bad('We could not parse the JSON body of your request', null);
  }
  return limitsOf(body, lacks) ?? formatOf(body, lacks);
}

function limitsOf(body: ChatBody, lacks: ReadonlySet<Lack>): Refusal | undefined {
  for (const name of ['max_tokens', 'max_completion_tokens'] as const) {
    const limit = body[name];
    if (limit === undefined) continue;
    const other = name === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    if (lacks.has(name)) {
      return bad(
        `Unsupported parameter: '${name}' is not supported with this model. Use '${other}' instead.`,
        name,
        'unsupported_parameter',
      );
    }
    if (body[other] !== undefined)
      return bad(`Setting '${name}' and '${other}' at the same time is not supported.`, name);
    if (!Number.isInteger(limit) || limit < 1) return bad(`Invalid '${name}': integer below minimum value.`, name);
  }
  const { temperature } = body;
  if (temperature !== undefined && lacks.has('temperature')) {
    return bad(
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
      'temperature',
      'unsupported_value',
    );
  }
  if (temperature !== undefined && !(temperature >= 0 && temperature <= 2))
    return bad("Invalid 'temperature'", 'temperature');
  if (body.stream_options !== undefined) {
    if (lacks.has('stream_options')) return bad('Unknown parameter: stream_options', 'stream_options');
    if (!body.stream)
      return bad("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options');
  }
  const wanted = (body.max_tokens ?? body.max_completion_tokens ?? 0) + tokensOf(body);
  if (wanted > CONTEXT)
    return bad(`This model's maximum context length is ${CONTEXT} tokens.`, 'messages', 'context_length_exceeded');
  return undefined;
}

function formatOf({ response_format: format, messages }: ChatBody, lacks: ReadonlySet<Lack>): Refusal | undefined {
  if (format === undefined) return undefined;
  if (format.type === 'json_object') {
    if (lacks.has('json_object')) return bad("'response_format.type' must be 'text'", 'response_format.type');
    if (messages.some(({ content }) => /json/i.test(content))) return undefined;
    return bad(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
    );
  }
  if (format.type !== 'json_schema') return bad(`Invalid value: '${format.type}'.`, 'response_format.type');
  if (lacks.has('json_schema')) {
    return bad(
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      'response_format',
    );
  }
  const { name, schema } = format.json_schema ?? {};
  if (typeof name !== 'string' || !/^[\w-]{1,64}$/.test(name))
    return bad("Invalid 'response_format.json_schema.name'", 'response_format.json_schema.name');
  const problem =
    isObject(schema) && schema.type === 'object' ? schemaProblem(schema, '()') : 'schema must be an object';
  return problem ? bad(`Invalid schema for response_format '${name}': ${problem}`, 'response_format') : undefined;
}

function schemaProblem(node: Record<string, unknown>, context: string): string | undefined {
  const unsupported = UNSUPPORTED.find((key) => key in node);
  if (unsupported) return `In context=${context}, '${unsupported}' is not permitted.`;
  const { properties, items, anyOf } = node;
  if (isObject(properties)) {
    if (node.additionalProperties !== false)
      return `In context=${context}, 'additionalProperties' is required to be supplied and to be false.`;
    const names = Object.keys(properties);
    const required = Array.isArray(node.required) ? node.required : [];
    const missing = names.find((name) => !required.includes(name));
    if (missing)
      return `In context=${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
    for (const [name, child] of Object.entries(properties)) {
      const problem = isObject(child) ? schemaProblem(child, `('properties', '${name}')`) : undefined;
      if (problem) return problem;
    }
  }
  for (const child of [items, ...(Array.isArray(anyOf) ? anyOf : [])]) {
    const problem = isObject(child) ? schemaProblem(child, context) : undefined;
    if (problem) return problem;
  }
  return undefined;
}

/** Tokens of a request, at four bytes each. */
export function tokensOf({ messages }: Pick<ChatBody, 'messages'>): number {
  return messages.reduce((sum, { content }) => sum + Math.ceil(Buffer.byteLength(content) / 4) + 4, 3);
}

function bad(message: string, param: string | null, code: string | null = null): Refusal {
  return { status: 400, error: { message, type: 'invalid_request_error', param, code } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
