import PQueue from 'p-queue';
import { PapersError } from '../errors.ts';

/** Why a job was stopped before it was done. */
export type StopReason = 'asked' | 'gone' | 'restart' | 'deadline';

/** A job was stopped. `reason` says what to tell the asker, if anything. */
export class Stopped extends PapersError {
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super('cancelled', `Stopped before it was done: ${reason}.`);
    this.name = 'Stopped';
    this.reason = reason;
  }
}

/** How many jobs there may be. */
export interface JobLimits {
  readonly atOnce: number;
  /** That may wait beyond those. */
  readonly waiting: number;
  /** Milliseconds after which a job is stopped. Default 20 minutes: past the life of an interaction's token, short of for ever. */
  readonly deadlineMs?: number;
}

interface Job {
  readonly ownerId: string;
  readonly controller: AbortController;
}

/** The work in hand: a few jobs at once, a bounded number waiting, each of which can be stopped. */
export class Jobs {
  readonly #queue: PQueue;
  readonly #jobs = new Map<string, Job>();
  readonly #limits: JobLimits;
  /** What follows a job's work, such as sending its answer. */
  readonly #ends = new Set<Promise<unknown>>();
  #stopping = false;

  constructor(limits: JobLimits) {
    this.#limits = limits;
    this.#queue = new PQueue({ concurrency: limits.atOnce });
  }

  /** Whether no further job is taken for now. */
  get full(): boolean {
    return this.#queue.pending >= this.#limits.atOnce && this.#queue.size >= this.#limits.waiting;
  }

  get running(): number {
    return this.#queue.pending;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Whether the program is about to end and takes no further work. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /**
   * Does `work` when its turn comes.
   *
   * @param id by which the job can be stopped.
   * @param ownerId who may stop it.
   * @throws Stopped when it is stopped, even if `work` does not heed the signal; else what `work` throws.
   */
  async run<T>(id: string, ownerId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const { signal } = controller;
    const deadline = setTimeout(
      () => controller.abort(new Stopped('deadline')),
      this.#limits.deadlineMs ?? 20 * 60_000,
    );
    this.#jobs.set(id, { ownerId, controller });
    try {
      const stopped = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Stopped), { once: true });
      });
      return await Promise.race([stopped, this.#queue.add(() => (signal.aborted ? stopped : work(signal)))]);
    } catch (error) {
      // Work that heeds the signal throws an error of its own; why it was stopped is known here.
      throw signal.aborted ? signal.reason : error;
    } finally {
      clearTimeout(deadline);
      this.#jobs.delete(id);
    }
  }

  /** Lets {@link stop} wait for something that is not a job's work itself. */
  async track<T>(end: Promise<T>): Promise<T> {
    this.#ends.add(end);
    try {
      return await end;
    } finally {
      this.#ends.delete(end);
    }
  }

  /** Stops a job for its owner. */
  cancel(id: string, userId: string): 'stopped' | 'not_yours' | 'unknown' {
    const job = this.#jobs.get(id);
    if (!job) return 'unknown';
    if (job.ownerId !== userId) return 'not_yours';
    job.controller.abort(new Stopped('asked'));
    return 'stopped';
  }

  /** Stops a job whose question is gone. */
  drop(id: string): void {
    this.#jobs.get(id)?.controller.abort(new Stopped('gone'));
  }

  /**
   * Takes no further work, waits for what is in hand, and stops what is not done in time.
   *
   * @param graceMs for the work itself.
   * @param lastMs after that, for what is left to say.
   */
  async stop(graceMs: number, lastMs: number): Promise<void> {
    this.#stopping = true;
    await this.#settled(graceMs);
    for (const { controller } of this.#jobs.values()) controller.abort(new Stopped('restart'));
    await this.#settled(lastMs);
  }

  async #settled(ms: number): Promise<void> {
    const end = Date.now() + ms;
    while (this.#ends.size > 0 && Date.now() < end) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Math.max(0, end - Date.now()));
      });
      await Promise.race([Promise.allSettled([...this.#ends]), late]);
      clearTimeout(timer);
    }
  }
}
