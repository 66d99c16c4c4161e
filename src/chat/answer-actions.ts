import type { Paper } from '../paper.ts';
import { action, stale } from './actions.ts';
import { type AnswerNote, findAnswer } from './answer-note.ts';
import { passageBlocks } from './answers.ts';
import type { ActionCall, ActionResult } from './command.ts';
import { notice } from './failure.ts';
import { type Control, heading } from './message.ts';
import { numbered, paperItems, paperMenu, rows } from './papers.ts';
import type { Services } from './services.ts';
import { texts } from './texts.ts';

/** Papers a page of *more papers*. */
const PAGE = 5;
/** As far as a search goes. */
const FARTHEST = 100;

/** `ask:more:<key>:<offset>`: papers that the answer did not show, a few at a time. */
export async function morePapers(call: ActionCall, services: Services): Promise<ActionResult> {
  const [key = '', from = ''] = call.args.split(':');
  const kept = await findAnswer(key, services.notes);
  if (!kept || !/^\d{1,3}$/.test(from)) return stale(call);
  const offset = Number(from);
  const words = texts(kept.language).answer;
  const found = await searchBeyond(kept, offset + PAGE + 1, services, call.signal);
  const page = numbered(found.slice(offset, offset + PAGE), offset + 1);
  if (page.length === 0) return { kind: 'reply', message: notice(words.noMore) };
  const next: Control = { kind: 'button', label: words.more, action: action('ask', 'more', key, offset + PAGE) };
  return {
    kind: 'reply',
    message: {
      blocks: [heading(words.morePapers), ...paperItems(page, kept.language)],
      controls: rows([paperMenu(page, kept.language)], [found.length > offset + PAGE ? next : undefined]),
    },
  };
}

/** `ask:passages:<key>`: the cited passages in full, for whoever pressed. */
export async function citedPassages(call: ActionCall, { library, notes }: Services): Promise<ActionResult> {
  const kept = await findAnswer(call.args, notes);
  if (!kept) return stale(call);
  const cited = await Promise.all(
    kept.passageIds.map(async (passageId, at) => ({
      number: at + 1,
      passageId,
      paper: await library.paper(passageId.split('#')[0]!),
    })),
  );
  const blocks = cited.flatMap(({ paper, ...rest }) => (paper ? passageBlocks({ ...rest, paper }) : []));
  if (blocks.length === 0) return stale(call);
  return {
    kind: 'reply',
    message: { blocks: [heading(texts(kept.language).answer.passagesOf), ...blocks], private: true },
  };
}

/** `ask:vote:<key>:<up|down>` */
export async function castVote(call: ActionCall, { notes, votes }: Services): Promise<ActionResult> {
  const [key = '', vote] = call.args.split(':');
  const kept = await findAnswer(key, notes);
  if (!kept || (vote !== 'up' && vote !== 'down')) return stale(call);
  const { userId, channelId, serverId, threadId } = call;
  await votes.cast({
    place: { userId, channelId, ...(serverId ? { serverId } : {}), ...(threadId ? { threadId } : {}) },
    vote,
    answer: key,
    question: kept.question,
    ...(kept.kind && { kind: kept.kind }),
    passageIds: kept.passageIds,
    scores: kept.scores,
    confidence: kept.confidence,
    generation: kept.generation,
  });
  return { kind: 'reply', message: notice(texts(call.language).answer.thanks[vote]) };
}

async function searchBeyond(
  { question, filters, shown }: AnswerNote,
  wanted: number,
  { library }: Services,
  signal: AbortSignal,
): Promise<readonly Paper[]> {
  const limit = Math.min(FARTHEST, shown.length + wanted);
  const { hits } = await library.search({ question, filters, limit }, signal);
  return hits.map((hit) => hit.paper).filter(({ id }) => !shown.includes(id));
}
