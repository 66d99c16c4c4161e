import type { Language } from '../answer/answer.ts';

const en = {
  title: (day: string) => `Papers of ${day}, most votes first`,
  titleOf: (since: string, until: string) => `Papers of ${since} to ${until}, most votes first`,
  more: (shown: number, of: number) => `${shown} of ${of}. /today shows all of a day.`,
  none: 'No new papers were listed since the last digest.',
  newest: 'Newest list',
  set: 'The digest is set.',
  status: 'Digest',
  channel: 'Channel',
  time: 'Time',
  days: 'Days',
  count: 'Papers',
  onEmpty: 'Days without papers',
  silent: 'nothing is posted',
  aLine: 'one line',
  next: 'Next',
  last: 'Last list posted',
  never: 'none yet',
  notSet: 'No digest is set in this server. {digest set} makes one.',
  off: 'The digest is off.',
  wasOff: 'No digest was set in this server.',
  preview: 'This is what it would look like now.',
  nothingYet: 'There are no papers yet.',
  mend: 'Allow it in that channel’s settings under Permissions, then set the digest again.',
  notHere: 'Digests work in a Discord server only.',
  badTime: (typed: string) => `“${typed}” is not a time of day. Write it like 09:00.`,
  badZone: (typed: string) => `“${typed}” is not a time zone I know. Write it like Asia/Seoul.`,
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  everyDay: 'every day',
  fromTo: (first: string, last: string) => `${first} to ${last}`,
  stale: (day: string) => `The newest list I have is of ${day}: nothing is posted until newer ones come.`,
};

const ko: typeof en = {
  title: (day) => `${day} 논문, 추천 많은 순`,
  titleOf: (since, until) => `${since} ~ ${until} 논문, 추천 많은 순`,
  more: (shown, of) => `${of}편 가운데 ${shown}편이에요. /오늘 명령어로 하루치를 모두 볼 수 있어요.`,
  none: '지난 소식 뒤로 새로 올라온 논문이 없어요.',
  newest: '최신 목록',
  set: '소식을 설정했어요.',
  status: '논문 소식',
  channel: '채널',
  time: '시각',
  days: '요일',
  count: '논문 수',
  onEmpty: '논문이 없는 날',
  silent: '조용히 넘어감',
  aLine: '한 줄로 알림',
  next: '다음 소식',
  last: '마지막으로 올린 목록',
  never: '아직 없음',
  notSet: '이 서버에는 아직 소식이 설정되어 있지 않아요. {digest set:소식 설정} 명령어로 켤 수 있어요.',
  off: '소식을 껐어요.',
  wasOff: '이 서버에는 설정된 소식이 없었어요.',
  preview: '지금 올린다면 이런 모습이에요.',
  nothingYet: '아직 논문이 없어요.',
  mend: '채널 편집의 권한 메뉴에서 허용한 다음 소식을 다시 설정해 주세요.',
  notHere: '소식은 디스코드 서버에서만 쓸 수 있어요.',
  badTime: (typed) => `‘${typed}’에서 시각을 읽지 못했어요. 09:00처럼 써 주세요.`,
  badZone: (typed) => `‘${typed}’ 시간대는 모르겠어요. Asia/Seoul처럼 써 주세요.`,
  weekdays: ['일요일', '월요일', '화요일', '수요일', '목요일', '금요일', '토요일'],
  everyDay: '매일',
  fromTo: (first, last) => `${first}부터 ${last}까지`,
  stale: (day) => `가진 목록 가운데 가장 최근 것이 ${day} 목록이라, 새 목록이 들어올 때까지는 올릴 소식이 없어요.`,
};

const TEXTS: Readonly<Record<Language, typeof en>> = { en, ko };

/** What digests and `/digest` say. */
export function digestTexts(language: Language): typeof en {
  return TEXTS[language];
}
