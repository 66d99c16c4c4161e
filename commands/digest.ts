import { arrives } from '../src/chat/channels.ts';
import type { Call, Command } from '../src/chat/command.ts';
import { dayListMessage } from '../src/chat/day-list.ts';
import type { Described } from '../src/chat/described.ts';
import { digestMessage } from '../src/chat/digest-message.ts';
import { digestStatusMessage } from '../src/chat/digest-status.ts';
import { digestTexts } from '../src/chat/digest-texts.ts';
import { notice } from '../src/chat/failure.ts';
import { type Message, paragraph } from '../src/chat/message.ts';
import { countOption, textOption } from '../src/chat/options.ts';
import { ownWords } from '../src/chat/own-words.ts';
import { paperMessage } from '../src/chat/papers.ts';
import { postingTrouble } from '../src/chat/posting-texts.ts';
import type { Services } from '../src/chat/services.ts';
import type { Digests } from '../src/chat/subscriptions.ts';
import { texts } from '../src/chat/texts.ts';
import { findTimeZone, suggestTimeZones } from '../src/chat/time-zones.ts';
import { parseTime } from '../src/clock.ts';
import { addDays, type Day } from '../src/paper.ts';

/** A list older than that is no news. */
const STALE_DAYS = 8;
const COUNT = { least: 1, most: 15, usual: 5 };

/** What the option `days` may say, and the days of the week it means, from 0, Sunday. */
const WEEKDAYS: Readonly<Record<string, readonly number[]>> = {
  every: [0, 1, 2, 3, 4, 5, 6],
  'mon-fri': [1, 2, 3, 4, 5],
  'tue-sat': [2, 3, 4, 5, 6],
  sun: [0],
  mon: [1],
  tue: [2],
  wed: [3],
  thu: [4],
  fri: [5],
  sat: [6],
};

const set: Described = {
  name: 'set',
  nameKo: '설정',
  description: { en: "Post the day's top papers in a channel", ko: '그날의 추천 논문을 채널에 올려요' },
  options: [
    {
      name: 'channel',
      nameKo: '채널',
      description: { en: 'Where it is posted', ko: '올릴 채널' },
      type: 'channel',
      isForPosting: true,
      required: true,
    },
    {
      name: 'time',
      nameKo: '시각',
      description: { en: 'When, like 09:00 or 9 am', ko: '올릴 시각 (예: 09:00, 오전 9시)' },
      type: 'string',
      required: true,
      max: 20,
    },
    {
      name: 'timezone',
      nameKo: '시간대',
      description: {
        en: 'Whose clock (default: the bot’s), like Asia/Seoul',
        ko: '시간대 (기본: 봇의 시간대, 예: Asia/Seoul)',
      },
      type: 'string',
      max: 60,
      autocomplete: true,
    },
    {
      name: 'count',
      nameKo: '개수',
      description: { en: 'How many papers (default 5)', ko: '논문 수 (기본 5)' },
      type: 'integer',
      min: COUNT.least,
      max: COUNT.most,
    },
    {
      name: 'days',
      nameKo: '요일',
      description: { en: 'On which days (default: every day)', ko: '올릴 요일 (기본: 매일)' },
      type: 'string',
      choices: [
        { name: { en: 'Every day', ko: '매일' }, value: 'every' },
        { name: { en: 'Monday to Friday', ko: '월요일부터 금요일까지' }, value: 'mon-fri' },
        { name: { en: 'Tuesday to Saturday', ko: '화요일부터 토요일까지' }, value: 'tue-sat' },
        ...digestTexts('en').weekdays.map((en, at) => ({
          name: { en, ko: digestTexts('ko').weekdays[at]! },
          value: Object.keys(WEEKDAYS)[at + 3]!,
        })),
      ],
    },
    {
      name: 'empty',
      nameKo: '빈날',
      description: {
        en: 'A line on days without papers (default: no)',
        ko: '논문이 없는 날에도 한 줄 알림 (기본: 아니요)',
      },
      type: 'boolean',
    },
  ],
};

const off: Described = {
  name: 'off',
  nameKo: '끄기',
  description: { en: 'No more digests in this server', ko: '이 서버의 소식을 꺼요' },
  options: [],
};

const status: Described = {
  name: 'status',
  nameKo: '상태',
  description: { en: 'What is set and when it comes next', ko: '설정과 다음 시각을 보여 줘요' },
  options: [],
};

const preview: Described = {
  name: 'preview',
  nameKo: '미리보기',
  description: { en: 'What a digest would look like now', ko: '지금 올린다면 어떤 모습일지 보여 줘요' },
  options: [],
};

/** `/digest`: the day's top papers, posted by themselves. */
export const digest = {
  name: 'digest',
  nameKo: '소식',
  description: { en: "The day's top papers, posted every day", ko: '그날의 추천 논문을 날마다 채널에 올려 줘요' },
  options: [],
  subcommands: [set, off, status, preview],
  permission: 'manage_server',
  serverOnly: true,
  isPrivate: () => true,
  async run(call, services) {
    const words = digestTexts(call.language);
    const { digests } = services;
    const { serverId } = call;
    if (!digests || serverId === undefined) return notice(words.notHere);
    switch (call.subcommand) {
      case 'set':
        return setDigest(call, serverId, digests, services);
      case 'off':
        return notice((await digests.off(serverId)) ? words.off : words.wasOff);
      case 'preview':
        return previewMessage(call, serverId, digests);
      default: {
        const now = await digests.status(serverId);
        if (!now) return notice(...ownWords(words.notSet));
        const posting = await services.channels?.posting(now.settings.channelId);
        return digestStatusMessage(now, call.language, { posting, stale: await staleList(services) });
      }
    }
  },
  async autocomplete(_option, typed) {
    return suggestTimeZones(typed);
  },
  actions: {
    /** The paper chosen in a digest's menu, shown to whoever chose it. */
    async open({ values, language }, { library }) {
      const id = values[0] ?? '';
      const paper = await library.paper(id);
      const message = paper ? paperMessage(paper, language) : notice(texts(language).paper.notFound(id));
      return { kind: 'reply', message: { ...message, private: true } };
    },
    async newest({ language }, services) {
      const day = (await services.library.days())[0];
      if (day === undefined) return { kind: 'reply', message: notice(texts(language).today.nothingYet) };
      const page = { day, offset: 0, count: COUNT.usual, newest: true };
      const message = await dayListMessage(page, language, services);
      return { kind: 'reply', message: { ...message, private: true } };
    },
  },
} satisfies Command;

async function setDigest(call: Call, serverId: string, digests: Digests, services: Services): Promise<Message> {
  const { options, language } = call;
  const words = digestTexts(language);
  const typedTime = textOption(options, 'time') ?? '';
  const minutes = parseTime(typedTime);
  if (minutes === undefined) return notice(words.badTime(typedTime.slice(0, 20)));
  const typedZone = textOption(options, 'timezone');
  const timeZone = typedZone === undefined ? digests.timeZone : findTimeZone(typedZone);
  if (timeZone === undefined) return notice(words.badZone((typedZone ?? '').slice(0, 60)));
  const channelId = String(options.channel ?? call.channelId);
  const posting = await services.channels?.posting(channelId);
  if (posting && !arrives(posting)) {
    return notice(...postingTrouble(posting, channelId, language), ...(posting.possible ? [` ${words.mend}`] : []));
  }
  const now = await digests.set(serverId, {
    channelId,
    minutes,
    timeZone,
    weekdays: WEEKDAYS[String(options.days ?? 'every')] ?? WEEKDAYS.every!,
    count: countOption(options, 'count', COUNT.least, COUNT.most, COUNT.usual),
    sayNone: options.empty === true,
    language,
  });
  return digestStatusMessage(now, language, { posting, stale: await staleList(services) }, words.set);
}

/** The newest list, where it is older than what a digest posts. */
async function staleList({ library, today }: Services): Promise<Day | undefined> {
  const newest = (await library.days())[0];
  return newest !== undefined && newest < addDays(today(), -STALE_DAYS) ? newest : undefined;
}

async function previewMessage({ language }: Call, serverId: string, digests: Digests): Promise<Message> {
  const words = digestTexts(language);
  const set = await digests.status(serverId);
  const papers = await digests.preview(set?.settings.count ?? COUNT.usual);
  if (!papers) return notice(words.nothingYet);
  const message = digestMessage(papers, language);
  return { ...message, blocks: [paragraph(words.preview), ...message.blocks], private: true };
}
