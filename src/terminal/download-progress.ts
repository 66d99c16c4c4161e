import { Presets, SingleBar } from 'cli-progress';

/** Between two lines where there is no terminal, in milliseconds. */
const QUIET_MS = 5_000;
const MEGABYTE = 1e6;

/** Shows how a download comes along: a bar on a terminal, plain lines elsewhere. */
export interface DownloadProgressView {
  /** @param total and `done` in bytes. */
  show(progress: { readonly file: string; readonly done: number; readonly total: number }): void;
  /** Takes the bar away; call it in any case. */
  end(): void;
}

/** @param out where progress goes: standard error, so that output stays clean. */
export function downloadProgress(out: NodeJS.WriteStream): DownloadProgressView {
  return out.isTTY ? bar(out) : plainLines(out);
}

function bar(out: NodeJS.WriteStream): DownloadProgressView {
  const format = '{file} [{bar}] {megabytes}/{all} MB {percentage}% {eta_formatted}';
  const view = new SingleBar({ stream: out, format, hideCursor: true, clearOnComplete: true }, Presets.rect);
  return {
    show({ file, done, total }) {
      const payload = { file, megabytes: (done / MEGABYTE).toFixed(1), all: (total / MEGABYTE).toFixed(1) };
      if (view.isActive) view.update(done, payload);
      else view.start(total, done, payload);
    },
    end: () => view.stop(),
  };
}

function plainLines(out: NodeJS.WriteStream): DownloadProgressView {
  let last = '';
  let said = 0;
  return {
    show({ file, done, total }) {
      const now = Date.now();
      if (file === last && now - said < QUIET_MS && done < total) return;
      last = file;
      said = now;
      out.write(`Downloading ${file}: ${(done / MEGABYTE).toFixed(1)}/${(total / MEGABYTE).toFixed(1)} MB\n`);
    },
    end() {},
  };
}
