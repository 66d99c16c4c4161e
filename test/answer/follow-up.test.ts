import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchInContext } from '../../src/answer/follow-up.ts';
import { type SampleServices, sampleServices } from '../sample.ts';

let sample: SampleServices;
beforeAll(async () => {
  sample = await sampleServices();
});
afterAll(() => sample.close());

const POWER_INFER = '2312.12456';
const spoken = { question: '소비자용 GPU 한 장으로 LLM 돌리기', answer: '…', paperIds: [POWER_INFER, '2401.10774'] };
const refused = { question: '바나나 세탁기', answer: '…', paperIds: [] };

async function found(text: string, history = [spoken]): Promise<{ ids: string[]; abstained: boolean }> {
  const { hits, abstained } = await searchInContext(sample.library, { text, history });
  return { ids: hits.map((hit) => hit.paper.id), abstained: abstained !== undefined };
}

describe('a question after an answer', () => {
  it.each([
    '그 논문 속도는 얼마나 빨라?',
    '그거 코드 공개됐어?',
    '속도는?',
    '그럼 코드는?',
    'how fast is it?',
    'does this method need retraining?',
    'and the code?',
    '언제 나온 논문이야?',
  ])('is about the paper that was spoken of first: %s', async (text) => {
    expect(await found(text)).toEqual({ ids: [POWER_INFER], abstained: false });
    expect(await found(text, [spoken, refused])).toEqual({ ids: [POWER_INFER], abstained: false });
  });

  it('has the passages that fit it first', async () => {
    const { hits } = await searchInContext(sample.library, {
      text: '그 논문 A100보다 얼마나 느려?',
      history: [spoken],
    });
    expect(hits[0]!.evidence[0]!.passage.text).toContain('A100');
  });

  it.each(['그 논문이랑 비슷한 거', 'papers similar to it', '이거랑 비슷한 논문 더 있어?'])(
    'is for papers like that one: %s',
    async (text) => {
      const { ids, abstained } = await found(text);
      const alike = await sample.library.similar(POWER_INFER, 5);
      expect([ids, abstained]).toEqual([alike.map((paper) => paper.id), false]);
    },
  );

  it.each([
    '그거 뭐더라 사진 한 장을 3D로 바꾸는 거',
    '그 논문 말고 3D 생성 논문',
    '그럼 3D 생성 논문은?',
    'IT 회사에서 쓰는 3D 생성 논문',
    'papers on turning a photo into 3D',
  ])('is about something else: %s', async (text) => {
    const { ids } = await found(text);
    expect(ids).not.toContain(POWER_INFER);
    expect(ids.length).toBeGreaterThan(0);
  });

  it('is not answered from the one before where it has nothing to do with papers', async () => {
    expect((await found('바나나 세탁기')).abstained).toBe(true);
    expect((await found('그거 주식 사도 돼?')).ids).not.toEqual([]);
  });

  it('finds by itself what nothing was said of before', async () => {
    expect((await found('그 논문 속도는 얼마나 빨라?', [])).ids).not.toEqual([POWER_INFER]);
  });
});
