/**
 * Entries of the daily list in the shape the server gives, with every field it had when this was written. Fields can be
 * overwritten with anything, the wrong types included.
 */
export interface Entry {
  paper?: { id?: unknown; upvotes?: unknown; [field: string]: unknown };
  [field: string]: unknown;
}

/** What an entry is made of, in short. */
export interface EntrySpec {
  readonly id: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly votes?: number;
  /** An uploaded picture or video. */
  readonly media?: string;
  readonly keywords?: readonly string[];
}

/** An entry as the server gives it. */
export function entry(spec: EntrySpec): Entry {
  const { id, title = `Paper ${id}`, abstract = `We present ${id}. It is quick. It is small.`, votes = 1 } = spec;
  const submitter = {
    _id: '60f1abe7544c2adfd699860c',
    avatarUrl: 'https://cdn-avatars.example.org/a.png',
    fullname: 'A. Reader',
    name: 'reader',
    type: 'user',
    isPro: false,
    isHf: false,
    isMod: false,
    followerCount: 12,
  };
  const authors = (spec.authors ?? ['Ada Lovelace', 'Alan Turing']).map((name, at) => ({
    _id: `65a8a2b5c6d7e8f9000000${String(at).padStart(2, '0')}`,
    name,
    hidden: false,
    ...(at === 0 && { status: 'claimed_verified', user: { ...submitter, user: 'ada' } }),
  }));
  return {
    paper: {
      id,
      authors,
      ...(spec.media !== undefined && { mediaUrls: [spec.media] }),
      publishedAt: '2024-01-19T18:59:56.000Z',
      submittedOnDailyAt: '2024-01-22T03:04:05.000Z',
      submittedOnDailyBy: submitter,
      title,
      summary: abstract,
      upvotes: votes,
      discussionId: '65ade4c1a2b3c4d5e6f70811',
      ...(spec.keywords && { ai_summary: 'A short summary.', ai_keywords: spec.keywords }),
      githubRepo: `https://github.com/example/${id}`,
      githubStars: 7,
      organization: { _id: '65a8', name: 'example', fullname: 'Example' },
    },
    publishedAt: '2024-01-22T03:04:05.000Z',
    title,
    summary: abstract,
    ...(spec.media !== undefined && { mediaUrls: [spec.media] }),
    thumbnail: `https://cdn-thumbnails.example.org/social-thumbnails/papers/${id}.png`,
    numComments: 1,
    submittedBy: submitter,
    isAuthorParticipating: false,
  };
}

/** What the server says when it refuses. */
export function errorBody(error: string): string {
  return JSON.stringify({ error });
}
