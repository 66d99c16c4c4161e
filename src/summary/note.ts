const NOTE = "초록의 문장을 그대로 옮김, 모델 요약 아님 / the abstract's own sentences, not a model's summary:";

/** The remark in a daily file that names the papers whose bullets are their abstracts' own sentences; undefined for none. */
export function abstractNote(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : `${NOTE} ${ids.join(', ')}`;
}

/** The ids that such remarks name. */
export function idsInNotes(notes: readonly string[]): string[] {
  const lists = notes.filter((note) => note.startsWith(NOTE)).map((note) => note.slice(NOTE.length));
  return [...new Set(lists.flatMap((list) => list.match(/\d{4}\.\d{4,5}/g) ?? []))];
}

/** Whether a remark is one that this program writes. */
export function isOwnNote(note: string): boolean {
  return note.startsWith(NOTE);
}
