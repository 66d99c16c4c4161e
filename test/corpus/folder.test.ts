import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDailyFiles, readDailyFile, readFolder } from '../../src/corpus/folder.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'papers-corpus-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
  await writeFile(path.join(dir, file), content);
}

function day(date: string, ...ids: string[]): string {
  const entries = ids.map((id) => `### [Title of ${id}](https://arxiv.org/abs/${id})\n\nVote: 1\n\n- 문장\n`);
  return `## Daily Papers (${date})\n\n${entries.join('\n')}`;
}

describe('listDailyFiles', () => {
  it('finds Markdown files at any depth, sorted, with size and time', async () => {
    await put('2024/01/22.md', day('2024-01-22'));
    await put('2023/12/21.md', '1234');
    await put('notes.MD', 'x');
    await put('2024/01/22.txt', 'x');
    await put('.git/a.md', 'x');
    await put('.hidden.md', 'x');
    await mkdir(path.join(dir, 'folder.md'));
    const files = await listDailyFiles(dir);
    expect(files.map(({ file }) => file)).toEqual(['2023/12/21.md', '2024/01/22.md', 'notes.MD']);
    expect(files[0]).toMatchObject({ size: 4 });
    expect(Math.abs(files[0]!.mtimeMs - Date.now())).toBeLessThan(60_000);
  });

  it.each([
    ['does not exist', 'nowhere', /nowhere.*DATA_DIR/],
    ['is a file', 'file.md', /not a folder.*DATA_DIR/],
  ])('says what to do when the folder %s', async (_what, name, message) => {
    await put('file.md', 'x');
    const error = await listDailyFiles(path.join(dir, name)).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'PapersError', code: 'bad_input', message: expect.stringMatching(message) });
    expect(error.cause).toBeInstanceOf(Error);
    await expect(readFolder(path.join(dir, name))).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('links', () => {
  it('out of the folder are not followed, and loops end', async () => {
    await put('data/2024/01/22.md', day('2024-01-22', '2401.00001'));
    await put('outside/secret.md', day('2024-01-23', '2401.00002'));
    const data = path.join(dir, 'data');
    await symlink(path.join(dir, 'outside'), path.join(data, 'out'));
    await symlink(path.join(dir, 'outside/secret.md'), path.join(data, 'secret.md'));
    await symlink(path.join(dir, 'outside/secret.md'), path.join(data, 'other.txt'));
    await symlink(data, path.join(data, '2024/loop'));
    await symlink('self.md', path.join(data, 'self.md'));
    await symlink('2024/01/22.md', path.join(data, 'latest.md'));
    const { papers, files, warnings } = await readFolder(data);
    expect(files.map(({ file }) => file)).toEqual(['2024/01/22.md']);
    expect(papers.map(({ id }) => id)).toEqual(['2401.00001']);
    expect(warnings.map(({ file, line }) => [file, line])).toEqual([
      ['out', 1],
      ['secret.md', 1],
      ['self.md', 1],
    ]);
    expect((await readDailyFile(data, 'secret.md')).papers).toEqual([]);
    expect((await readDailyFile(data, '../outside/secret.md')).warnings).toMatchObject([
      { file: '../outside/secret.md', message: expect.stringContaining('outside the folder') },
    ]);
  });

  it('may lead to the folder itself', async () => {
    await put('real/2024-01-22.md', day('2024-01-22', '2401.00001'));
    await symlink(path.join(dir, 'real'), path.join(dir, 'link'));
    expect((await readFolder(path.join(dir, 'link'))).papers).toHaveLength(1);
  });
});

describe('readFolder', () => {
  it('reads the rest when a file cannot be read, is not UTF-8, is empty or holds no papers', async () => {
    await put('2024/01/22.md', day('2024-01-22', '2401.00001', '2401.00002'));
    await put('2024/01/23.md', day('2024-01-23', '2401.00002', '2401.00003'));
    await put('README.md', '# About\n\nText\n\n- a\n');
    await put('empty.md', '');
    await put('latin1.md', Buffer.from(day('2024-01-24', '2401.00004').replace('문장', 'caf\u00e9'), 'latin1'));
    await put('utf16.md', Buffer.from(`\uFEFF${day('2024-01-24', '2401.00005')}`, 'utf16le'));
    await put('huge.md', '');
    await truncate(path.join(dir, 'huge.md'), 33 * 1024 * 1024);
    const { papers, days, files, warnings } = await readFolder(dir);
    expect(papers.map(({ id, day }) => [id, day])).toEqual([
      ['2401.00001', '2024-01-22'],
      ['2401.00002', '2024-01-22'],
      ['2401.00003', '2024-01-23'],
    ]);
    expect(days).toEqual(['2024-01-22', '2024-01-23']);
    expect(files).toHaveLength(7);
    expect(warnings.map(({ file, line, message }) => [file, line, message.split(':')[0]])).toEqual([
      ['README.md', 1, 'not a daily file'],
      ['empty.md', 1, 'the file is empty'],
      ['huge.md', 1, 'the file is left out'],
      ['latin1.md', 1, 'the file is left out'],
      ['utf16.md', 1, 'the file is left out'],
    ]);
    expect(warnings.find(({ file }) => file === 'latin1.md')!.message).toContain('UTF-8');
  });

  it('takes a byte order mark and CR LF', async () => {
    await put('x.md', `\uFEFF${day('2024-01-22', '2401.00001').replaceAll('\n', '\r\n')}`);
    expect(await readFolder(dir)).toMatchObject({ papers: [{ id: '2401.00001', votes: 1 }], warnings: [] });
  });

  it('of an empty folder holds nothing', async () => {
    expect(await readFolder(dir)).toEqual({ papers: [], days: [], files: [], warnings: [] });
  });
});

describe('readDailyFile', () => {
  it('gives papers the hints that lie beside their file, and reads the file alone when those are damaged', async () => {
    await put('2024/01/22.md', day('2024-01-22', '2401.00001', '2401.00002'));
    const plain = (await readDailyFile(dir, '2024/01/22.md')).papers;
    const hints = { questions: { ko: ['누가 묻나요?'], en: [] }, keywords: ['asking'] };
    await put('2024/01/22.hints.json', JSON.stringify({ papers: { '2401.00002': hints } }));
    const { papers, warnings } = await readDailyFile(dir, '2024/01/22.md');
    expect(papers).toEqual([plain[0], { ...plain[1], hints: ['누가 묻나요?', 'asking'] }]);
    expect(warnings).toEqual([]);
    for (const damaged of ['{"papers', new Uint8Array([0xff, 0xfe])]) {
      await put('2024/01/22.hints.json', damaged);
      const read = await readDailyFile(dir, '2024/01/22.md');
      expect(read.papers).toEqual(plain);
      expect(read.warnings).toMatchObject([{ file: '2024/01/22.hints.json', line: 1 }]);
    }
  });

  it('warns about a file that is gone or may not be read', async () => {
    expect(await readDailyFile(dir, 'gone.md')).toMatchObject({
      file: 'gone.md',
      papers: [],
      warnings: [{ file: 'gone.md', line: 1, message: expect.stringContaining('ENOENT') }],
    });
    await mkdir(path.join(dir, 'folder.md'));
    expect((await readDailyFile(dir, 'folder.md')).warnings).toHaveLength(1);
    await put('locked.md', day('2024-01-22', '2401.00001'));
    await chmod(path.join(dir, 'locked.md'), 0o000);
    // Root reads it all the same; then it must be the paper, otherwise the warning.
    const { papers, warnings } = await readDailyFile(dir, 'locked.md');
    expect(papers.length + warnings.length).toBe(1);
  });
});
