/** What a check found. `todo` is no fault: something optional or not yet done. */
export interface Finding {
  readonly state: 'ok' | 'todo' | 'fault';
  readonly text: string;
  /** What to do or know, a line each. */
  readonly advice?: readonly string[];
}
