import { describe, expect, it } from 'vitest';
import { SourceNumbers } from '../../src/summary/numbers.ts';
import { cpuMs } from '../cpu.ts';

const SOURCE =
  'We train Emu2-Gen, a 37B model, on 62M images with GPT-4V and an RTX 4090. It is 2.05x faster than LLaMA-2, reaches 84.3% on MMLU (5-shot) and $12.5$ FID, with three heads, halving memory, at 91.07 fps in 1,024 steps. The 3D loss doubles throughput.';

describe('numbers that the source does not have', () => {
  it.each([
    '이미지 6,200만 장으로 학습합니다.',
    '파라미터가 370억 개(37B)인 모델입니다.',
    'LLaMA-2보다 2.05배 빠릅니다.',
    'MMLU에서 84.3%를 얻었습니다 (5-shot).',
    'FID는 12.5입니다.',
    '초당 91.07장을 냅니다.',
    'RTX4090과 GPT-4V로 만들었습니다.',
    '1024 단계를 거칩니다. 메모리는 절반입니다.',
    '처리량이 두 배가 됩니다.',
    '세 가지 방법과 두 가지 데이터로 3D를 다룹니다.',
    '3차원 손실을 씁니다.',
    'Emu2-Gen trains on 62 million images.',
    '숫자가 없는 문장입니다.',
  ])('finds none in: %s', (text) => {
    expect(new SourceNumbers(SOURCE).foreign(text)).toEqual([]);
  });

  it.each([
    ['이미지 6,300만 장으로 학습합니다.', ['6,300만']],
    ['2.5배 빠릅니다.', ['2.5']],
    ['MMLU에서 84.4%입니다.', ['84.4']],
    ['GPT-5로 만들었습니다.', ['GPT-5']],
    ['RTX 3090을 씁니다.', ['3090']],
    ['세 배 빠릅니다.', ['세 배']],
    ['파라미터가 7B입니다.', ['7B']],
    ['2026년에 나왔습니다.', ['2026']],
    ['It takes 10 hours on 8 GPUs.', ['10', '8']],
    ['4D 장면을 다룹니다.', ['4D']],
  ])('finds them in: %s', (text, numbers) => {
    expect(new SourceNumbers(SOURCE).foreign(text)).toEqual(numbers);
  });

  it('are found quickly in the text of a whole paper', () => {
    const spent = cpuMs(() => {
      const numbers = new SourceNumbers(`${SOURCE} `.repeat(100));
      for (let bullet = 0; bullet < 12; bullet++) numbers.foreign('12.5배 GPT-4V '.repeat(60));
    });
    expect(spent).toBeLessThan(2_000);
  });
});
