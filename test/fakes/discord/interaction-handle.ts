import type { Patience, Topic } from './activity.ts';
import type { Acknowledgement, Interaction } from './interaction.ts';
import { type SeenModal, seeModal } from './modal.ts';
import type { Realm } from './realm.ts';
import { refusals } from './refusal.ts';
import { renderMessage } from './render-message.ts';
import type { Choice, ModalBody } from './schemas.ts';
import { SeenMessage } from './seen.ts';
import { CallbackType, type Snowflake } from './wire.ts';

/** The answer's message at one moment, and when that was. */
export interface SeenEdit {
  kind: 'reply' | 'edit' | 'followup';
  /** Milliseconds from the interaction's dispatch. */
  afterMs: number;
  message: SeenMessage;
}

/** What the bot does with one interaction. Everything awaited gives up after `timeout` (10 s unless told otherwise). */
export class InteractionHandle {
  readonly interaction: Interaction;
  readonly #realm: Realm;

  constructor(realm: Realm, interaction: Interaction) {
    this.#realm = realm;
    this.interaction = interaction;
  }

  get id(): Snowflake {
    return this.interaction.id;
  }

  /** JSON error codes of the refusals the bot met with this interaction, in order. */
  get refused(): readonly number[] {
    return this.interaction.refused;
  }

  /** Waits for the first answer. Fails when Discord would say that the application did not respond. */
  acknowledged(patience: Patience = {}): Promise<Acknowledgement> {
    const timeout = patience.timeout ?? this.#realm.ackWindowMs + 250;
    const silence = 'the application did not respond';
    const read = (): Acknowledgement | undefined => {
      const { acknowledgement, refused } = this.interaction;
      if (!acknowledgement && refused.includes(refusals.unknownInteraction().code)) {
        throw new Error(`interaction ${this.#name}: ${silence} in time`);
      }
      return acknowledgement;
    };
    return this.#until(read, silence, { ...patience, timeout });
  }

  /** Waits for the reply in its last form: acknowledged, no longer loading, and quiet. For an update it is the component's message. */
  async reply(patience: Patience = {}): Promise<SeenMessage> {
    await this.until((message) => !message.loading, patience);
    await this.settled(patience);
    const message = this.message;
    if (!message) throw new Error(`interaction ${this.#name}: the reply was deleted`);
    return message;
  }

  /** Waits until the reply is as `wanted` says, and gives it as it is at that moment. */
  until(wanted: (message: SeenMessage) => boolean, patience: Patience = {}): Promise<SeenMessage> {
    return this.#until(
      () => {
        const type = this.interaction.acknowledgement?.type;
        if (type === CallbackType.modal || type === CallbackType.autocomplete) {
          throw new Error(`interaction ${this.#name} was answered with callback type ${type}, which is no message`);
        }
        const { message } = this;
        return message && type !== undefined && wanted(message) ? message : undefined;
      },
      'a reply as wanted',
      patience,
    );
  }

  /** Waits until the bot does nothing more with this interaction. */
  async settled(patience: Patience = {}): Promise<this> {
    await this.#realm.activity.settled(
      () => [this.#topic],
      () => `interaction ${this.#name}`,
      patience,
    );
    return this;
  }

  /** Waits for the choices of an autocompletion. */
  async choices(patience: Patience = {}): Promise<Choice[]> {
    const timeout = patience.timeout ?? this.#realm.ackWindowMs + 250;
    return this.#until(
      () =>
        this.interaction.acknowledgement?.type === CallbackType.autocomplete
          ? (this.interaction.data as Choice[])
          : undefined,
      'choices',
      { ...patience, timeout },
    );
  }

  /** Waits for a modal. */
  async modal(patience: Patience = {}): Promise<SeenModal> {
    const timeout = patience.timeout ?? this.#realm.ackWindowMs + 250;
    const shown = await this.#until(
      () =>
        this.interaction.acknowledgement?.type === CallbackType.modal
          ? (this.interaction.data as ModalBody)
          : undefined,
      'a modal',
      { ...patience, timeout },
    );
    return seeModal(shown);
  }

  /** The reply as it is now; undefined before the answer and after a deletion. */
  get message(): SeenMessage | undefined {
    return this.#see(this.interaction.originalId);
  }

  /** The further messages as they are now, without those deleted. */
  get followups(): SeenMessage[] {
    return this.interaction.followups.flatMap((id) => this.#see(id) ?? []);
  }

  /** Every form the messages have had, in order. */
  get edits(): SeenEdit[] {
    return this.interaction.deeds.flatMap(({ kind, afterMs, snapshot }) =>
      kind === 'delete' || !snapshot ? [] : [{ kind, afterMs, message: new SeenMessage(snapshot) }],
    );
  }

  /** Whether the reply, or a message that followed, was deleted. */
  get deleted(): boolean {
    return this.interaction.deeds.some(({ kind }) => kind === 'delete');
  }

  get #topic(): Topic {
    return `interaction:${this.interaction.id}`;
  }

  get #name(): string {
    return this.interaction.commandName ?? this.interaction.id;
  }

  #until<T>(read: () => T | undefined, what: string, patience: Patience): Promise<T> {
    const { interaction } = this;
    return this.#realm.activity.until(
      () => [this.#topic],
      read,
      () =>
        `interaction ${this.#name}: ${what} (answer: ${JSON.stringify(interaction.acknowledgement)}, refused: ${interaction.refused.join(', ') || 'nothing'})`,
      patience,
    );
  }

  #see(id: Snowflake | undefined): SeenMessage | undefined {
    const { world } = this.#realm;
    const message = id === undefined ? undefined : world.findMessage(id);
    return message && new SeenMessage(renderMessage(world, message));
  }
}
