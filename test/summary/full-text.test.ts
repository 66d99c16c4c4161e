import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PoliteClient } from '../../src/pull/polite.ts';
import { abstractSummary } from '../../src/summary/abstract.ts';
import { FullTextSummariser } from '../../src/summary/full-text.ts';
import { htmlToText } from '../../src/summary/html-text.ts';
import { pdfToText } from '../../src/summary/pdf-text.ts';
import type { Source, Summariser } from '../../src/summary/port.ts';
import { cpuMs } from '../cpu.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeHuggingFace } from '../fakes/huggingface/index.ts';

const PAGE = `<!DOCTYPE html><html><head><style>p{}</style><script>alert("<p>no</p>")</script></head><body>
<nav>Table of contents</nav><article class="ltx_document"><h1>Title &amp; more</h1>
<p>We use <math alttext="x^{2}" display="inline"><semantics><mi>x</mi></semantics></math> and 64&nbsp;GPUs &#8212; really.</p>
<!-- hidden --><p>${'A long text. '.repeat(200)}</p>
<section class="ltx_bibliography"><h2>References</h2><p>[1] Somebody 1999</p></section></article></body></html>`;

describe('the text of a page', () => {
  it('has paragraphs and formulas, and none of what frames them', () => {
    const text = htmlToText(PAGE);
    expect(text.split('\n').slice(0, 2)).toEqual(['Title & more', 'We use x^{2} and 64 GPUs — really.']);
    expect(text).not.toMatch(/alert|contents|hidden|1999|</);
  });

  it('is made in one pass, also of tags that never close', () => {
    for (const piece of ['<p <math <section class=" <script ', '<script>', '<!-- ', '<math alttext="', PAGE]) {
      const text = piece.repeat(400_000 / piece.length);
      expect(cpuMs(() => htmlToText(text))).toBeLessThan(2_000);
    }
  });
});

describe('FULL_TEXT', () => {
  let fake: FakeHuggingFace;
  const given: Source[] = [];
  const inner: Summariser = {
    hasModel: true,
    spending: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
    summarise: async (paper) => {
      given.push(paper);
      return abstractSummary(paper);
    },
  };
  const paper = (id: string): Source => ({ id, title: 'T', abstract: 'A.', keywords: [] });

  beforeEach(async () => {
    fake = await FakeHuggingFace.start();
    given.length = 0;
  });
  afterEach(() => fake.stop());

  it('takes the HTML page, else the PDF, and does without where there is neither or they fail', async () => {
    fake.html.set('2401.00001', PAGE);
    fake.html.set('2401.00003', '<html><body>Conversion failed</body></html>');
    fake.fail(/2401\.00004/, ...Array.from({ length: 4 }, () => ({ kind: 'status', status: 500 }) as const));
    fake.pdf.set(
      '2401.00003',
      pdfOf(['We knit scarves.', ...Array.from({ length: 60 }, () => 'They are warm and long, says everybody.')]),
    );
    fake.pdf.set('2401.00005', Buffer.from('%PDF-1.7 and nothing that follows'));
    const faults: string[] = [];
    const client = new PoliteClient({ clock: new FakeClock('2024-01-01', { eager: true }), attempts: 2 });
    const onFault = (id: string, what: string) => faults.push(`${id}: ${what}`);
    const summariser = new FullTextSummariser(inner, { client, baseUrl: fake.url, onFault });
    for (const last of [1, 2, 3, 4, 5]) await summariser.summarise(paper(`2401.0000${last}`));
    expect(given.map(({ fullText }) => fullText?.slice(0, 12))).toEqual([
      'Title & more',
      undefined,
      'We knit scar',
      undefined,
      undefined,
    ]);
    expect(given[2]!.fullText).toContain('They are warm and long, says everybody.\n');
    expect(faults).toEqual([
      '2401.00002: summarised from title and abstract: its pages have no text',
      expect.stringMatching(/^2401\.00004: summarised from title and abstract: .*answered 500, 2 times/),
      expect.stringMatching(/^2401\.00005: summarised from title and abstract: its PDF cannot be read/),
    ]);
  });

  it('ends the reading of a PDF when it is told to', async () => {
    const reading = pdfToText(pdfOf(['x']), AbortSignal.abort());
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});

/** A PDF of one page with these lines. */
function pdfOf(lines: readonly string[]): Buffer {
  const drawn = lines.map((line) => `(${line}) Tj T*`).join('\n');
  const content = `BT /F1 10 Tf 12 TL 20 800 Td\n${drawn}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 820] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const starts = objects.map((object, at) => {
    const start = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return String(start).padStart(10, '0');
  });
  const table = starts.map((start) => `${start} 00000 n \n`).join('');
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`);
}
