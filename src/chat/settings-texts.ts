import type { Language } from '../answer/answer.ts';

const en = {
  title: 'Settings of this server',
  language: 'Language',
  languages: { auto: 'that of whoever asks', ko: 'Korean', en: 'English' },
  channels: 'Answers in',
  everywhere: 'every channel',
  replies: 'Replies are seen by',
  visibility: { public: 'everybody', private: 'the asker alone' },
  askers: 'May ask',
  everybody: 'everybody',
  saved: 'Saved.',
  unchanged: 'Nothing to change was given, so everything stays as it is.',
  full: (most: number) => `That would be more than ${most}. Remove one first.`,
};

const ko: typeof en = {
  title: '이 서버의 설정',
  language: '언어',
  languages: { auto: '묻는 사람의 언어', ko: '한국어', en: '영어' },
  channels: '답하는 곳',
  everywhere: '모든 채널',
  replies: '답변을 보는 사람',
  visibility: { public: '모두', private: '물어본 사람만' },
  askers: '물어볼 수 있는 사람',
  everybody: '모두',
  saved: '저장했어요.',
  unchanged: '바꿀 것을 고르지 않아 그대로 두었어요.',
  full: (most) => `${most}개보다 많아져요. 먼저 하나를 빼 주세요.`,
};

const TEXTS: Readonly<Record<Language, typeof en>> = { en, ko };

/** What `/settings` says. */
export function settingsTexts(language: Language): typeof en {
  return TEXTS[language];
}
