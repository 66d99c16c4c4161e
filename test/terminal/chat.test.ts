import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { PapersError } from '../../src/errors.ts';
import { chat } from '../../src/terminal/chat.ts';
import { Session } from '../../src/terminal/session.ts';
import { StatusLine } from '../../src/terminal/status-line.ts';
import { type SampleServices, sampleServices } from '../sample.ts';

let services: SampleServices;

beforeAll(async () => {
  services = await sampleServices();
});
afterAll(() => services.close());

/** A terminal of 80 columns with colours, what is typed into it, and what it shows. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, hasColors: () => true });
  const errors = new PassThrough();
  let shown = '';
  let heard: () => void = () => {};
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    heard();
  });
  const shows = async (text: string, times = 1): Promise<void> => {
    while (shown.split(text).length <= times) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  return { input, output, errors, shows, shown: () => shown };
}

describe('chat on a terminal', () => {
  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('introduces itself, prompts, answers, and leaves on %s', async (_, key) => {
    const { input, output, errors, shows, shown } = terminal();
    const talk = chat({ commands, services, input, output, errors, signal: new AbortController().signal });
    await shows('papers> ');
    expect(shown()).toContain('\x1b]8;;https://arxiv.org/abs/2401.10891\x1b\\');
    expect(shown()).toContain('An example question');
    input.write('/today count:1\r');
    await shows('papers> ', 2);
    input.write(key);
    await talk;
    expect(shown()).toMatch(/Bye!\n$/);
  });

  it('leaves when it is told to', async () => {
    const { input, output, errors, shows } = terminal();
    const ending = new AbortController();
    const talk = chat({ commands, services, input, output, errors, signal: ending.signal });
    await shows('papers> ');
    ending.abort();
    await talk;
  });
});

describe('a session', () => {
  const look = { width: Number.POSITIVE_INFINITY, styled: false, language: 'en' } as const;

  it('tells the user kindly and the operator plainly when something fails', async () => {
    const answerer = { ask: () => Promise.reject(new PapersError('unavailable', 'api.example answered 500')) };
    let said = '';
    const complaints: string[] = [];
    const session = new Session({
      commands,
      services: { ...services, answerer },
      look,
      write: (text) => {
        said += text;
      },
      complain: (line) => complaints.push(line),
    });
    await session.answer('what is new', new AbortController().signal);
    expect(said).toBe('A service I need does not answer right now. Please try again in a moment.\n');
    expect(complaints).toEqual(['api.example answered 500']);
  });

  it('falls silent when it is ended while it answers', async () => {
    const ending = new AbortController();
    const answerer = {
      ask: () => {
        ending.abort();
        return Promise.reject(new PapersError('cancelled', 'the search was cancelled'));
      },
    };
    const said: string[] = [];
    const write = (text: string) => {
      said.push(text);
    };
    const session = new Session({ commands, services: { ...services, answerer }, look, write, complain: write });
    await session.answer('what is new', ending.signal);
    expect(said).toEqual([]);
  });
});

describe('the status line', () => {
  it('is rewritten in place on a terminal, and gone before the answer', () => {
    let shown = '';
    const line = new StatusLine(
      (text) => {
        shown += text;
      },
      { width: 40, styled: true, language: 'en' },
    );
    line.show({ stage: 'searching' });
    line.show({ stage: 'writing', claims: ['one', 'two'] });
    line.clear();
    line.clear();
    expect(shown.replaceAll('\x1b', '␛')).toBe('␛[2mSearching …␛[0m\n␛[1F␛[0Jone\n\ntwo\n␛[3F␛[0J');
  });

  it('shows nothing where output cannot be rewritten', () => {
    const line = new StatusLine(() => expect.unreachable(), { width: 40, styled: false, language: 'en' });
    line.show({ stage: 'reading', papers: 3 });
    line.clear();
  });
});
