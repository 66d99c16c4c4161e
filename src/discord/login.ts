import { type Client, DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import { messageOf, PapersError } from '../errors.ts';

/** A client that has not been logged in, and what settles when its gateway closes for good. */
export interface FreshClient {
  readonly client: Client;
  readonly shutOut: Promise<PapersError>;
}

/** What logging in needs. */
export interface LogInOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** Makes a client; called again for every try, because one that failed to log in is of no more use. */
  readonly create: () => FreshClient;
  readonly signal?: AbortSignal | undefined;
}

/** Pauses in milliseconds before further tries to reach Discord: it may be restarting, or the network not up yet. */
const PAUSES = [1_000, 3_000, 9_000];

/**
 * Logs in and waits until the servers are known.
 *
 * @throws PapersError `bad_config` when Discord refuses the bot, `unavailable` when it cannot be reached, `cancelled`.
 */
export async function logIn(options: LogInOptions): Promise<FreshClient & { readonly client: Client<true> }> {
  const { signal } = options;
  const cancelled = new Promise<never>((_, reject) => {
    const give = () => reject(new PapersError('cancelled', 'Told to end while logging in.'));
    if (signal?.aborted) give();
    else signal?.addEventListener('abort', give, { once: true });
  });
  // When it loses the race it is nobody's business any more.
  cancelled.catch(() => undefined);
  for (const pause of [...PAUSES, undefined]) {
    try {
      return await once(options, cancelled);
    } catch (error) {
      const told = explain(error, options.apiUrl);
      if (told.code !== 'unavailable' || pause === undefined) throw told;
      await Promise.race([new Promise((resolve) => setTimeout(resolve, pause)), cancelled]);
    }
  }
  throw new PapersError('internal', 'Logging in ended without an outcome.');
}

async function once({ token, create }: LogInOptions, cancelled: Promise<never>) {
  const { client, shutOut } = create();
  const refused = shutOut.then((error) => Promise.reject(error));
  refused.catch(() => undefined);
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  try {
    await Promise.race([client.login(token), refused, cancelled]);
    return { client: await Promise.race([ready, refused, cancelled]), shutOut };
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

/** What an error of a request to Discord means to the operator. */
export function explain(error: unknown, apiUrl: string): PapersError {
  if (error instanceof PapersError) return error;
  const invalid = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (invalid || (error instanceof DiscordAPIError && error.status === 401)) return wrongToken(error);
  return new PapersError(
    'unavailable',
    `Discord cannot be reached at ${apiUrl} (${messageOf(error)}). Check the network and DISCORD_API_URL.`,
    { cause: error },
  );
}

function wrongToken(cause?: unknown): PapersError {
  return new PapersError(
    'bad_config',
    'Discord does not accept DISCORD_TOKEN. Copy it anew from the Bot page of your application at https://discord.com/developers/applications.',
    { cause },
  );
}

/** What a close code of the gateway means after which the client does not try again. */
export function whyUnrecoverable(code: number): PapersError {
  switch (code) {
    case 4004:
      return wrongToken();
    case 4013:
    case 4014:
      return new PapersError(
        'bad_config',
        `Discord's gateway refuses the bot's intents (code ${code}), though it asks for none that is privileged. Look at the Bot page of your application.`,
      );
    default:
      return new PapersError('unavailable', `Discord's gateway closed the connection for good (code ${code}).`);
  }
}
