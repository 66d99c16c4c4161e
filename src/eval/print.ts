import type { AblationRow } from './ablation.ts';
import type { CalibrationReport } from './calibrate.ts';
import type { RetrievalReport } from './retrieval.ts';

const percent = (share: number): string => (100 * share).toFixed(1);

/** A report as lines of a table, figures in percent. */
export function reportLines(report: RetrievalReport): string[] {
  const rows = report.bands.map((band) => [
    band.name,
    String(band.questions),
    percent(band.ndcg),
    percent(band.mrr),
    percent(band.recall),
  ]);
  return [
    ...table(['questions', 'count', 'nDCG@10', 'MRR@10', 'recall@10'], rows),
    '',
    `declined: ${percent(report.wronglyDeclined)}% of answerable questions, ${percent(report.rightlyDeclined)}% of unanswerable ones (AUC of confidence ${report.auc.toFixed(3)})`,
    `time a question: median ${report.medianMs.toFixed(1)} ms, p99 ${report.p99Ms.toFixed(1)} ms`,
  ];
}

/** What each part adds, as lines of a table. */
export function ablationLines(whole: number, rows: readonly AblationRow[]): string[] {
  const cells = rows.map(({ without, ndcg, gain }) => [
    `without ${without}`,
    percent(ndcg),
    `${percent(gain[0])} to ${percent(gain[1])}`,
  ]);
  return table(['retrieval', 'nDCG@10', 'the part adds (95%)'], [['everything', percent(whole), ''], ...cells]);
}

/** A calibration, ready to be put into `confidence.ts` or an index. */
export function calibrationLines({
  weights,
  threshold,
  wronglyDeclined,
  rightlyDeclined,
}: CalibrationReport): string[] {
  return [
    `weights ${weights.map((weight) => weight.toFixed(2)).join(', ')}; threshold ${threshold.toFixed(3)}`,
    `held out: declines ${percent(wronglyDeclined)}% of answerable questions, ${percent(rightlyDeclined)}% of unanswerable ones`,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
