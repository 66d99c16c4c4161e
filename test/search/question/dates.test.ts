import { describe, expect, it } from 'vitest';
import { ask, days, inFull, LIBRARY, type Phrase, readAs } from './ask.ts';

const MARCH = days('2024-03-01', '2024-03-31');
const SECOND_WEEK = days('2024-03-11', '2024-03-17');
const THIS_WEEK = days('2024-09-30', '2024-10-06');
const LAST_WEEK = days('2024-09-23', '2024-09-29');

const ABSOLUTE: readonly Phrase[] = [
  ['2024년 3월 5일', days('2024-03-05')],
  ['2024년 3월 5일에 올라온 로봇 논문', { ...days('2024-03-05'), text: '로봇 논문' }],
  ['2024-01-22', days('2024-01-22')],
  ['2024년 3월 1일자에서', days('2024-03-01')],
  ['5월 7일자로 올라온 논문', days('2024-05-07')],
  ['9/3 자 논문', days('2024-09-03')],
  ['240903 논문', days('2024-09-03')],
  ['since:2024-03-01 video generation', { since: '2024-03-01', text: 'video generation' }],
  ['video generation until: 2024-03-01', { until: '2024-03-01', text: 'video generation' }],
  ['크리스마스에 올라온 논문', days('2023-12-25')],
  ['2023년 크리스마스이브에 나온 로봇 논문', { ...days('2023-12-24'), text: '로봇 논문' }],
  ['papers posted on christmas day', days('2023-12-25')],
  ['3월 4일 월요일 논문', days('2024-03-04')],
  ['5월 7일(화) 논문', days('2024-05-07')],
  ['papers from Tuesday, May 7th 2024', days('2024-05-07')],
  ['Monday March 4 2024 papers', days('2024-03-04')],
  ['3월 둘째주 월요일 논문', days('2024-03-11')],
  ['from 10 to 14 june 2024', days('2024-06-10', '2024-06-14')],
  ['10-14 June 2024', days('2024-06-10', '2024-06-14')],
  ['as of March 2024', { until: '2024-03-31' }],
  ['2024 music papers', { ...days('2024-01-01', '2024-12-31'), text: 'music papers' }],
  ['봄에 나온 로봇 논문', { ...days('2024-03-01', '2024-05-31'), text: '로봇 논문' }],
  ["last summer's robot papers", { ...days('2024-06-01', '2024-08-31'), text: 'robot papers' }],
  ['q3 papers on agents', { ...days('2024-07-01', '2024-09-30'), text: 'papers on agents' }],
  ['24.01.22 논문', days('2024-01-22')],
  ['2024.06.10. 논문', days('2024-06-10')],
  ['2024. 6. 10.', days('2024-06-10')],
  ['20240610 논문', days('2024-06-10')],
  ['1/22 논문', days('2024-01-22')],
  ['6/10에 올라온 거', days('2024-06-10')],
  ['06/10 논문 보여줘', days('2024-06-10')],
  ['12/25/2023 papers', days('2023-12-25')],
  ['6월 10일자', days('2024-06-10')],
  ['2024년 8월 논문', days('2024-08-01', '2024-08-31')],
  ["'24년 6월", days('2024-06-01', '2024-06-30')],
  ['24년도 논문', days('2024-01-01', '2024-12-31')],
  ['3월', MARCH],
  ['3월달 음성 합성 논문', { ...MARCH, text: '음성 합성 논문' }],
  ['지난 3월 논문', MARCH],
  ['2024년', days('2024-01-01', '2024-12-31')],
  ['3월 둘째 주', SECOND_WEEK],
  ['3월 2주차 논문', SECOND_WEEK],
  ['3월 두번째 주', SECOND_WEEK],
  ['2024년 3월 첫 주', days('2024-03-04', '2024-03-10')],
  ['3월 마지막 주', days('2024-03-25', '2024-03-31')],
  ['3월 초에 나온 언어 모델 논문', { ...days('2024-03-01', '2024-03-10'), text: '언어 모델 논문' }],
  ['3월 중순', days('2024-03-11', '2024-03-20')],
  ['2월 말', days('2024-02-21', '2024-02-29')],
  ['올해 상반기 로봇 논문', { ...days('2024-01-01', '2024-06-30'), text: '로봇 논문' }],
  ['작년 말에 나온 MoE 논문', { ...days('2023-10-01', '2023-12-31'), text: 'MoE 논문' }],
  ['2024 3월 논문', MARCH],
  ['2024 상반기 로봇 논문', { ...days('2024-01-01', '2024-06-30'), text: '로봇 논문' }],
  ['올 여름 논문', days('2024-06-01', '2024-08-31')],
  ['2024년 2분기 논문', days('2024-04-01', '2024-06-30')],
  ['이번 주 이벤트 카메라 논문', { ...THIS_WEEK, text: '이벤트 카메라 논문' }],
  ['Feb 14', days('2024-02-14')],
  ['on February 14th', days('2024-02-14')],
  ['14 February 2024', days('2024-02-14')],
  ['the 14th of Feb', days('2024-02-14')],
  ['papers from March 2024', MARCH],
  ['in March', MARCH],
  ['June papers on agents', { ...days('2024-06-01', '2024-06-30'), text: 'papers on agents' }],
  ['second week of March', SECOND_WEEK],
  ['the 2nd week of March 2024', SECOND_WEEK],
  ['week of March 11', days('2024-03-11', '2024-03-17')],
  ['early March 2024', days('2024-03-01', '2024-03-10')],
  ['Q1 2024 papers', days('2024-01-01', '2024-03-31')],
  ['second half of 2024', days('2024-07-01', '2024-12-31')],
  ['summer 2024', days('2024-06-01', '2024-08-31')],
  ['papers in 2024', days('2024-01-01', '2024-12-31')],
  ['published on 2024/06/10', days('2024-06-10')],
];

const RELATIVE: readonly Phrase[] = [
  ['오늘', days('2024-10-05')],
  ['오늘 논문', days('2024-10-05')],
  ['어제 올라온 비디오 생성 논문', { ...days('2024-10-04'), text: '비디오 생성 논문' }],
  ['어제올라온논문', days('2024-10-04')],
  ['어제오늘 논문', days('2024-10-04', '2024-10-05')],
  ['금주의 논문', THIS_WEEK],
  ['그저께', days('2024-10-03')],
  ['이번 주 3D 논문 정리해줘', { ...THIS_WEEK, text: '3D 논문 정리해줘' }],
  ['이번주논문', THIS_WEEK],
  ['지난주', LAST_WEEK],
  ['저번주꺼', LAST_WEEK],
  ['저저번 주', days('2024-09-16', '2024-09-22')],
  ['지지난주 논문', days('2024-09-16', '2024-09-22')],
  ['지난주 금요일 논문', days('2024-09-27')],
  ['지난 주말 논문', days('2024-09-28', '2024-09-29')],
  ['이번 달', days('2024-10-01', '2024-10-31')],
  ['지난달', days('2024-09-01', '2024-09-30')],
  ['지난달 14일', days('2024-09-14')],
  ['이번 달 첫째 주', THIS_WEEK],
  ['올해', days('2024-01-01', '2024-12-31')],
  ['작년', days('2023-01-01', '2023-12-31')],
  ['작년 12월 논문 보여줘', days('2023-12-01', '2023-12-31')],
  ['최근 3일', days('2024-10-03', '2024-10-05')],
  ['지난 일주일', days('2024-09-29', '2024-10-05')],
  ['최근 2주 동안 로봇 논문', { ...days('2024-09-22', '2024-10-05'), text: '로봇 논문' }],
  ['최근 한 달 논문', days('2024-09-06', '2024-10-05')],
  ['지난 14일 동안', days('2024-09-22', '2024-10-05')],
  ['지난 14일에 올라온 거', days('2024-09-14')],
  ['3일 전에 올라온 논문', days('2024-10-02')],
  ['일주일 전 논문', LAST_WEEK],
  ['yesterday', days('2024-10-04')],
  ["today's papers", days('2024-10-05')],
  ["what's new today?", days('2024-10-05')],
  ['this week', THIS_WEEK],
  ['last week', LAST_WEEK],
  ["this week's data augmentation papers", { ...THIS_WEEK, text: 'data augmentation papers' }],
  ['last month', days('2024-09-01', '2024-09-30')],
  ['past month', days('2024-09-06', '2024-10-05')],
  ['in the last week', days('2024-09-29', '2024-10-05')],
  ['this year', days('2024-01-01', '2024-12-31')],
  ['last 10 days', days('2024-09-26', '2024-10-05')],
  ['papers from the last 3 months about robots', { ...days('2024-07-06', '2024-10-05'), text: 'papers about robots' }],
  ['3 days ago', days('2024-10-02')],
  ['last Friday', days('2024-10-04')],
  ['papers from Monday', days('2024-09-30')],
];

const RANGES: readonly Phrase[] = [
  ['3월부터 5월까지', days('2024-03-01', '2024-05-31')],
  ['3~5월 논문', days('2024-03-01', '2024-05-31')],
  ['2024년 3월부터 5월까지 비디오 논문', { ...days('2024-03-01', '2024-05-31'), text: '비디오 논문' }],
  ['11월부터 2월까지', days('2023-11-01', '2024-02-29')],
  ['3월 5일부터 10일까지 논문', days('2024-03-05', '2024-03-10')],
  ['3월 5일~10일', days('2024-03-05', '2024-03-10')],
  ['3/5~3/10', days('2024-03-05', '2024-03-10')],
  ['1월과 3월 사이 논문', days('2024-01-01', '2024-03-31')],
  ['어제부터 오늘까지', days('2024-10-04', '2024-10-05')],
  ['2023년부터 2024년까지', days('2023-01-01', '2024-12-31')],
  ['from March to May 2024', days('2024-03-01', '2024-05-31')],
  ['between Jan 3 and Jan 10', days('2024-01-03', '2024-01-10')],
  ['Jan 3-10, 2024 papers on agents', { ...days('2024-01-03', '2024-01-10'), text: 'papers on agents' }],
  ['2024-01-01 to 2024-01-31', days('2024-01-01', '2024-01-31')],
  ['2024년 이후', { since: '2024-01-01' }],
  ['since 2024', { since: '2024-01-01' }],
  ['since March', { since: '2024-03-01' }],
  ['from March onwards', { since: '2024-03-01' }],
  ['지난달부터', { since: '2024-09-01' }],
  ['after March 5', { since: '2024-03-06' }],
  ['8월 15일 이후 에이전트 논문', { since: '2024-08-15', text: '에이전트 논문' }],
  ['before March', { until: '2024-02-29' }],
  ['3월 이전 논문', { until: '2024-02-29' }],
  ['8월 15일 전에 나온 비디오 논문', { until: '2024-08-14', text: '비디오 논문' }],
  ['8월 15일까지 나온', { until: '2024-08-15' }],
  ['papers in March and May', days('2024-03-01', '2024-05-31')],
  ['5월이랑 3월 논문', days('2024-03-01', '2024-05-31')],
  ['어제나 오늘', days('2024-10-04', '2024-10-05')],
  ['2024년에 나온 것 중 3월 논문', MARCH],
];

describe.each([
  ['absolute dates', ABSOLUTE],
  ['relative dates', RELATIVE],
  ['ranges', RANGES],
])('%s', (_, phrases) => {
  it.each(phrases)('%s', (question, expected) => {
    expect(readAs(ask(question))).toEqual(inFull(expected));
  });
});

describe('a year left out', () => {
  const later = { ...LIBRARY, today: '2026-11-02' };

  it('is the latest one with papers, however old they are', () => {
    expect(ask('3월 논문', {}, later).filters).toEqual(MARCH);
    expect(ask('12월 논문', {}, later).filters).toEqual(days('2023-12-01', '2023-12-31'));
    expect(ask('papers on Feb 14', {}, later).filters).toEqual(days('2024-02-14'));
  });

  it('is not a year to come', () => {
    expect(ask('11월 논문').filters).toEqual(days('2023-11-01', '2023-11-30'));
    expect(ask('12월 25일 논문').filters).toEqual(days('2023-12-25'));
  });

  it('falls back to the days there are, then to the latest date, when no paper is of that day', () => {
    expect(ask('1월 6일 논문', {}, later).filters).toEqual(days('2024-01-06'));
    expect(ask('10월 3일 논문').filters).toEqual(days('2024-10-03'));
    const { today, isAuthor, isWord } = LIBRARY;
    const hasDay = () => false;
    expect(ask('3월 논문', {}, { today, hasDay, isAuthor, isWord }).filters).toEqual(MARCH);
  });

  it('leaves a leap day to a leap year', () => {
    expect(ask('2월 29일 논문', {}, { ...later, firstDay: '2022-01-03', hasDay: () => true }).filters).toEqual(
      days('2024-02-29'),
    );
  });
});

describe('relative dates with nothing in them', () => {
  it('hold all the same', () => {
    const later = { ...LIBRARY, today: '2026-11-02' };
    expect(ask('오늘 올라온 거', {}, later).filters).toEqual(days('2026-11-02'));
    expect(ask('이번 주 논문', {}, later).filters).toEqual(days('2026-11-02', '2026-11-08'));
    expect(ask('last month', {}, later).filters).toEqual(days('2026-10-01', '2026-10-31'));
  });
});

describe('a year without papers', () => {
  it('belongs to the paper looked for', () => {
    const question = '2021년에 나온 LoRA 원조 논문';
    expect(readAs(ask(question))).toEqual(inFull({ text: question }));
    expect(ask('Attention paper from June 2017').filters).toEqual({});
    expect(ask('2019년부터 2023년까지 열린 대회 정리 논문').filters).toEqual({});
  });

  it('is a date where nothing else is asked', () => {
    expect(readAs(ask('2021-03-05 논문'))).toEqual(inFull(days('2021-03-05')));
    expect(readAs(ask('2025년 3월 둘째 주'))).toEqual(inFull(days('2025-03-10', '2025-03-16')));
  });
});
