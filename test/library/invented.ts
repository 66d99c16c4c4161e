import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeDailyFile } from '../../src/corpus/write.ts';
import { addDays, arxivUrl, type Day, type Paper, passageId } from '../../src/paper.ts';
import { type Concept, parseGlossary } from '../../src/search/glossary.ts';

/** Papers that nobody wrote, and folders of daily files made of them. The same arguments give the same papers. */

const METHODS = [
  ['Diffusion', '확산 모델'],
  ['Retrieval', '검색 증강'],
  ['Distillation', '지식 증류'],
  ['Quantization', '양자화'],
  ['Pruning', '가지치기'],
  ['Attention', '어텐션'],
  ['Reinforcement', '강화 학습'],
  ['Contrastive Learning', '대조 학습'],
] as const;
const TASKS = [
  ['Video Editing', '비디오 편집'],
  ['Protein Folding', '단백질 구조 예측'],
  ['Code Review', '코드 리뷰'],
  ['Speech Translation', '음성 번역'],
  ['Robot Grasping', '로봇 파지'],
  ['Map Making', '지도 제작'],
  ['Music Tagging', '음악 태깅'],
  ['Weather Forecasting', '날씨 예보'],
  ['Medical Coding', '의무 기록 분류'],
] as const;
const NAMES = ['Heron', 'Magpie', 'Otter', 'Lynx', 'Badger', 'Marten', 'Plover', 'Siskin', 'Dunlin', 'Wren', 'Stoat'];
const PEOPLE = ['Ada Example', 'Boris Sample', 'Chung Invented', 'Dana Fiction', 'Eun Madeup', 'Farid Nobody'];

/** The invented paper of a number, 0 or more; at least three passages. */
export function inventedPaper(number: number, day: Day, more: { votes?: number; note?: string } = {}): Paper {
  const pick = <T>(from: readonly T[], step: number): T => from[Math.floor(number / step) % from.length]!;
  const [method, methodKo] = pick(METHODS, 1);
  const [task, taskKo] = pick(TASKS, METHODS.length);
  const name = `${pick(NAMES, 1)}${number}`;
  const id = `${2300 + (Math.floor(number / 90_000) % 90)}.${String(number % 90_000).padStart(5, '0')}`;
  const texts = [
    `${taskKo} 문제를 ${methodKo} 방법으로 푸는 ${name} 기법을 제안합니다.`,
    `${name} 기법은 기존 ${taskKo} 방법보다 ${(number % 37) + 3}% 더 정확합니다.`,
    `${methodKo} 과정을 ${(number % 5) + 2}단계로 나누어 계산량을 줄입니다.`,
    ...(more.note === undefined ? [] : [more.note]),
  ];
  return {
    id,
    title: `${name}: ${method} for ${task}`,
    url: arxivUrl(id),
    day,
    authors: [pick(PEOPLE, 1), pick(PEOPLE, PEOPLE.length)].filter((one, at, all) => all.indexOf(one) === at),
    ...(more.votes !== undefined && { votes: more.votes }),
    passages: texts.map((text, at) => ({ id: passageId(id, at + 1), paperId: id, ordinal: at + 1, text })),
  };
}

/** `count` invented papers of a day, numbered from `first`, with votes. */
export function inventedDay(day: Day, first: number, count: number): Paper[] {
  return Array.from({ length: count }, (_, at) => inventedPaper(first + at, day, { votes: ((first + at) * 7) % 50 }));
}

/** A few concepts, so that the glossary has something to say. */
export const CONCEPTS: readonly Concept[] = parseGlossary(
  '확산 모델 | 디퓨전 | diffusion\n양자화~ | 저비트 | quantization\n비디오 | 동영상 | video\n',
  'invented.txt',
);

/** A folder of daily files on the disk, and beside it a place for an index. */
export class InventedFolder {
  readonly root: string;
  readonly dataDir: string;
  readonly indexDir: string;

  private constructor(root: string) {
    this.root = root;
    this.dataDir = path.join(root, 'papers');
    this.indexDir = path.join(root, 'index');
  }

  static async make(): Promise<InventedFolder> {
    const folder = new InventedFolder(await mkdtemp(path.join(tmpdir(), 'papers-library-')));
    await mkdir(folder.dataDir);
    return folder;
  }

  /** Writes (or overwrites) the file of a day. */
  async write(day: Day, papers: readonly Paper[]): Promise<void> {
    const file = this.file(day);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, writeDailyFile(day, papers));
  }

  /** Writes `days` days of `perDay` papers each, from a day on; gives the papers. */
  async writeDays(from: Day, days: number, perDay: number, firstNumber = 0): Promise<Paper[]> {
    const all: Paper[] = [];
    for (let at = 0; at < days; at++) {
      const papers = inventedDay(addDays(from, at), firstNumber + at * perDay, perDay);
      await this.write(addDays(from, at), papers);
      all.push(...papers);
    }
    return all;
  }

  async remove(day: Day): Promise<void> {
    await rm(this.file(day));
  }

  file(day: Day): string {
    return path.join(this.dataDir, `${day.replaceAll('-', '/')}.md`);
  }

  /** Removes everything. */
  async dispose(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}
