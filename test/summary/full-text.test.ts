import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PoliteClient } from '../../src/pull/polite.ts';
import { abstractSummary } from '../../src/summary/abstract.ts';
import { FullTextSummariser } from '../../src/summary/full-text.ts';
import { htmlToText } from '../../src/summary/html-text.ts';
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

  it('takes the HTML page, and does without where there is none or it fails', async () => {
    fake.html.set('2401.00001', PAGE);
    fake.html.set('2401.00003', '<html><body>Conversion failed</body></html>');
    fake.fail(/2401\.00004/, { kind: 'status', status: 500 }, { kind: 'status', status: 500 });
    const faults: string[] = [];
    const client = new PoliteClient({ clock: new FakeClock('2024-01-01', { eager: true }), attempts: 2 });
    const onFault = (id: string) => faults.push(id);
    const summariser = new FullTextSummariser(inner, { client, baseUrl: fake.url, onFault });
    for (const id of ['2401.00001', '2401.00002', '2401.00003', '2401.00004']) await summariser.summarise(paper(id));
    expect(given.map(({ fullText }) => fullText?.slice(0, 12))).toEqual([
      'Title & more',
      undefined,
      undefined,
      undefined,
    ]);
    expect(faults).toEqual(['2401.00003', '2401.00004']);
  });
});
