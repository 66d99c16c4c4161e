import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { PapersError } from '../errors.ts';
import { openState, STATE_FILE } from '../state/state.ts';
import { questionHash, type StoredVote } from '../state/votes.ts';
import { configOf, printJson } from './context.ts';
import { type AskedQuestion, runQuestions } from './questions.ts';

/** `papers feedback` */
export function addFeedback(program: Command): void {
  program
    .command('feedback')
    .description('what people thought of answers')
    .command('export')
    .description('print every vote under an answer as a JSON line, oldest first; no question, no person is in it')
    .option(
      '--questions <file>',
      'name the questions of this .jsonl file (objects with id and question) that were voted on',
    )
    .action(exportFeedback);
}

async function exportFeedback({ questions }: { questions?: string }, command: Command): Promise<void> {
  const { STATE_DIR } = configOf(command);
  const known = new Map<string, AskedQuestion>();
  const learn = async (asked: AskedQuestion): Promise<void> => {
    known.set(questionHash(asked.question), asked);
  };
  if (questions !== undefined && !(await runQuestions(questions, learn))) process.exitCode = 1;
  if (!existsSync(path.join(STATE_DIR, STATE_FILE))) {
    throw new PapersError(
      'not_found',
      `there is no database in ${STATE_DIR}: the bot has not run yet, or STATE_DIR is another`,
    );
  }
  const state = openState(STATE_DIR);
  try {
    for (const vote of state.votes.all()) printJson(feedbackJson(vote, known.get(vote.questionHash)));
  } finally {
    state.close();
  }
}

/** What a line of `papers feedback export` says. */
export function feedbackJson(vote: StoredVote, asked: AskedQuestion | undefined) {
  const { passageIds, scores } = vote;
  return {
    at: new Date(vote.at).toISOString(),
    vote: vote.vote,
    question_sha256: vote.questionHash,
    ...(asked && { id: asked.id, question: asked.question }),
    answer: vote.kind ?? null,
    evidence: passageIds.map((id, at) => ({ id, score: scores[at] ?? null })),
    confidence: vote.confidence,
    generation: vote.generation,
  };
}
