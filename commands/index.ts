import type { Command } from '../src/chat/command.ts';
import { ask } from './ask.ts';
import { digest } from './digest.ts';
import { follow } from './follow.ts';
import { help } from './help.ts';
import { paper } from './paper.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { similar } from './similar.ts';
import { status } from './status.ts';
import { today } from './today.ts';
import { trending } from './trending.ts';

/** Every command, in the order shown. A new command is a file of its own and a line here. */
export const commands: readonly Command[] = [
  ask,
  today,
  search,
  paper,
  similar,
  trending,
  help,
  status,
  follow,
  digest,
  settings,
];
