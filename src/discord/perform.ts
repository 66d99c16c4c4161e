import type { Language } from '../answer/answer.ts';
import type { Call, Command } from '../chat/command.ts';
import { failureMessage, notice } from '../chat/failure.ts';
import { type Control, cut, type Message, quote } from '../chat/message.ts';
import type { Context } from './context.ts';
import { Stopped } from './jobs.ts';
import { LIMITS } from './limits.ts';
import type { Outcome, Way } from './meter.ts';
import { ProgressReport } from './progress.ts';
import { isOrdinary, report, type Where } from './refusals.ts';
import type { Reply } from './reply.ts';
import { discordTexts } from './texts.ts';

/** One call of a command that has been acknowledged. */
export interface Errand {
  readonly way: Way;
  readonly command: Command;
  readonly call: Omit<Call, 'signal' | 'onProgress'>;
  readonly reply: Reply;
  /** Id of the interaction or message: the job's name. */
  readonly id: string;
  /** `performance.now()` when it came. */
  readonly arrivedAt: number;
  /** What was asked, where everybody sees the answer and nobody the question: Discord does not show what was typed into a command. */
  readonly question?: string;
  /** Whether a thread can be opened under the answer. */
  readonly mayOpenThread: boolean;
}

/** The action of the button that opens a thread; what it is about is known by the message it stands on. */
export const OPEN_THREAD = 'thread:open:';

/** Characters of a question that stand above its answer. */
const LONGEST_QUOTE = 300;

/** Does what a call asks for and shows the answer, or why there is none. Never throws. */
export async function perform(errand: Errand, context: Context): Promise<void> {
  const { way, command, call, reply, id, arrivedAt } = errand;
  const where = { call: id, command: command.name, user: call.userId, server: call.serverId, channel: call.channelId };
  const failed = (error: unknown, doing: string) => report(context, error, doing, where);
  const progress = new ProgressReport({
    reply,
    language: call.language,
    jobId: id,
    times: context.progress,
    onError: (error) => failed(error, 'show progress'),
  });
  let outcome: Outcome = 'done';
  let message: Message | undefined;
  try {
    message = await context.jobs.run(id, call.userId, (signal) =>
      command.run({ ...call, signal, onProgress: (now) => progress.report(now) }, context.services),
    );
  } catch (error) {
    outcome = error instanceof Stopped ? 'cancelled' : 'failed';
    logEnd(error, context, where);
    message = apology(error, call.language);
  }
  await progress.end();
  try {
    if (message) await deliver(message, errand, context);
  } catch (error) {
    if (outcome === 'done') outcome = 'failed';
    failed(error, 'show the answer');
    // Where the place is gone or closed, nothing more can be said there; else the asker must not wait for ever.
    if (!isOrdinary(error))
      await reply.tell(failureMessage(error, call.language)).catch((last) => failed(last, 'apologise'));
  }
  const ms = Math.round(performance.now() - arrivedAt);
  context.meter.finished(way, command.name, outcome, ms);
  context.log.info({ ...where, way, outcome, ms }, 'finished');
}

async function deliver(
  message: Message,
  { call, reply, mayOpenThread, question }: Errand,
  context: Context,
): Promise<void> {
  if (message.private && !reply.isPrivate) {
    await reply.tell(message);
    return;
  }
  const conversation = call.threadId;
  const turns = conversation === undefined ? [] : await context.services.conversations.turns(conversation);
  // Where nothing was claimed there is nothing yet to go on from.
  const isAnswered = (turns.at(-1)?.answer ?? '') !== '';
  const shown = isAnswered && mayOpenThread ? withButton(message, call.language) : message;
  const asked = question === undefined ? [] : [quote(cut(question, LONGEST_QUOTE))];
  const sent = await reply.show({ ...shown, blocks: [...asked, ...shown.blocks] }, true);
  if (sent !== undefined && conversation !== undefined && turns.length > 0) {
    await context.links.link(sent, conversation);
  }
}

/** Puts the button that opens a thread at the end of the last row of buttons, where there is room. */
function withButton(message: Message, language: Language): Message {
  const button: Control = { kind: 'button', label: discordTexts(language).thread.open, action: OPEN_THREAD };
  const rows = [...(message.controls ?? [])];
  const last = rows.at(-1);
  const fits = last && last.length < LIMITS.buttonsInRow && last.every(({ kind }) => kind !== 'menu');
  return { ...message, controls: fits ? [...rows.slice(0, -1), [...last, button]] : [...rows, [button]] };
}

function apology(error: unknown, language: Language): Message | undefined {
  if (!(error instanceof Stopped)) return failureMessage(error, language);
  const words = discordTexts(language);
  switch (error.reason) {
    case 'asked':
      return notice(words.progress.cancelled);
    case 'restart':
      return notice(words.refused.interrupted);
    case 'deadline':
      return failureMessage(error, language);
    case 'gone':
      return undefined;
  }
}

function logEnd(error: unknown, context: Context, where: Where): void {
  if (error instanceof Stopped) context.log.info({ ...where, reason: error.reason }, 'stopped');
  else report(context, error, 'run a command', where);
}
