import type { AblationRow } from './ablation.ts';
import type { IndexCalibration } from './calibrate-index.ts';
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

/** What was measured on an index. */
export function calibrationLines({ calibration, fusion, refusal, ...counts }: IndexCalibration): string[] {
  const rows = fusion.map(({ vectorWeight, ndcg }) => [
    vectorWeight === calibration.vectorWeight ? `${vectorWeight} (chosen)` : String(vectorWeight),
    percent(ndcg),
  ]);
  return [
    ...table(['weight of vectors', 'nDCG@10'], rows),
    '',
    `confidence: weights ${refusal.weights.map((weight) => weight.toFixed(2)).join(', ')}; threshold ${refusal.threshold.toFixed(3)}`,
    `held out: declines ${percent(refusal.wronglyDeclined)}% of ${counts.answerable} answerable questions, ${percent(refusal.rightlyDeclined)}% of ${counts.unanswerable} that no paper answers`,
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
