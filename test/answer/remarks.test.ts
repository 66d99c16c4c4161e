import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/answer.ts';
import { remarksOn, unsaidNames } from '../../src/answer/unsaid.ts';
import { remarkTexts } from '../../src/chat/answers.ts';
import { arxivUrl, type Paper } from '../../src/paper.ts';
import { line, passageWith } from '../fakes/openai/scribe.ts';
import { type SampleServices, sampleServices } from '../sample.ts';
import { openDesk, verifier } from './answering.ts';

const PAPER: Paper = {
  id: '2401.00001',
  title: 'PowerInfer: Fast Serving on a Consumer-grade GPU',
  url: arxivUrl('2401.00001'),
  day: '2024-01-22',
  authors: ['Ada One'],
  passages: ['RTX 4090 한 장에서 초당 13토큰을 냅니다.', 'FALCON-40B에서도 확인했습니다.'].map((text, at) => ({
    id: `2401.00001#${at + 1}`,
    paperId: '2401.00001',
    ordinal: at + 1,
    text,
  })),
};

describe('names of a question that its papers do not bear', () => {
  it.each([
    ['PowerInfer가 H100에서 얼마나 빨라?', ['H100']],
    ['PowerInfer가 RTX4090에서 얼마나 빨라?', []],
    ['PowerInfer가 rtx-4090에서 얼마나 빨라?', []],
    ['Falcon40B에서도 돼?', []],
    ['How fast is PowerInfer on ImageNet with GPT-4?', ['ImageNet', 'GPT-4']],
    // A title's name with a typing mistake is no other name; a model with another number is one.
    ['PowerInfr 얼마나 빨라?', []],
    ['PowerInfer-2 얼마나 빨라?', ['PowerInfer-2']],
    ['3D에서는 얼마나 빨라?', []],
    ['LLM을 얼마나 빠르게 해?', []],
  ])('%s', (question, names) => {
    expect(unsaidNames(question, [PAPER])).toEqual(names);
  });

  it('are told of where a detail of a paper is asked for, not where a paper is looked for', () => {
    expect(remarksOn('PowerInfer H100', [PAPER])).toEqual([{ kind: 'unsaid', names: ['H100'] }]);
    expect(remarksOn('H100 한 장으로 LLM 돌리는 거', [PAPER])).toEqual([]);
  });

  it('are joined by the word that there are no figures, where one is asked for', () => {
    const silent = { ...PAPER, passages: [{ ...PAPER.passages[0]!, text: 'GPT-4보다 빠릅니다.' }] };
    expect(remarksOn('PowerInfer 얼마나 빨라?', [silent])).toEqual([{ kind: 'no_figures' }]);
    expect(remarksOn('PowerInfer 얼마나 빨라?', [PAPER])).toEqual([]);
    expect(remarksOn('PowerInfer 어떻게 빨라?', [silent])).toEqual([]);
  });
});

describe('whether there is code', () => {
  it.each(['PowerInfer 코드 공개했어?', '코드 어디 있어?', 'Is there code?', 'did they release the code'])(
    'is not known where the summary does not say: %s',
    (question) => {
      expect(remarksOn(question, [PAPER])).toEqual([{ kind: 'no_code' }]);
      const open = { ...PAPER, passages: [{ ...PAPER.passages[0]!, text: '코드를 공개했습니다.' }] };
      expect(remarksOn(question, [open])).toEqual([]);
      expect(remarksOn(question, [PAPER, open])).toEqual([]);
    },
  );

  it.each(['코드 생성 모델', 'code generation with LLMs', '소스 없이 번역하는 논문'])(
    'is not asked by: %s',
    (question) => {
      expect(remarksOn(question, [PAPER])).toEqual([]);
    },
  );
});

describe('an answer says', () => {
  let sample: SampleServices;
  beforeAll(async () => {
    sample = await sampleServices();
  });
  afterAll(() => sample.close());
  const ask = (text: string) => sample.answerer.ask({ text });
  const titles = (answer: Answer) =>
    answer.kind === 'abstained' ? [] : answer.claims.map(({ heading }) => heading?.split(':')[0]);

  it('that the summaries do not hold what was asked, in both languages', async () => {
    expect(remarkTexts(await ask('PowerInfer가 H100에서 얼마나 빨라?'))).toEqual([
      '이 논문들의 요약에는 ‘H100’에 관한 말이 없어요. 아래는 질문에 가까운 내용일 뿐이에요.',
    ]);
    expect(remarkTexts(await ask('How fast is PowerInfer on an H100?'))).toEqual([
      'The summaries of these papers say nothing of “H100”; what follows is only close to the question.',
    ]);
  });

  it('how many papers there are: exactly by day, by topic as many as it found', async () => {
    const day = await ask('2024년 1월 22일 논문 몇 편이야?');
    expect(day).toMatchObject({ kind: 'extracts', reason: 'count' });
    expect(remarkTexts(day)).toEqual(['조건에 맞는 논문은 모두 8편이에요.']);
    expect(remarkTexts(await ask('how many papers are there?'))).toEqual(['There are 23 such papers.']);
    const topic = await ask('3D 논문 몇 편 있어?');
    expect(topic.remarks).toEqual([{ kind: 'count', papers: expect.any(Number), atLeast: false, topic: '3D' }]);
    expect(topic.search.hits.every(({ paper }) => /3D|3차원|입체/i.test(JSON.stringify(paper)))).toBe(true);
  });

  it('which has more votes or came first, from the lists', async () => {
    const votes = await ask('StreamDiffusion이랑 PowerInfer 중 추천 더 많은 건?');
    expect(votes).toMatchObject({ kind: 'extracts', reason: 'facts' });
    expect(votes.kind === 'extracts' && votes.claims.map(({ text, citations }) => [text, citations])).toEqual([
      ['StreamDiffusion 쪽이 추천을 더 많이 받았어요: 29개 대 24개.', [1, 2]],
      ['추천: 29개', [1]],
      ['추천: 24개', [2]],
    ]);
    const first = await ask('Which came first, Medusa or PowerInfer?');
    expect(first.kind === 'extracts' && first.claims[0]!.text).toBe('PowerInfer was listed first, on 2023-12-21.');
    const same = await ask('PowerInfer랑 StreamDiffusion 중에 뭐가 먼저 나왔어?');
    expect(same.kind === 'extracts' && same.claims[0]!.text).toBe('같은 날(2023-12-21) 목록에 올랐어요.');
  });

  it('something of every side of a comparison, and which side it does not know', async () => {
    const both = await ask('Medusa와 PowerInfer 차이가 뭐야?');
    expect(titles(both)).toEqual(['Medusa', 'Medusa', 'PowerInfer', 'PowerInfer']);
    expect(titles(await ask('compare Medusa, PowerInfer and StreamDiffusion'))).toEqual(
      ['Medusa', 'PowerInfer', 'StreamDiffusion'].flatMap((title) => [title, title]),
    );
    const one = await ask('compare Medusa and FooBar9');
    expect(new Set(titles(one))).toEqual(new Set(['Medusa']));
    expect(remarkTexts(one)).toEqual(['I found no paper for “FooBar9”.']);
  });

  it('nothing of a name that only the question says, when a model writes', async () => {
    const desk = await openDesk(sample.library, await verifier(), {
      write: (data) => {
        const speed = passageWith(data, '11.69배');
        return [
          line('PowerInfer는 H100에서 llama.cpp보다 최대 11.69배 빠릅니다.', speed),
          line('PowerInfer는 llama.cpp와 비교하면 정확도를 지킨 채 최대 11.69배 빠릅니다.', speed),
        ].join('\n');
      },
    });
    const answer = await desk.ask('PowerInfer가 H100에서 얼마나 빨라?');
    await desk.close();
    expect(answer.kind === 'answered' && answer.claims.map(({ text }) => text)).toEqual([
      'PowerInfer는 llama.cpp와 비교하면 정확도를 지킨 채 최대 11.69배 빠릅니다.',
    ]);
    expect(answer.remarks).toEqual([{ kind: 'unsaid', names: ['H100'] }]);
  });

  it.each(['2024년 1월 22일 논문 몇 편이야?', 'StreamDiffusion이랑 PowerInfer 중 추천 더 많은 건?'])(
    'what the lists say without a call of the model: %s',
    async (question) => {
      const desk = await openDesk(sample.library, await verifier());
      expect((await desk.ask(question)).kind).toBe('extracts');
      await desk.close();
      expect(desk.server.seen).toEqual([]);
    },
  );
});
