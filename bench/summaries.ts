/**
 * How many tokens does a paper's summary take?
 *
 * Counts what a model is sent and what it answers, for the sample's papers: their own bullets stand for the answer, and an
 * abstract of the length that arXiv's have on average (1,300 characters). At most, by the estimate that caps rest on; usual
 * text takes about half. Usage: npm run bench -- summaries
 */
import { readFolder } from '../src/corpus/folder.ts';
import { tokenEstimate } from '../src/embed/token-estimate.ts';
import { mean } from '../src/eval/score.ts';
import type { SummaryLanguage } from '../src/summary/port.ts';
import { LABELS, systemPrompt, userPrompt } from '../src/summary/prompt.ts';

const ABSTRACT = 1_300;
const FULL_TEXT = 24_000;
const PROSE = 'We train a model on pairs of images and text and show that it is faster than the methods before it. ';
const ENGLISH = 'It needs less memory than earlier methods and keeps their quality on all benchmarks that were tried. ';
const prose = (length: number) => PROSE.repeat(Math.ceil(length / PROSE.length)).slice(0, length);

const { papers } = await readFolder('data/papers');
const settings: readonly [string, SummaryLanguage, boolean][] = [
  ['SUMMARY_LANGUAGE=ko', 'ko', false],
  ['SUMMARY_LANGUAGE=en', 'en', false],
  ['SUMMARY_LANGUAGE=both', 'both', false],
  ['SUMMARY_LANGUAGE=ko FULL_TEXT=true', 'ko', true],
];
console.log('| | read, at most | written, at most |\n|---|---:|---:|');
for (const [name, language, full] of settings) {
  const counts = papers.map(({ id, title, passages }) => {
    const source = { id, title, abstract: prose(ABSTRACT), keywords: [], ...(full && { fullText: prose(FULL_TEXT) }) };
    const bullets = passages.slice(0, 6).map(({ text }, at) => ({
      label: LABELS[at % LABELS.length],
      ...(language !== 'en' && { ko: text }),
      ...(language !== 'ko' && { en: ENGLISH.repeat(2).slice(0, text.length * 2) }),
    }));
    const ko = Array.from({ length: 5 }, () => '이 방법은 왜 더 빠르고 얼마나 빠른가요?');
    const en = ko.map(() => 'Why is this method faster, and by how much?');
    const keywords = ['diffusion model', 'inference speed', '확산 모델', 'image generation', 'benchmarks'];
    return {
      read: tokenEstimate(systemPrompt(language) + userPrompt(source)),
      written: tokenEstimate(JSON.stringify({ bullets, questions: { ko, en }, keywords })),
    };
  });
  const of = (what: 'read' | 'written') => Math.round(mean(counts.map((count) => count[what])) / 10) * 10;
  console.log(`| \`${name}\` | ${of('read')} | ${of('written')} |`);
}
