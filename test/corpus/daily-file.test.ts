import { describe, expect, it } from 'vitest';
import { dayOfPath, parseDailyFile } from '../../src/corpus/daily-file.ts';

const HEAD = '## Daily Papers (2024-01-22)';
const PAPER = '### [A Paper: of Papers](https://arxiv.org/abs/2401.00001)';

/** A file with one paper and the given lines in its entry. */
function entry(...lines: string[]) {
  const parsed = parseDailyFile([HEAD, '', PAPER, '', ...lines, ''].join('\n'), '2024/01/22.md');
  expect(parsed.papers).toHaveLength(1);
  return { ...parsed, paper: parsed.papers[0]!, texts: parsed.papers[0]!.passages.map((passage) => passage.text) };
}

/** The one paper that a heading line makes, or undefined. */
function heading(line: string) {
  return parseDailyFile(`${HEAD}\n\n${line}\n\n- 한 줄\n`, 'x.md');
}

describe('an entry of the plain shape', () => {
  it('becomes a paper with its passages', () => {
    const { paper, warnings, lineUse } = entry(
      '![](https://cdn.example.org/a.png)',
      '',
      'Vote: 29',
      '',
      'Authors: Kim Ara, Lee Boram, Kim Ara, J. P. de Vries',
      '',
      '- 첫 문장은 무엇을 했는지 말합니다.',
      '- The second has 50% more.',
    );
    expect(paper).toEqual({
      id: '2401.00001',
      title: 'A Paper: of Papers',
      url: 'https://arxiv.org/abs/2401.00001',
      day: '2024-01-22',
      authors: ['Kim Ara', 'Lee Boram', 'J. P. de Vries'],
      votes: 29,
      image: 'https://cdn.example.org/a.png',
      passages: [
        { id: '2401.00001#1', paperId: '2401.00001', ordinal: 1, text: '첫 문장은 무엇을 했는지 말합니다.' },
        { id: '2401.00001#2', paperId: '2401.00001', ordinal: 2, text: 'The second has 50% more.' },
      ],
    });
    expect(warnings).toEqual([]);
    expect(lineUse).toEqual({ blank: 6, frame: 1, note: 0, paper: 4, passage: 2, warning: 0 });
  });

  it('may lack picture, votes and authors, and absent is not zero', () => {
    const { paper, warnings } = entry('- 문장');
    expect(Object.keys(paper)).toEqual(['id', 'title', 'url', 'day', 'authors', 'passages']);
    expect(paper.authors).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('may have no bullets', () => {
    expect(entry('Vote: 3').paper).toMatchObject({ votes: 3, passages: [] });
  });

  it.each(['\r\n', '\r', '\n'])('reads lines that end with %j, and a byte order mark', (end) => {
    const text = `\uFEFF${[HEAD, '', PAPER, '', 'Vote: 7', '', '- 하나', '- 둘', ''].join(end)}`;
    const { papers, warnings, lineUse } = parseDailyFile(text, 'x.md');
    expect(papers[0]).toMatchObject({ votes: 7, passages: [{ text: '하나' }, { text: '둘' }] });
    expect(warnings).toEqual([]);
    expect(Object.values(lineUse).reduce((sum, count) => sum + count)).toBe(9);
  });
});

describe('titles and links', () => {
  it.each([
    'M$^{2}$Gen: Music [and more] (with notes)',
    '`code`, \\textit{LaTeX}, A* and $\\sim$20 _seconds_',
    '[Bracketed] at the start',
    'A title with ](https://arxiv.org/abs/2401.99999) in it',
    'Ends in a bracket]',
    'Backslash \\',
    '<video src="https://x.example/v.mp4"> & <!-- -->',
  ])('keeps the title %j as it is', (title) => {
    const { papers, warnings } = heading(`### [${title}](https://arxiv.org/abs/2401.00002)`);
    expect(papers).toMatchObject([{ id: '2401.00002', title }]);
    expect(warnings).toEqual([]);
  });

  it.each([
    'https://arxiv.org/abs/2401.00002',
    'http://arxiv.org/abs/2401.00002v3',
    'https://www.arxiv.org/pdf/2401.00002',
    'https://arxiv.org/pdf/2401.00002v12.pdf',
    'https://export.arxiv.org/abs/2401.00002/',
    'https://huggingface.co/papers/2401.00002',
    'https://huggingface.co/papers/2401.00002?ref=x#y',
  ])('takes the id from %s and builds the link anew', (link) => {
    const { papers } = heading(`### [T](${link})`);
    expect(papers).toMatchObject([{ id: '2401.00002', url: 'https://arxiv.org/abs/2401.00002' }]);
  });

  it.each([
    'https://example.org/abs/2401.00002',
    'https://arxiv.org.example.org/abs/2401.00002',
    'https://arxiv.org/abs/240100002',
    'https://arxiv.org/abs/2401.0000234',
    'https://arxiv.org/abs/math/0211159',
    'https://arxiv.org/list/2401.00002',
    'https://huggingface.co/models/2401.00002',
    'javascript:alert(1)//arxiv.org/abs/2401.00002',
  ])('warns about %s and leaves its lines out, not into the paper above', (link) => {
    const { papers, warnings, lineUse } = parseDailyFile(
      `${HEAD}\n\n${PAPER}\n\n- 위\n\n### [T](${link})\n\nVote: 5\n\n- 아래\n\n### [U](https://arxiv.org/abs/2401.00003)\n- 끝`,
      'x.md',
    );
    expect(papers.map(({ id, passages }) => [id, passages.length])).toEqual([
      ['2401.00001', 1],
      ['2401.00003', 1],
    ]);
    expect(warnings).toEqual([
      { file: 'x.md', line: 7, message: expect.stringMatching(/does not link to arxiv.*\(3 lines, up to line 11\)$/) },
    ]);
    expect(lineUse.warning).toBe(3);
  });

  it('warns about words after the link, and about a title that is empty', () => {
    expect(heading('### [T](https://arxiv.org/abs/2401.00002) (new!)').warnings).toMatchObject([{ line: 3 }]);
    expect(heading('### [T](https://arxiv.org/abs/2401.00002) ###').warnings).toEqual([]);
    const empty = heading('### [](https://arxiv.org/abs/2401.00002)');
    expect(empty.papers).toMatchObject([{ title: '2401.00002' }]);
    expect(empty.warnings).toMatchObject([{ line: 3, message: expect.stringContaining('no title') }]);
  });
});

describe('bullets', () => {
  it.each([
    ["**What's New**: 새로운 것", "What's New", '새로운 것'],
    ["***What's New***: 새로운 것", "What's New", '새로운 것'],
    ['***Technical Details**: x', 'Technical Details', 'x'],
    ['**Technical Details***: x', 'Technical Details', 'x'],
    ['*Technical Details**: x', 'Technical Details', 'x'],
    ['**Technical Details: x', 'Technical Details', 'x'],
    ['**Colon Inside:** x: y', 'Colon Inside', 'x: y'],
    ['**너비가 넓은 콜론**： x', '너비가 넓은 콜론', 'x'],
    ['**Spaced ** : x', 'Spaced', 'x'],
    ['**비전 인코더 (Vision Encoder)**: **CLIP**: x', '비전 인코더 (Vision Encoder)', '**CLIP**: x'],
  ])('%j opens with a label', (bullet, label, text) => {
    expect(entry(`- ${bullet}`).paper.passages).toMatchObject([{ label, text }]);
  });

  it.each([
    '**Emphasis** without a colon',
    'A* search: faster',
    `**${'long '.repeat(20)}**: x`,
    '**Label**:',
    '****: x',
    '** **: x',
    '**a <b*c> d: e',
    '***',
  ])('%j has no label', (bullet) => {
    expect(entry(`- ${bullet}`).paper.passages).toMatchObject([{ text: bullet }]);
    expect(entry(`- ${bullet}`).paper.passages[0]).not.toHaveProperty('label');
  });

  it('goes on over numbered, indented and wrapped lines', () => {
    const { texts, warnings, lineUse } = entry(
      '- **Technical Details**: 세 단계입니다.',
      '1) 하나',
      '2. **둘**: 이',
      '  - (3) 셋',
      '      깊은 줄',
      '\t탭으로 시작하는 줄',
      '이어지는 문장입니다. ',
      '',
      'x = log10(y)',
      '- 다음',
    );
    expect(texts).toEqual([
      '세 단계입니다.\n1) 하나\n2. **둘**: 이\n- (3) 셋\n    깊은 줄\n탭으로 시작하는 줄\n이어지는 문장입니다.\nx = log10(y)',
      '다음',
    ]);
    expect(warnings).toEqual([]);
    expect(lineUse.passage).toBe(9);
  });

  it('keeps what is indented under it, whatever it looks like', () => {
    const inside = ['```', '## Daily Papers (2020-01-01)', PAPER, '- x', 'Vote: 9', '<!-- no note -->', '---', '```'];
    const { texts, papers, notes } = entry('- code:', ...inside.map((line) => `  ${line}`));
    expect(texts).toEqual([`code:\n${inside.join('\n')}`]);
    expect(papers[0]).not.toHaveProperty('votes');
    expect(notes).toEqual([]);
  });

  it('are siblings when the whole list is indented', () => {
    expect(entry('  - 하나', '  - 둘', '    - 둘의 아래').texts).toEqual(['하나', '둘\n- 둘의 아래']);
    expect(entry('\t- 하나', '\t- 둘', '      - 둘의 아래').texts).toEqual(['하나', '둘\n- 둘의 아래']);
  });

  it('may use other markers, and a marker alone is warned about unless text follows', () => {
    const { texts, warnings } = entry('* 하나', '+ 둘', '• 셋', '-', '- ', '-', '  넷');
    expect(texts).toEqual(['하나', '둘', '셋', '넷']);
    expect(warnings).toEqual([
      {
        file: '2024/01/22.md',
        line: 8,
        message: 'a bullet without text is left out (2 lines, up to line 9)',
      },
    ]);
  });

  it('end at a rule', () => {
    const { texts, warnings } = entry('- 하나', '---', '꼬리말', '- 둘', '- - -');
    expect(texts).toEqual(['하나', '둘', '- -']);
    expect(warnings).toMatchObject([{ line: 7 }]);
  });

  it('spell LaTeX out again where an escape swallowed its first letter, and lose other control characters', () => {
    expect(entry('- 값 \beta, \frac 그리고 \textit{x}, a\tb\u001b[31m\u2028끝').texts).toEqual([
      '값 \\beta, \\frac 그리고 \\textit{x}, a\tb [31m 끝',
    ]);
  });
});

describe('pictures and videos', () => {
  const video = 'https://cdn.example.org/v.mp4';

  it.each([
    [`[Watch Video](${video})`, `<div><video controls src="${video}" muted="false"></video></div>`],
    [`[Watch Video]${video}`, `<div><video controls src="${video}" muted="false"></video></div>`],
    [`<video src='${video}'></video>`, ''],
    [`<div><video controls src=${video}></video></div>`, ''],
    ['<div>', `<video controls src="${video}">`, '</video>', '</div>'],
  ])('takes the video of %j', (...lines) => {
    const { paper, warnings } = entry(...lines, '', '- 문장');
    expect(paper).toMatchObject({ video, passages: [{ text: '문장' }] });
    expect(paper).not.toHaveProperty('image');
    expect(warnings).toEqual([]);
  });

  it('takes a picture and a video of one paper, and a picture with words and parentheses', () => {
    expect(entry('![그림 1](https://x.example/a_(1).png)', `[Watch Video](${video})`).paper).toMatchObject({
      image: 'https://x.example/a_%281%29.png',
      video,
    });
  });

  it.each([
    '![](/avatars/0a1b2c.svg)',
    '![](http://x.example/a.png)',
    '![](javascript:alert(1))',
    '![](data:image/png;base64,AAAA)',
    '![](https://user:password@x.example/a.png)',
    '![](https://user@x.example/a.png)',
    '![](https://x.example/a.png "words")',
    '![]()',
    `![](https://x.example/${'a'.repeat(2000)})`,
    '[Watch Video](ftp://x.example/v.mp4)',
    '[Watch Video]',
    "<video src='//x.example/v.mp4'></video>",
  ])('warns about %s', (line) => {
    const { paper, warnings } = entry(line);
    expect(paper).not.toHaveProperty('image');
    expect(paper).not.toHaveProperty('video');
    expect(warnings).toMatchObject([{ line: 5, message: expect.stringContaining('https') }]);
  });

  it('warns about a second picture and about words beside a video', () => {
    const { paper, warnings } = entry(
      '![](https://x.example/a.png)',
      '![](https://x.example/b.png)',
      `<video src="${video}"></video> 설명`,
    );
    expect(paper).toMatchObject({ image: 'https://x.example/a.png', video });
    expect(warnings.map(({ line }) => line)).toEqual([6, 7]);
  });
});

describe('votes and authors', () => {
  it.each([
    ['Vote: 0', 0],
    ['Votes: 12', 12],
    ['vote：3', 3],
  ])('reads %j', (line, votes) => {
    expect(entry(line).paper.votes).toBe(votes);
  });

  it.each(['Vote: -', 'Vote:'])('takes %j for votes that are not known', (line) => {
    const { paper, warnings } = entry(line);
    expect(paper).not.toHaveProperty('votes');
    expect(warnings).toEqual([]);
  });

  it.each(['Vote: many', 'Vote: -3', 'Vote: 2.5', 'Vote: 1e3', `Vote: ${'9'.repeat(30)}`])('warns about %j', (line) => {
    const { paper, warnings } = entry(line);
    expect(paper).not.toHaveProperty('votes');
    expect(warnings).toMatchObject([{ line: 5 }]);
  });

  it.each([
    ['Authors: A One, B Two, +', ['A One', 'B Two'], true],
    ['Authors: +, A One, B Two', ['A One', 'B Two'], true],
    ['Authors: A One, +, B Two', ['A One', 'B Two'], true],
    ['Author:  A   One ,, B Two, ', ['A One', 'B Two'], undefined],
    [`Authors: ['A One', "B O'Two", 'C Three']`, ['A One', "B O'Two", 'C Three'], undefined],
    ['Authors: A One [X Lab], B Two', ['A One [X Lab]', 'B Two'], undefined],
    ['Authors:', [], undefined],
  ])('reads %j', (line, authors, moreAuthors) => {
    const { paper, warnings } = entry(line);
    expect(paper.authors).toEqual(authors);
    expect(paper.moreAuthors).toBe(moreAuthors);
    expect(warnings).toEqual([]);
  });

  it('takes the first of two and warns about the second', () => {
    const { paper, warnings } = entry('Vote: 1', 'Vote: 2', 'Authors: A', 'Authors: B');
    expect(paper).toMatchObject({ votes: 1, authors: ['A'] });
    expect(warnings.map(({ line }) => line)).toEqual([6, 8]);
  });
});

describe('notes', () => {
  it('are the HTML comments, over one line or several', () => {
    const { papers, notes, warnings, lineUse } = parseDailyFile(
      `${HEAD}\n<!-- 초록에서 뽑은 문장입니다. -->\n<!-- -->\n\n${PAPER}\n<!--\n두 줄\n\n메모\n-->\n- 하나`,
      'x.md',
    );
    expect(notes).toEqual(['초록에서 뽑은 문장입니다.', '두 줄 메모']);
    expect(papers).toMatchObject([{ passages: [{ text: '하나' }] }]);
    expect(warnings).toEqual([]);
    expect(lineUse.note).toBe(6);
  });

  it('swallow nothing when they are never closed', () => {
    const { papers, notes, warnings } = entry('<!-- 열린 채로', '소개', '- 하나', '<!-- 끝');
    expect(notes).toEqual([]);
    expect(papers[0]!.passages).toMatchObject([{ text: '하나\n<!-- 끝' }]);
    expect(warnings).toMatchObject([{ line: 5, message: expect.stringContaining('2 lines') }]);
    expect(entry('<!-->', '- 하나').texts).toEqual(['하나']);
  });

  it('warn about words after them', () => {
    expect(entry('<!-- a --> b').warnings).toMatchObject([{ line: 5 }]);
  });
});

describe('days', () => {
  it('change with each heading of a file', () => {
    const { papers, warnings } = parseDailyFile(
      `${HEAD}\n\n${PAPER}\n- a\n\n## Daily Papers (2024-01-23)\n\n### [B](https://arxiv.org/abs/2401.00002)\n- b\n\n${PAPER}\n- c`,
      '2024/01/22.md',
    );
    expect(papers.map(({ day, id }) => [day, id])).toEqual([
      ['2024-01-22', '2401.00001'],
      ['2024-01-23', '2401.00002'],
      ['2024-01-23', '2401.00001'],
    ]);
    expect(warnings).toEqual([]);
  });

  it.each(['# Daily Papers ( 2024-01-22 )', '## daily papers: 2024-01-22', '##  Daily Papers 2024-01-22'])(
    'are read from %j',
    (line) => {
      const { papers, warnings } = parseDailyFile(`${line}\n${PAPER}\n- a`, '2020/02/02.md');
      expect(papers).toMatchObject([{ day: '2024-01-22' }]);
      expect(warnings).toEqual([]);
    },
  );

  it.each(['2024/01/22.md', 'notes/2024-01-22.md', 'paper-2024-01-22-b.md'])(
    'come from the path %s, once with a warning',
    (file) => {
      const { papers, warnings } = parseDailyFile(`${PAPER}\n- a\n${PAPER}\n- b`, file);
      expect(papers.map(({ day }) => day)).toEqual(['2024-01-22', '2024-01-22']);
      expect(warnings).toEqual([{ file, line: 1, message: expect.stringContaining("from the file's name") }]);
    },
  );

  it('that do not exist are warned about', () => {
    const file = '2024/01/22.md';
    const bad = `## Daily Papers (2024-02-30)\n${PAPER}\n- a`;
    expect(parseDailyFile(bad, file)).toMatchObject({
      papers: [{ day: '2024-01-22' }],
      warnings: [{ line: 1 }, { line: 2 }],
    });
    expect(parseDailyFile(bad, 'x.md')).toMatchObject({
      papers: [],
      warnings: [{ line: 1 }, { line: 2, message: expect.stringContaining('2401.00001') }],
      lineUse: { warning: 3 },
    });
  });

  it('that are known from nowhere leave the papers out with one warning', () => {
    const { papers, warnings } = parseDailyFile(`${PAPER}\n- a\n\n${PAPER}\n- b`, 'x.md');
    expect(papers).toEqual([]);
    expect(warnings).toEqual([{ file: 'x.md', line: 1, message: expect.stringContaining('2 papers') }]);
  });

  it.each([
    ['2024/01/22.md', '2024-01-22'],
    ['a/b/2024/01/22.MD', '2024-01-22'],
    ['2024-01-22.md', '2024-01-22'],
    ['2023-12-31/2024-01-22.md', '2024-01-22'],
    ['2024/13/22.md', undefined],
    ['12024/01/22.md', undefined],
    ['2024/01/x22.md', undefined],
    ['2024-01-22/x.md', undefined],
    ['12024-01-22.md', undefined],
    ['README.md', undefined],
  ])('of the path %s: %s', (file, day) => {
    expect(dayOfPath(file)).toBe(day);
  });
});

describe('what is no paper', () => {
  it.each(['', '\n\n  \n', '\uFEFF'])('an empty file (%j) is one warning', (text) => {
    expect(parseDailyFile(text, 'x.md')).toMatchObject({
      papers: [],
      warnings: [{ file: 'x.md', line: 1, message: 'the file is empty' }],
    });
  });

  it.each(['2024/01/22.md', 'README.md'])('a readme is one warning (%s)', (file) => {
    const { papers, warnings } = parseDailyFile('# Title\n\nText\n\n- a\n\n## More\n\n```\ncode\n```\n', file);
    expect(papers).toEqual([]);
    expect(warnings).toEqual([{ file, line: 1, message: expect.stringContaining('not a daily file') }]);
  });

  it('a day without papers is no warning', () => {
    expect(parseDailyFile(`${HEAD}\n\n<!-- 주말 -->\n`, 'x.md')).toMatchObject({
      papers: [],
      warnings: [],
      notes: ['주말'],
    });
  });

  it('text around the papers is warned about, by section, and does not end the day', () => {
    const { papers, warnings } = parseDailyFile(
      `# 모음\n소개\n\n둘째 줄\n${HEAD}\n머리말\n${PAPER}\n먼저 온 줄\n- a\n#### 작은 제목\n- b\n## 다른 갈래\n글\n### 제목뿐\n- c\n${PAPER}\n- d\n`,
      'x.md',
    );
    expect(papers.map(({ passages }) => passages.map(({ text }) => text))).toEqual([['a', 'b'], ['d']]);
    expect(warnings.map(({ line, message }) => [line, /\((\d+) lines/.exec(message)?.[1]])).toEqual([
      [1, '3'],
      [6, undefined],
      [8, undefined],
      [10, undefined],
      [12, '2'],
      [14, '2'],
    ]);
  });

  it('never buries the rest under warnings', () => {
    const { warnings, lineUse } = entry(...Array.from({ length: 2000 }, (_, at) => (at % 2 ? 'x' : '- \n---')));
    expect(warnings.length).toBeLessThanOrEqual(501);
    expect(warnings.at(-1)!.message).toContain('too many lines');
    expect(lineUse.warning).toBe(2000);
  });
});
