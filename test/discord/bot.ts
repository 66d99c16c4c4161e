import { Writable } from 'node:stream';
import { pino } from 'pino';
import { commands } from '../../commands/index.ts';
import type { Answer } from '../../src/answer/answer.ts';
import type { Answerer, AskOptions, Question } from '../../src/answer/port.ts';
import { type DiscordBot, type DiscordOptions, startDiscord } from '../../src/discord/start.ts';
import { Metrics } from '../../src/health.ts';
import { openState, type State } from '../../src/state/state.ts';
import type { FakeDiscord, FakeDiscordOptions } from '../fakes/discord/index.ts';
import type { SampleServices } from '../sample.ts';
import { until } from '../until.ts';
import { fakeDiscord } from './program.ts';

/** An answerer that waits for the test: what is asked stands in `asked` until it is let go. */
export class HeldAnswerer implements Answerer {
  readonly asked: {
    readonly question: Question;
    readonly options: AskOptions;
    letGo(): void;
    fail(error: Error): void;
  }[] = [];
  readonly #answerer: Answerer;
  /** Whether the end of a question is heeded. */
  heedsSignal = true;

  constructor(answerer: Answerer) {
    this.#answerer = answerer;
  }

  async ask(question: Question, options: AskOptions = {}): Promise<Answer> {
    await new Promise<void>((resolve, reject) => {
      this.asked.push({ question, options, letGo: resolve, fail: reject });
      if (this.heedsSignal)
        options.signal?.addEventListener('abort', () => reject(new Error('gave up')), { once: true });
    });
    return this.#answerer.ask(question, options);
  }
}

/** The bot in this process, on the sample, with a clock and an answerer that a test holds in its hands. */
export interface TestBot {
  readonly discord: FakeDiscord;
  readonly bot: DiscordBot;
  readonly state: State;
  readonly held: HeldAnswerer;
  readonly metrics: Metrics;
  /** What was logged, a line each. */
  readonly log: string[];
  /** Waits until so many commands and mentions have come to their end, with or without an answer. */
  finished(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface TestBotOptions {
  /** Over the sample; they can serve several bots, one after another. */
  readonly services: SampleServices;
  readonly fake?: FakeDiscordOptions;
  readonly bot?: Partial<DiscordOptions>;
  /** Whether answers wait for the test. Default false. */
  readonly hold?: boolean;
}

/** Starts the bot. Sessions of the gateway are opened anew without the five seconds' pause. */
export async function startBot({ services, fake, bot: more, hold = false }: TestBotOptions): Promise<TestBot> {
  const discord = await fakeDiscord(fake);
  const state = openState(':memory:');
  const held = new HeldAnswerer(services.answerer);
  const log: string[] = [];
  const lines = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const metrics = new Metrics();
  const bot = await startDiscord({
    token: discord.token,
    apiUrl: discord.url,
    register: true,
    commands,
    services: { ...services, ...pick(state), ...(hold ? { answerer: held } : {}) },
    links: state.conversations,
    allowances: state.allowances,
    limits: { perUser: 1000, perServer: 10_000 },
    jobs: { atOnce: 16, waiting: 300 },
    meter: metrics,
    log: pino({ level: 'debug' }, lines),
    identifyPauseMs: 0,
    ...more,
  });
  return {
    discord,
    bot,
    state,
    held,
    metrics,
    log,
    finished: (count) => until(() => log.filter((line) => line.includes('"msg":"finished"')).length >= count),
    async close() {
      await bot.stop();
      await discord.stop();
      state.close();
    },
  };
}

function pick({ notes, conversations, votes, servers }: State) {
  return { notes, conversations, votes, servers };
}
