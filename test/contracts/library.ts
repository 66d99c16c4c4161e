import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest } from '../../src/library/ingest.ts';
import type { LibraryOptions } from '../../src/library/local.ts';
import type { Library } from '../../src/library/port.ts';
import { byVotes, type Paper } from '../../src/paper.ts';
import { HashEmbedder } from '../fakes/hash-embedder.ts';
import { CONCEPTS, InventedFolder, inventedDay, inventedPaper } from '../library/invented.ts';
import { until } from '../until.ts';

const ids = (papers: readonly { readonly id: string }[]): string[] => papers.map((paper) => paper.id);

/** What every library must do, wherever it lives. */
export function libraryContract(name: string, open: (options: LibraryOptions) => Promise<Library>): void {
  describe(`${name} keeps the contract of a library`, () => {
    let folder: InventedFolder;
    let library: Library;
    let options: LibraryOptions;
    const embedder = new HashEmbedder();
    /** What the daily files say at last: four days of ten, one paper edited, one removed. */
    let papers: Paper[];

    beforeAll(async () => {
      folder = await InventedFolder.make();
      const first = await folder.writeDays('2024-01-01', 4, 10);
      await ingest({ ...folder, embedder, concepts: CONCEPTS });
      // A second segment, with rows of the first that are dead: a paper with another text and votes, a paper that is gone.
      const edited = inventedPaper(12, '2024-01-02', { votes: 400, note: '수탉이 우는 새벽의 합창' });
      const third = inventedDay('2024-01-02', 10, 10).filter((paper) => paper.id !== inventedPaper(15, '').id);
      third[2] = edited;
      await folder.write('2024-01-02', third);
      await ingest({ ...folder, embedder, concepts: CONCEPTS });
      papers = [...first.slice(0, 10), ...third, ...first.slice(20)];
      options = { indexDir: folder.indexDir, embedder, today: () => '2024-01-10' };
      library = await open(options);
    });
    afterAll(async () => {
      await library.close();
      await folder.dispose();
    });

    it('says what is loaded', async () => {
      expect(await library.info()).toEqual({
        generation: expect.stringMatching(/^\S+$/),
        papers: 39,
        passages: 39 * 3 + 1,
        days: 4,
        firstDay: '2024-01-01',
        lastDay: '2024-01-04',
        embedder: 'hash',
        calibrated: 'not',
        mismatched: 0,
        builtAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      });
    });

    it('lists days, newest first', async () => {
      expect(await library.days()).toEqual(['2024-01-04', '2024-01-03', '2024-01-02', '2024-01-01']);
    });

    it('lists the papers of a day whole, most votes first', async () => {
      const day = papers.filter((paper) => paper.day === '2024-01-02');
      expect(await library.papersOn('2024-01-02')).toEqual([...day].sort(byVotes));
      expect((await library.papersOn('2024-01-02'))[0]).toMatchObject({ votes: 400 });
      expect(await library.papersOn('2023-06-01')).toEqual([]);
      await expect(library.papersOn('2024-02-30')).rejects.toMatchObject({ code: 'bad_input' });
    });

    it('lists the papers of a period, both days inclusive, no more than wanted', async () => {
      const inside = papers.filter((paper) => paper.day >= '2024-01-02' && paper.day <= '2024-01-03').sort(byVotes);
      expect(await library.papersBetween('2024-01-02', '2024-01-03', 1_000)).toEqual(inside);
      expect(await library.papersBetween('2024-01-02', '2024-01-03', 5)).toEqual(inside.slice(0, 5));
      expect(await library.papersBetween('2024-01-02', '2024-01-03', 0)).toEqual([]);
      expect(await library.papersBetween('2024-01-03', '2024-01-02', 5)).toEqual([]);
      await expect(library.papersBetween('soon', '2024-01-02', 5)).rejects.toMatchObject({ code: 'bad_input' });
      await expect(library.papersBetween('2024-01-01', '2024-01-02', -1)).rejects.toMatchObject({ code: 'bad_input' });
    });

    it('gives every paper by its id, as the daily files say it now, and no other', async () => {
      for (const paper of papers) expect(await library.paper(paper.id)).toEqual(paper);
      for (const id of [inventedPaper(15, '').id, '9999.99999', 'x', '']) {
        expect(await library.paper(id)).toBeUndefined();
      }
    });

    it('suggests papers while an id or a title is typed, newest first', async () => {
      const [paper] = papers;
      expect(await library.suggest(paper!.title.slice(0, 9), 5)).toEqual([
        { id: paper!.id, title: paper!.title, day: paper!.day },
      ]);
      const all = await library.suggest('2300.', 100);
      expect(all).toHaveLength(39);
      expect(all.map(({ day }) => day)).toEqual(
        all
          .map(({ day }) => day)
          .sort()
          .reverse(),
      );
      expect(await library.suggest('2300.', 3)).toEqual(all.slice(0, 3));
      expect(ids(await library.suggest('', 2))).toEqual(ids(all.slice(0, 2)));
      expect(ids(all)).not.toContain(inventedPaper(15, '').id);
      expect(await library.suggest('no such title anywhere', 5)).toEqual([]);
    });

    it('finds papers alike, never the paper itself', async () => {
      const similar = await library.similar(papers[0]!.id, 5);
      expect(similar).toHaveLength(5);
      expect(ids(similar)).not.toContain(papers[0]!.id);
      await expect(library.similar('9999.99999', 5)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('finds a paper by its words, and only the current words of it', async () => {
      const { hits, generation, abstained, ms } = await library.search({ question: '수탉이 우는 합창' });
      expect(hits[0]!.paper).toEqual(await library.paper(inventedPaper(12, '').id));
      expect(hits[0]!.evidence[0]!.passage.text).toContain('수탉');
      expect(abstained).toBeUndefined();
      expect(generation).toBe((await library.info()).generation);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(hits[0]!.terms).toBeUndefined();
      const gone = inventedPaper(15, '');
      const others = await library.search({ question: gone.title, limit: 100 });
      expect(ids(others.hits.map((hit) => hit.paper))).not.toContain(gone.id);
    });

    it('explains when asked to', async () => {
      const { hits } = await library.search({ question: '동영상 diffusion', explain: true });
      expect(hits[0]!.terms!.length).toBeGreaterThan(0);
    });

    it('keeps to filters, order and limit', async () => {
      const { hits } = await library.search({
        question: '확산 모델',
        filters: { since: '2024-01-02', until: '2024-01-03', minVotes: 10, authors: ['ada example'] },
        limit: 3,
      });
      expect(hits.length).toBeGreaterThan(0);
      expect(hits.length).toBeLessThanOrEqual(3);
      for (const { paper } of hits) {
        expect(paper.day >= '2024-01-02' && paper.day <= '2024-01-03').toBe(true);
        expect(paper.votes).toBeGreaterThanOrEqual(10);
        expect(paper.authors).toContain('Ada Example');
      }
      const newest = await library.search({ question: '', filters: { since: '2024-01-01' }, order: 'votes', limit: 4 });
      expect(ids(newest.hits.map((hit) => hit.paper))).toEqual(ids([...papers].sort(byVotes).slice(0, 4)));
      const none = await library.search({ question: '확산 모델', filters: { since: '2025-01-01' } });
      expect(none).toMatchObject({ hits: [], abstained: 'nothing_found' });
      expect(await library.search({ question: '  ' })).toMatchObject({ hits: [], abstained: 'empty' });
      for (const wrong of [{ limit: 0 }, { limit: 101 }, { limit: 1.5 }, { filters: { since: 'soon' } }]) {
        await expect(library.search({ question: '확산 모델', ...wrong })).rejects.toMatchObject({ code: 'bad_input' });
      }
    });

    it('reads days and authors that it knows out of the question', async () => {
      const byAuthor = await library.search({ question: 'papers by Ada Example', limit: 50 });
      expect(byAuthor.query.filters).toEqual({ authors: ['Ada Example'] });
      expect(byAuthor.hits.length).toBeGreaterThan(0);
      for (const { paper } of byAuthor.hits) expect(paper.authors).toContain('Ada Example');
      const onDay = await library.search({ question: '1월 3일 논문', limit: 50 });
      expect(onDay.query.filters).toEqual({ since: '2024-01-03', until: '2024-01-03' });
      expect(ids(onDay.hits.map((hit) => hit.paper)).sort()).toEqual(
        ids(papers.filter((paper) => paper.day === '2024-01-03')).sort(),
      );
    });

    it('answers many calls at once', async () => {
      const [searches, found] = await Promise.all([
        Promise.all(Array.from({ length: 20 }, () => library.search({ question: '로봇 파지' }))),
        Promise.all(papers.map((paper) => library.paper(paper.id))),
      ]);
      expect(new Set(searches.map(({ hits }) => ids(hits.map((hit) => hit.paper)).join())).size).toBe(1);
      expect(found).toEqual(papers);
    });

    it('can be cancelled, before and while it waits', async () => {
      await expect(library.search({ question: '확산 모델' }, AbortSignal.abort())).rejects.toMatchObject({
        code: 'cancelled',
      });
      embedder.delayMs = 60_000;
      const stop = new AbortController();
      const begun = embedder.questions;
      const waiting = expect(library.search({ question: '확산 모델' }, stop.signal)).rejects.toMatchObject({
        code: 'cancelled',
      });
      await until(() => embedder.questions > begun);
      stop.abort();
      await waiting;
      embedder.delayMs = 0;
      expect((await library.search({ question: '확산 모델' })).hits.length).toBeGreaterThan(0);
    });

    it('passes on that an outside embedder fails', async () => {
      embedder.failing = true;
      await expect(library.search({ question: '확산 모델' })).rejects.toMatchObject({
        code: 'unavailable',
        message: 'the embedder does not answer',
      });
      embedder.failing = false;
    });

    it('finishes what is under way before it closes, and begins nothing after', async () => {
      const other = await open(options);
      embedder.delayMs = 150;
      const begun = embedder.questions;
      const waiting = other.search({ question: '확산 모델' });
      await until(() => embedder.questions > begun);
      const closing = other.close();
      await expect(other.info()).rejects.toMatchObject({ code: 'unavailable' });
      expect((await waiting).hits.length).toBeGreaterThan(0);
      await closing;
      await other.close();
      embedder.delayMs = 0;
    });

    it('does not open what is not there or was made by another embedder', async () => {
      await expect(open({ ...options, indexDir: `${folder.indexDir}-nowhere` })).rejects.toMatchObject({
        code: 'index_missing',
        message: expect.stringContaining('npm run -s papers -- index'),
      });
      await expect(open({ ...options, embedder: new HashEmbedder('another') })).rejects.toMatchObject({
        code: 'index_foreign',
        message: expect.stringMatching(/hash 48.*another 48/),
      });
    });
  });
}
