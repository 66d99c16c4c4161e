import { PapersError } from '../errors.ts';
import type { ActionCall, ActionResult, Command } from './command.ts';
import { notice } from './failure.ts';
import type { Services } from './services.ts';
import { texts } from './texts.ts';

/** Discord's limit of a custom id. */
export const ACTION_LENGTH = 100;

/** Writes the action of a control: `<command>:<verb>:<arg>:<arg>…`. */
export function action(command: string, verb: string, ...args: readonly (string | number)[]): string {
  const text = [command, verb, ...args].join(':');
  if (text.length > ACTION_LENGTH) {
    throw new PapersError('internal', `Action of ${text.length} characters, at most ${ACTION_LENGTH} fit: ${text}`);
  }
  return text;
}

/** Runs the handler that a control's action names. A press nobody handles is answered kindly: it is from an old message. */
export async function act(
  commands: readonly Command[],
  pressed: string,
  call: Omit<ActionCall, 'args'>,
  services: Services,
): Promise<ActionResult> {
  const [, name, verb, args] = /^([^:]*):([^:]*):(.*)$/s.exec(pressed) ?? [];
  const command = commands.find((one) => one.name === name);
  const handlers = command?.actions ?? {};
  const handle = verb !== undefined && Object.hasOwn(handlers, verb) ? handlers[verb] : undefined;
  return handle ? handle({ ...call, args: args ?? '' }, services) : stale(call);
}

/** The answer to a press on a control whose meaning is lost. */
export function stale({ language }: Pick<ActionCall, 'language'>): ActionResult {
  return { kind: 'reply', message: notice(texts(language).problem.stale) };
}
