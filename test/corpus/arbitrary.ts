import fc from 'fast-check';
import type { PaperDraft } from '../../src/corpus/normal.ts';

/** Pieces that mean something to the reader somewhere: what is most likely to be taken for something else. */
const PIECES = [
  '- ',
  '* ',
  '+ ',
  '• ',
  '-',
  '#',
  '## ',
  '### ',
  '#### ',
  '1. ',
  '1) ',
  '```',
  '---',
  '***',
  '**',
  '*',
  ':',
  '：',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u0000',
  '\b',
  '\u001b',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u3000',
  '\ufeff',
  '\ud800',
  '😀',
  '\\',
  '`',
  '$',
  '[',
  ']',
  '(',
  ')',
  '](',
  '<',
  '>',
  '"',
  "'",
  ',',
  '+',
  '<!--',
  '-->',
  '--!>',
  '<div>',
  '</div>',
  "<video src='https://x.example/v'>",
  'Vote: 3',
  'Vote: -',
  'Authors: A, B',
  '[Watch Video](https://x.example/v.mp4)',
  '![](https://x.example/i.png)',
  '## Daily Papers (2020-01-01)',
  '### [T](https://arxiv.org/abs/2001.00001)',
  '](https://arxiv.org/abs/2001.00001)',
  "['A', 'B']",
  "**What's New**: ",
  '***Label***:',
  'text',
  '한국어',
  'beta',
  'https://',
];

/** Any text, mostly made of such pieces. */
export const nastyText = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

const media = fc.option(
  fc.oneof(
    fc.webUrl({ validSchemes: ['https'], withFragments: true, withQueryParameters: true }),
    nastyText,
    nastyText.map((text) => `https://x.example/${text}`),
  ),
  { nil: undefined },
);

/** Anything that can be handed to the writer as a paper. */
export const nastyPaper: fc.Arbitrary<PaperDraft> = fc
  .record({
    id: fc.stringMatching(/^\d{4}\.\d{4,5}$/),
    title: nastyText,
    authors: fc.array(nastyText, { maxLength: 4 }),
    moreAuthors: fc.boolean(),
    votes: fc.option(fc.oneof(fc.nat(), fc.double(), fc.integer()), { nil: undefined }),
    image: media,
    video: media,
    passages: fc.array(
      fc
        .record({ label: fc.option(nastyText, { nil: undefined }), text: nastyText })
        .map(({ label, text }) => (label === undefined ? { text } : { label, text })),
      { maxLength: 5 },
    ),
  })
  .map(({ votes, image, video, ...rest }) => ({
    ...rest,
    ...(votes !== undefined && { votes }),
    ...(image !== undefined && { image }),
    ...(video !== undefined && { video }),
  }));
