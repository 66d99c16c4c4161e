import type { ChatRequest } from '../../src/answer/model-port.ts';
import type { SummaryModel } from '../../src/summary/port.ts';

/** What the model answers to one request: a text, or a failure. */
export type Scripted = string | Error | ((request: ChatRequest) => string | Error);

/** A model that answers as a test says, in order, and the last for ever. */
export class ScriptedModel implements SummaryModel {
  readonly name = 'scripted';
  readonly requests: ChatRequest[] = [];
  readonly #script: readonly Scripted[];
  usage = { inputTokens: 1_000, outputTokens: 500, usd: 0.002 };

  constructor(...script: readonly Scripted[]) {
    this.#script = script;
  }

  async write(request: ChatRequest): ReturnType<SummaryModel['write']> {
    const next = this.#script[Math.min(this.requests.length, this.#script.length - 1)]!;
    this.requests.push(request);
    const text = typeof next === 'function' ? next(request) : next;
    if (text instanceof Error) throw text;
    return { text, usage: this.usage };
  }
}

/** A good answer; each part can be replaced. */
export function answer(change: { ko?: string[]; en?: string[]; [key: string]: unknown } = {}): string {
  const { ko, en, ...rest } = change;
  const korean = ko ?? [
    '새로운 방법을 제안하는 연구입니다.',
    '확산 모델(diffusion model)을 씁니다.',
    '기존보다 2.5배 빠릅니다.',
  ];
  const labels = ["What's New", 'Technical Details', 'Performance Highlights'];
  return JSON.stringify({
    bullets: (en ?? korean).map((_, at) => ({
      label: labels[at % 3],
      ...((ko !== undefined || en === undefined) && { ko: korean[at] }),
      ...(en && { en: en[at] }),
    })),
    questions: {
      ko: [
        '이 방법은 왜 빠른가요?',
        '무엇을 만드는 연구인가요?',
        '어떤 모델을 쓰나요?',
        '얼마나 빨라지나요?',
        '누가 쓰면 좋을까요?',
      ],
      en: ['Why is it fast?', 'What does it make?', 'Which model is used?', 'How much faster?', 'Who needs it?'],
    },
    keywords: ['diffusion model', 'speed', '확산 모델'],
    ...rest,
  });
}
