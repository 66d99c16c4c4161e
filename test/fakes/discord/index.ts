/**
 * A fake Discord for tests and benches: the true gateway and REST protocol on loopback, for a real client.
 *
 * ```ts
 * const discord = await FakeDiscord.start({ openapi: openapiAtHand() });
 * // … start the bot with DISCORD_API_URL=discord.url and DISCORD_TOKEN=discord.token …
 * await discord.registered('ask');
 * const asked = discord.user('철수', { locale: 'ko' }).command('일반', '/ask', { question: '…' });
 * expect((await asked.acknowledged()).latencyMs).toBeLessThan(1000);
 * const reply = await asked.reply();
 * const more = discord.user('철수').click(reply, 'more papers');
 * expect(discord.violations).toEqual([]);
 * await discord.stop();
 * ```
 */
export type { Patience } from './activity.ts';
export { Impossible } from './command-line.ts';
export { ConversationHandle } from './conversation-handle.ts';
export type { ChannelEntity, GuildEntity } from './entities.ts';
export { FakeDiscord } from './fake-discord.ts';
export type { Fault } from './faults.ts';
export type { Acknowledgement } from './interaction.ts';
export { InteractionHandle, type SeenEdit } from './interaction-handle.ts';
export type { RequestRecord, Violation } from './journal.ts';
export { LIMITS } from './limits.ts';
export type { SeenModal } from './modal.ts';
export { openapiAtHand } from './openapi.ts';
export type { FakeDiscordOptions, GuildSpec, UserSpec } from './options.ts';
export type { PermissionName } from './permissions.ts';
export { type SeenButton, type SeenMenu, SeenMessage } from './seen.ts';
export { User } from './user.ts';
