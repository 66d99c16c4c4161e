import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act } from '../../src/chat/actions.ts';
import type { Call } from '../../src/chat/command.ts';
import type { Control, Message } from '../../src/chat/message.ts';
import { renderMessage } from '../../src/terminal/render.ts';
import { callOf, commandNamed, type SampleServices, sampleServices } from '../sample.ts';

let services: SampleServices;

beforeAll(async () => {
  services = await sampleServices();
});
afterAll(() => services.close());

const plain = (message: Message, language: 'ko' | 'en' = 'ko') =>
  renderMessage(message, { width: Number.POSITIVE_INFINITY, styled: false, language });
const run = (name: string, options: Call['options'] = {}, more: Partial<Call> = {}, on = services) =>
  commandNamed(name).run(callOf(options, more), on);
const press = (pressed: string, values: readonly string[] = []) =>
  act(services.commands as never, pressed, { ...callOf(), values }, services);
const controls = (message: Message): readonly Control[] => (message.controls ?? []).flat();
const idsOf = (text: string) => text.match(/\d{4}\.\d{5}(?=$)/gm) ?? [];

describe('/search', () => {
  it('lists papers with what was understood, and a menu to open them', async () => {
    const message = await run('search', { words: '비디오 생성', since: '2024-01-01', sort: 'votes' });
    const text = plain(message);
    expect(text.split('\n').slice(0, 2)).toEqual([
      '── ‘비디오 생성’ 검색 결과',
      '이렇게 이해했어요: 2024년부터 · 추천 많은 순',
    ]);
    expect(idsOf(text).length).toBeGreaterThan(0);
    for (const id of idsOf(text)) expect(id).toMatch(/^2401\./);
    expect(controls(message)[0]).toMatchObject({ kind: 'menu', action: 'paper:open:' });
  });

  it('finds by author', async () => {
    const text = plain(await run('search', { words: '깊이 추정', author: 'Bingyi Kang' }));
    expect(idsOf(text)).toEqual(['2401.10891']);
  });

  it('turns pages without repeating a paper', async () => {
    let message = await run('search', { words: '이미지 생성 모델' });
    const seen = [...idsOf(plain(message))];
    expect(seen).toHaveLength(10);
    const turned = async (label: string) => {
      const button = controls(message).find((control) => control.kind === 'button' && control.label === label);
      if (button?.kind !== 'button' || button.disabled) return false;
      const result = await press(button.action);
      expect(result.kind).toBe('update');
      message = result.message;
      return true;
    };
    const first = plain(message);
    while (await turned('다음')) seen.push(...idsOf(plain(message)));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(10);
    while (await turned('이전'));
    expect(plain(message)).toBe(first);
  });

  it('says when nothing matches', async () => {
    const message = await run('search', { words: '깊이', author: 'Nobody Atall' }, { language: 'en' });
    expect(plain(message)).toBe(
      'I found no paper for this. Other words, a wider period or fewer conditions may help.\n',
    );
    const late = await run('search', { words: '깊이 추정', since: '2024-02-01' });
    expect(plain(late)).toBe(
      '그 기간의 목록은 아직 올라오지 않았어요. 가장 최근 목록은 2024-01-22 것이고, /오늘 명령어로 볼 수 있어요.\n',
    );
    const early = await run('search', { words: 'depth', until: '2023-12-01' }, { language: 'en' });
    expect(plain(early)).toBe('I have no lists from that long ago: the oldest is of 2023-12-21.\n');
  });

  it('forgets kindly', async () => {
    expect(plain((await press('search:page:gone:10')).message)).toContain('다시 물어봐 주세요');
  });
});

describe('/paper', () => {
  it('shows everything about a paper', async () => {
    const message = await run('paper', { paper: '2401.10838' });
    expect(plain(message)).toMatchInlineSnapshot(`
      "── Rambler: Supporting Writing With Speech via LLM-Assisted Gist Manipulation <https://arxiv.org/abs/2401.10838>
      추천: ▲ 7
      목록에 오른 날: 2024-01-22
      arXiv: 2401.10838
      저자: Susan Lin, Jeremy Warner, J. D. Zamfirescu-Pereira, Matthew G. Lee, Sauhard Jain, Michael Xuelin Huang, Piyawat Lertvittayakumjorn, Shanqing Cai, Shumin Zhai, Björn Hartmann, Can Liu

      • What's New: 말로 글을 쓰면 빠른 대신 횡설수설하기 쉽습니다. Rambler는 받아쓴 말을 LLM의 도움으로 다듬는 글쓰기 도구(writing interface)로, 낱글자가 아니라 요지(gist)를 붙들고 고치게 합니다.
      • Technical Details: 기능은 크게 둘입니다. 하나는 단락마다 핵심어와 요약을 뽑아 훑어보게 하는 요지 추출(gist extraction)이고, 다른 하나는 커서로 자리를 짚지 않아도 다시 말하기(respeak), 나누기(split), 합치기(merge), 바꾸기(transform)를 시킬 수 있는 큰 단위 수정(macro revision)입니다.
      • Performance Highlights: 12명에게 말로 글을 쓰게 한 비교 실험에서, 받아쓰기 편집기에 ChatGPT를 곁들인 도구보다 좋은 평가를 받았습니다. 참가자들은 내용을 더 뜻대로 다룰 수 있었고 글을 고쳐 나가는 방식도 저마다 달랐습니다.

      그림 <https://cdn-uploads.huggingface.co/production/uploads/60f1abe7544c2adfd699860c/th8GnobHIcHVFfCzmbbb6.png>
      "
    `);
    expect(controls(message)).toMatchInlineSnapshot(`
      [
        {
          "kind": "link",
          "label": "arXiv",
          "url": "https://arxiv.org/abs/2401.10838",
        },
        {
          "kind": "link",
          "label": "PDF",
          "url": "https://arxiv.org/pdf/2401.10838",
        },
        {
          "kind": "link",
          "label": "Hugging Face",
          "url": "https://huggingface.co/papers/2401.10838",
        },
        {
          "action": "similar:of:2401.10838",
          "kind": "button",
          "label": "비슷한 논문",
          "style": "secondary",
        },
      ]
    `);
  });

  it.each([
    '2401.10774',
    'arXiv:2401.10774v2',
    'https://arxiv.org/abs/2401.10774',
    'https://arxiv.org/pdf/2401.10774v3.pdf',
    'https://huggingface.co/papers/2401.10774/',
    'medusa: simple llm inference acceleration framework with multiple decoding heads',
    'Medusa',
  ])('finds %s', async (paper) => {
    expect((await run('paper', { paper })).cards?.[0]?.url).toBe('https://arxiv.org/abs/2401.10774');
  });

  it('offers papers when several fit', async () => {
    const message = await run('paper', { paper: 'video' });
    expect(plain(message)).toMatch(/^‘video’에 맞는 논문이 여럿이에요/);
    expect(idsOf(plain(message)).length).toBeGreaterThan(1);
    expect(controls(message)[0]).toMatchObject({ kind: 'menu' });
  });

  it('says when there is none', async () => {
    const unlisted = await run('paper', { paper: 'https://arxiv.org/abs/9912.34567v2' });
    expect(plain(unlisted)).toMatch(/^9912\.34567 논문은 제가 가진 목록에 없어요\./);
    expect(controls(unlisted)).toEqual([{ kind: 'link', label: 'arXiv', url: 'https://arxiv.org/abs/9912.34567' }]);
    expect(plain(await run('paper', { paper: 'qwertyuiop' }))).toBe(
      '‘qwertyuiop’에 해당하는 논문을 찾지 못했어요. arXiv 번호(2401.10891)나 제목에 있는 낱말로 찾아보세요.\n',
    );
  });

  it('opens from a menu, and by its action', async () => {
    for (const result of [await press('paper:open:', ['2401.10891']), await press('paper:open:2401.10891')]) {
      expect(result.kind).toBe('reply');
      expect(result.message.cards?.[0]?.url).toBe('https://arxiv.org/abs/2401.10891');
    }
    expect(plain((await press('paper:open:', ['9912.34567'])).message)).toContain('찾지 못했어요');
  });

  it('completes titles and ids, in at most 100 characters', async () => {
    const complete = (typed: string) => commandNamed('paper').autocomplete!('paper', typed, callOf(), services);
    expect((await complete('2401.1077')).map(({ value }) => value)).toEqual(['2401.10774']);
    expect((await complete('depth')).map(({ value }) => value)).toContain('2401.10891');
    const all = await complete('');
    expect(all.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThanOrEqual(25);
    for (const { name, value } of all) {
      expect(name.length).toBeLessThanOrEqual(100);
      expect(name.startsWith(value)).toBe(true);
    }
  });
});

describe('/similar', () => {
  it('shows papers like one paper, without that paper', async () => {
    const text = plain(await run('similar', { paper: '2401.10891' }));
    expect(text).toMatch(/^── ‘Depth Anything: .*’ 논문과 비슷한 논문\n/);
    expect(idsOf(text)).toHaveLength(5);
    expect(idsOf(text)).not.toContain('2401.10891');
    // The other paper of the sample that estimates depth.
    expect(idsOf(text)).toContain('2312.13252');
  });

  it('works from the button of a paper, and says when the paper is gone', async () => {
    expect(idsOf(plain((await press('similar:of:2401.10891')).message))).toHaveLength(5);
    expect(plain((await press('similar:of:9912.34567')).message)).toContain('찾지 못했어요');
  });
});

describe('/trending', () => {
  const on = (day: string) => ({ ...services, today: () => day });

  it('shows the most voted papers of the week', async () => {
    const text = plain(await run('trending', { period: 'week' }));
    expect(text.split('\n')[0]).toBe('── 추천을 많이 받은 논문 (2024-01-16 ~ 2024-01-22)');
    expect(idsOf(text).slice(0, 3)).toEqual(['2401.10891', '2401.10774', '2401.10241']);
  });

  it('says so when the period had to end with the newest list', async () => {
    const text = plain(await run('trending', { period: 'month' }, { language: 'en' }, on('2026-05-01')), 'en');
    expect(text.split('\n')[0]).toBe(
      'There are no papers in that period yet, so this one ends with the newest list, 2024-01-22.',
    );
    expect(text).toContain('── Most voted papers, 2023-12-24 to 2024-01-22');
  });

  it('obeys since, until and topic', async () => {
    const text = plain(await run('trending', { since: '2023-12-01', until: '2023-12-31', topic: '3D 복원' }));
    expect(text).toContain('‘3D 복원’ 주제에서 추천을 많이 받은 논문 (2023-12-01 ~ 2023-12-31)');
    expect(idsOf(text).length).toBeGreaterThan(0);
    for (const id of idsOf(text)) expect(id).toMatch(/^2312\./);
  });

  it('says when there is nothing', async () => {
    expect(plain(await run('trending', { since: '2024-01-01', until: '2024-01-05' }))).toBe(
      '2024-01-01부터 2024-01-05까지는 논문이 없어요.\n',
    );
  });
});

describe('/help and /status', () => {
  it('help lists every command it is given, with its options', async () => {
    const text = plain(await run('help', {}, { language: 'en' }), 'en');
    for (const { name, subcommands = [] } of services.commands) {
      expect(text).toContain(`/${name}`);
      for (const sub of subcommands) expect(text).toContain(`/${name} ${sub.name}`);
    }
    expect(text).toContain('• /today [date] [count] — ');
    const korean = plain(await run('help'));
    expect(korean).toContain('이렇게 물어보세요');
    expect(korean).toContain('• /오늘 [날짜] [개수] — ');
  });

  it('help only gives examples that find something in the sample', async () => {
    for (const language of ['ko', 'en'] as const) {
      const { blocks } = await run('help', {}, { language });
      const examples = blocks.flatMap(({ kind, inlines }) =>
        kind === 'item' && typeof inlines[0] === 'string' ? [inlines[0]] : [],
      );
      expect(examples).toHaveLength(3);
      const found = await services.answerer.ask({ text: examples[0]!, language });
      expect(found.kind).toBe('extracts');
    }
  });

  it('status counts, and says how fresh the papers are', async () => {
    const text = plain(await run('status', {}, {}, { ...services, today: () => '2024-01-25' }));
    expect(text.split('\n').slice(0, 7)).toEqual([
      '── 상태',
      '논문: 23',
      '요약 문장: 92',
      '날짜: 2 (2023-12-21 – 2024-01-22)',
      '가장 최근 목록: 2024-01-22 (3일 전)',
      '임베더: builtin',
      '답변: 요약에서 그대로 옮김 (모델 없음)',
    ]);
  });
});
