import type { Language } from '../answer/answer.ts';

const en = {
  prompt: 'papers> ',
  noToken: 'Discord: no DISCORD_TOKEN is set, so this is a chat in the terminal.',
  getToken: [
    'Create an application at https://discord.com/developers/applications and copy the token from its Bot page.',
    'Put it into a file .env here as DISCORD_TOKEN=…, then run npm start again. `npm run -s papers -- doctor` checks the rest.',
  ],
  building: (dir: string) => `Building the index of ${dir} …`,
  built: (papers: number, passages: number, seconds: string) =>
    `Indexed ${papers} papers, ${passages} summary points, in ${seconds} s.`,
  example: 'An example question',
  examples: 'You could ask',
  writtenBy: (model: string) => `Answers are written by ${model}; each sentence is checked against the summaries.`,
  invitation: 'Ask in your own words, or type /help. Ctrl-C or Ctrl-D leaves.',
  unknown: (name: string, near: string | undefined) =>
    near
      ? `There is no command /${name}. Did you mean /${near}? Type /help for all of them.`
      : `There is no command /${name}. Type /help for all of them.`,
  usage: (usage: string) => `Usage: ${usage}`,
  missing: (option: string) => `“${option}” is missing.`,
  notInteger: (option: string, min: number | undefined, max: number | undefined) =>
    min !== undefined && max !== undefined
      ? `“${option}” must be a number from ${min} to ${max}.`
      : `“${option}” must be a number.`,
  notBoolean: (option: string) => `“${option}” must be true or false.`,
  notChoice: (option: string, choices: string) => `“${option}” must be one of: ${choices}.`,
  tooLong: (option: string, max: number) => `“${option}” may have at most ${max} characters.`,
  noChoice: 'There is nothing to choose under that number here.',
  press: 'Type',
  bye: 'Bye!',
  searching: 'Searching …',
  reading: (papers: number) => `Reading ${papers} papers …`,
  onlyDiscord: (name: string) => `/${name} works in Discord servers only.`,
};

const ko: typeof en = {
  prompt: '논문> ',
  noToken: 'Discord: DISCORD_TOKEN이 없어서 터미널에서 대화를 시작해요.',
  getToken: [
    'https://discord.com/developers/applications 에서 애플리케이션을 만들고 Bot 화면에서 토큰을 복사하세요.',
    '이 폴더의 .env 파일에 DISCORD_TOKEN=… 으로 적고 npm start를 다시 실행하면 돼요. 나머지는 `npm run -s papers -- doctor`가 확인해 줘요.',
  ],
  building: (dir) => `${dir}의 색인을 만들고 있어요 …`,
  built: (papers, passages, seconds) => `논문 ${papers}편, 요약 문장 ${passages}개를 ${seconds}초 만에 색인했어요.`,
  example: '이런 질문에 답해요',
  examples: '이렇게 물어보세요',
  writtenBy: (model) => `답변은 ${model} 모델이 쓰고, 문장마다 요약과 맞는지 확인해서 보여 드려요.`,
  invitation: '편하게 물어보세요. 명령어는 /도움말에서 볼 수 있어요. Ctrl-C나 Ctrl-D로 끝내요.',
  unknown: (name, near) =>
    near
      ? `‘/${name}’ 명령어는 없어요. 혹시 /${near}인가요? 전체 목록은 /도움말에 있어요.`
      : `‘/${name}’ 명령어는 없어요. 전체 목록은 /도움말에 있어요.`,
  usage: (usage) => `사용법: ${usage}`,
  missing: (option) => `‘${option}’ 항목이 빠졌어요.`,
  notInteger: (option, min, max) =>
    min !== undefined && max !== undefined
      ? `‘${option}’에는 ${min}부터 ${max}까지의 숫자를 써 주세요.`
      : `‘${option}’에는 숫자를 써 주세요.`,
  notBoolean: (option) => `‘${option}’에는 예 또는 아니요를 써 주세요.`,
  notChoice: (option, choices) => `‘${option}’에는 이 가운데 하나를 써 주세요: ${choices}.`,
  tooLong: (option, max) => `‘${option}’에는 ${max}자까지 쓸 수 있어요.`,
  noChoice: '그 번호로 고를 수 있는 것이 지금은 없어요.',
  press: '입력',
  bye: '다음에 또 봐요!',
  searching: '찾는 중이에요 …',
  reading: (papers) => `논문 ${papers}편을 읽는 중이에요 …`,
  onlyDiscord: (name) => `/${name} 명령어는 Discord 서버에서만 쓸 수 있어요.`,
};

/** What only the terminal says. */
export type TerminalTexts = typeof en;

const TEXTS: Readonly<Record<Language, TerminalTexts>> = { en, ko };

/** What only the terminal says, in a language. */
export function terminalTexts(language: Language): TerminalTexts {
  return TEXTS[language];
}

/** The language of the system's locale: Korean where that is Korean, else English. */
export function systemLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ko') ? 'ko' : 'en';
}
