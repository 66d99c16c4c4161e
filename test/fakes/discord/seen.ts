import { ComponentType, type Json, MessageFlag, type Snowflake } from './wire.ts';

/** A button as a person sees it. */
export interface SeenButton {
  /** Undefined for a link. */
  customId: string | undefined;
  label: string;
  emoji: string | undefined;
  url: string | undefined;
  disabled: boolean;
  style: number;
}

/** A menu as a person sees it. */
export interface SeenMenu {
  customId: string;
  placeholder: string;
  options: { label: string; value: string; description: string; default: boolean }[];
  minValues: number;
  maxValues: number;
  disabled: boolean;
  type: number;
}

/** A message at one moment, with what a test asks of it. */
export class SeenMessage {
  /** The whole message as Discord sends it. */
  readonly json: Json;

  constructor(json: Json) {
    this.json = json;
  }

  get id(): Snowflake {
    return this.json.id as string;
  }
  get channelId(): Snowflake {
    return this.json.channel_id as string;
  }
  get authorId(): Snowflake {
    return (this.json.author as Json).id as string;
  }
  get content(): string {
    return this.json.content as string;
  }
  get embeds(): Json[] {
    return this.json.embeds as Json[];
  }
  get attachments(): Json[] {
    return this.json.attachments as Json[];
  }
  get flags(): number {
    return this.json.flags as number;
  }
  get ephemeral(): boolean {
    return (this.flags & MessageFlag.ephemeral) !== 0;
  }
  /** Whether it still says that the bot is thinking. */
  get loading(): boolean {
    return (this.flags & MessageFlag.loading) !== 0;
  }
  /** Whether links in it show no preview. */
  get previewsSuppressed(): boolean {
    return (this.flags & MessageFlag.suppressEmbeds) !== 0;
  }
  get edited(): boolean {
    return this.json.edited_timestamp !== null;
  }
  /** The message it replies to. */
  get repliesTo(): Snowflake | undefined {
    return (this.json.message_reference as Json | undefined)?.message_id as string | undefined;
  }
  /** The thread that grew from it. */
  get threadId(): Snowflake | undefined {
    return (this.json.thread as Json | undefined)?.id as string | undefined;
  }
  /** Whether anyone was notified by it. */
  get pings(): boolean {
    const { mentions, mention_roles: roles, mention_everyone: everyone } = this.json;
    return everyone === true || (mentions as Json[]).length > 0 || (roles as string[]).length > 0;
  }

  /** Every component, outer ones first. */
  get components(): Json[] {
    const inside = (node: Json): Json[] => [
      node,
      ...((node.components as Json[] | undefined) ?? []).flatMap(inside),
      ...(node.accessory ? inside(node.accessory as Json) : []),
    ];
    return (this.json.components as Json[]).flatMap(inside);
  }

  get buttons(): SeenButton[] {
    return this.components
      .filter(({ type }) => type === ComponentType.button)
      .map((button) => ({
        customId: button.custom_id as string | undefined,
        label: (button.label as string | undefined) ?? '',
        emoji: (button.emoji as Json | undefined)?.name as string | undefined,
        url: button.url as string | undefined,
        disabled: button.disabled === true,
        style: button.style as number,
      }));
  }

  get menus(): SeenMenu[] {
    return this.components
      .filter(({ type }) => type === ComponentType.stringSelect || ((type as number) >= 5 && (type as number) <= 8))
      .map((menu) => ({
        customId: menu.custom_id as string,
        placeholder: (menu.placeholder as string | undefined) ?? '',
        options: ((menu.options as Json[] | undefined) ?? []).map((option) => ({
          label: option.label as string,
          value: option.value as string,
          description: (option.description as string | undefined) ?? '',
          default: option.default === true,
        })),
        minValues: menu.min_values as number,
        maxValues: menu.max_values as number,
        disabled: menu.disabled === true,
        type: menu.type as number,
      }));
  }

  /** Everything there is to read, top to bottom: content, embeds, and text components; not the buttons. */
  get text(): string {
    const embeds = this.embeds.flatMap((embed) => [
      (embed.author as Json | undefined)?.name,
      embed.title,
      embed.description,
      ...((embed.fields as Json[] | undefined) ?? []).flatMap(({ name, value }) => [name, value]),
      (embed.footer as Json | undefined)?.text,
    ]);
    const texts = this.components
      .filter(({ type }) => type === ComponentType.textDisplay)
      .map(({ content }) => content);
    return [this.content, ...embeds, ...texts].filter((part) => typeof part === 'string' && part !== '').join('\n');
  }

  /** Every web address in it: in the text, of embeds, and of link buttons. */
  get urls(): string[] {
    const written = this.text.match(/https?:\/\/[^\s<>)\]]+/g) ?? [];
    const embedded = this.embeds.flatMap(({ url }) => (typeof url === 'string' ? [url] : []));
    return [...new Set([...written, ...embedded, ...this.buttons.flatMap(({ url }) => url ?? [])])];
  }
}
