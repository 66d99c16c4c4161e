import { REST, RESTEvents, type RESTOptions } from 'discord.js';

/**
 * Discord's REST client. Answers to interactions go by a client of their own, because Discord exempts them from the 50 requests
 * a second that a bot may make, which the library does not know: two hundred answers at once would wait for each other.
 */
export class DiscordRest extends REST {
  readonly #answers: REST;

  constructor(options: Partial<RESTOptions>) {
    super(options);
    this.#answers = new REST({ ...options, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER });
    this.#answers.on(RESTEvents.RateLimited, (info) => this.emit(RESTEvents.RateLimited, info));
    this.#answers.on(RESTEvents.InvalidRequestWarning, (info) => this.emit(RESTEvents.InvalidRequestWarning, info));
  }

  override queueRequest(request: Parameters<REST['queueRequest']>[0]): ReturnType<REST['queueRequest']> {
    const answers = /^\/(?:webhooks\/\d+\/[^/]+|interactions)\b/.test(request.fullRoute);
    return answers ? this.#answers.queueRequest({ ...request, auth: false }) : super.queueRequest(request);
  }

  override clearHashSweeper(): void {
    super.clearHashSweeper();
    this.#answers.clearHashSweeper();
  }

  override clearHandlerSweeper(): void {
    super.clearHandlerSweeper();
    this.#answers.clearHandlerSweeper();
  }
}
