/** Everything the bot says in English. Its keys are the vocabulary that every other language must have. */
export const en = {
  answer: {
    answered: 'Answer',
    extracts: 'From the paper summaries',
    facts: 'About the paper',
    reason: {
      no_model: 'Quoted word for word from the summaries; no language model is set up to write prose.',
      model_failed:
        'The language model gave no usable answer this time, so here is what the summaries say, word for word.',
      unsupported: 'The summaries did not support what the language model wrote, so here are their own words instead.',
      answer_cap:
        'A written answer would cost more than one answer may, so here is what the summaries say, word for word.',
      user_cap:
        'You have used up your written answers for today, so here is what the summaries say, word for word. There will be more tomorrow.',
      day_cap:
        'The written answers that everyone shares are used up for today, so here is what the summaries say, word for word. There will be more tomorrow.',
      facts: 'As the Daily Papers list has it.',
      count: 'Some of them, each with a point of its summary, word for word.',
      list: 'Papers in the order you asked for, each with a point of its summary, word for word.',
    },
    remark: {
      quoted: (name: string) => `“${name}”`,
      unsaid: (names: string) =>
        `The summaries of these papers say nothing of ${names}; what follows is only close to the question.`,
      noFigures: 'The summary of this paper gives no figures.',
      noCode: 'The summary of this paper does not say whether there is code; its page may.',
      notFound: (names: string) => `I found no paper for ${names}.`,
      count: (papers: number) =>
        papers === 1 ? 'There is 1 such paper.' : `There are ${papers.toLocaleString('en')} such papers.`,
      countOn: (topic: string, papers: number, atLeast: boolean) =>
        papers === 1
          ? `I found 1 paper on “${topic}”, counting other words for the same thing.`
          : `I found ${atLeast ? 'at least ' : ''}${papers} papers on “${topic}”, counting other words for the same thing.`,
    },
    summariesAreKorean: 'The summaries are in Korean and quoted as they are.',
    sources: 'Sources',
    alsoNear: 'Also close',
    restOfList: 'The list goes on',
    nearest: 'Closest papers, in case one of them is it',
    understood: (parts: string) => `Understood: ${parts}`,
    more: 'More papers',
    passages: 'Show the passages',
    morePapers: 'More papers on this question',
    noMore: 'That was everything close to the question.',
    passagesOf: 'The passages behind the answer',
    thanks: {
      up: 'Thank you! Glad it helped.',
      down: 'Thank you for saying so. Your vote helps to improve the search; putting the question differently may help right now.',
    },
  },
  refusal: {
    empty: 'Please ask something about AI papers: a topic, a method, a name, or what you remember of a paper.',
    nothing_found: 'I found no paper for this. Other words, a wider period or fewer conditions may help.',
    weak_evidence: 'I found nothing that clearly answers this, and I would rather not guess.',
    not_about_papers: 'I am a bot for AI papers, so I cannot help with this one.',
    hello: 'Hello! I am a bot for AI papers.',
    thanks: 'You are welcome! Ask whenever you wonder about a paper.',
    notYet: (newest: string) => `There is no list of that time yet. The newest is of ${newest}; {today} shows it.`,
    tooEarly: (oldest: string) => `I have no lists from that long ago: the oldest is of ${oldest}.`,
    whatICanDo:
      'I can find papers from half-remembered descriptions, topics or names, answer questions from their summaries, and show what was voted up on a day or in a week. See {help}.',
  },
  paper: {
    votes: 'Votes',
    listed: 'Listed',
    authors: 'Authors',
    andMore: (count: number) => `and ${count} more`,
    andOthers: 'and others',
    noAuthors: 'not named',
    noVotes: 'not counted',
    noBullets: 'There is no summary of this paper yet.',
    mismatched: '⚠️ This summary does not seem to be about this paper. Please check the paper itself.',
    sign: '⚠️ The summary does not seem to be about the paper.',
    mismatchedOf: (numbers: string) =>
      `⚠️ The summary behind ${numbers} does not seem to be about its paper. Please check the paper itself.`,
    repeats: (id: string) => `⚠️ Nearly the same summary as that of ${id}.`,
    open: 'Open a paper',
    huggingFace: 'Hugging Face',
    similar: 'Similar papers',
    notFound: (typed: string) => `I know no paper “${typed}”. Give its arXiv id (2401.10891) or words of its title.`,
    notListed: (id: string) =>
      `The paper ${id} is in none of my lists. I only know papers that were on Hugging Face Daily Papers.`,
    whichOne: (typed: string) => `Which paper do you mean by “${typed}”?`,
    picture: 'Picture',
    video: 'Video',
  },
  today: {
    title: (day: string, count: number) => `${count === 1 ? '1 paper' : `${count} papers`} of ${day}, most votes first`,
    notToday: (newest: string, today: string, days: number) =>
      days === 1
        ? `There is no list for today (${today}) yet. This is yesterday's, ${newest}.`
        : `There is no list for today (${today}) yet. The newest one is ${newest}, ${days} days ago.`,
    ahead: (newest: string, today: string) => `It is ${today} here, and the newest list is already of ${newest}.`,
    noList: (day: string) => `There is no list for ${day}.`,
    neighbours: (days: string) => `The nearest days with papers: ${days}`,
    nothingYet: 'There are no papers yet. Put daily files into the data folder and build the index.',
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    page: (from: number, to: number, of: number) => `${from}–${to} of ${of}`,
  },
  search: {
    title: (words: string) => `Papers found for “${words}”`,
    titleOfAll: 'Papers found',
    weak: 'Nothing matches clearly; these are the closest.',
  },
  turning: {
    previous: 'Previous',
    next: 'Next',
  },
  similar: {
    title: (paper: string) => `Papers similar to “${paper}”`,
    nothing: 'I found no similar paper.',
  },
  trending: {
    title: (since: string, until: string) => `Most voted papers, ${since} to ${until}`,
    titleOf: (topic: string, since: string, until: string) => `Most voted papers on “${topic}”, ${since} to ${until}`,
    moved: (newest: string) =>
      `There are no papers in that period yet, so this one ends with the newest list, ${newest}.`,
    nothing: (since: string, until: string) => `There are no papers from ${since} to ${until}.`,
    nothingOn: (topic: string, since: string, until: string) =>
      `There are no papers on “${topic}” from ${since} to ${until}.`,
  },
  help: {
    title: 'What I can do',
    intro:
      'Ask about AI papers in Korean or English: a topic, a method, a name, or whatever you remember. I answer from the daily paper summaries and link every source.',
    examplesTitle: 'For example',
    examples: [
      'papers that make LLM inference faster',
      'that one that guesses several next tokens at once without a draft model',
      'most voted papers of last week',
    ],
    commandsTitle: 'Commands',
    forManagers: 'for those who manage the server',
    limits:
      'Summaries are short and can be wrong; follow the link before you rely on one. When nothing fits I say so instead of guessing.',
  },
  status: {
    title: 'Status',
    papers: 'Papers',
    passages: 'Summary points',
    days: 'Days',
    newest: 'Newest list',
    daysAgo: (days: number) => (days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`),
    embedder: 'Embedder',
    betterEmbedder: (model: string) => `The embedding model ${model} is not set up. To use it:`,
    mismatched: (count: string) =>
      `Summaries that do not seem to be about their paper: ${count}. They are marked with ⚠️ and ranked lower.`,
    notCalibrated:
      'Ranking and refusal still go by figures measured with the built-in embedder. To measure them with this one:',
    model: 'Answers',
    noModel: 'quoted from the summaries (no model)',
    index: 'Index built',
    started: 'Running since',
    version: 'Version',
  },
  problem: {
    day: (typed: string) => `“${typed}” is not a day I understand. Write it like 2024-01-22.`,
    period: (since: string, until: string) => `The period ends (${until}) before it begins (${since}).`,
    stale: 'This button is from an older message and I no longer know what it was about. Please ask again.',
  },
  failure: {
    bad_config: 'Something is not set up right here. Whoever runs me can see why in the log.',
    bad_input: 'I could not make sense of that. Please put it differently.',
    index_missing: 'I have no papers to search yet. Please try again a little later.',
    index_damaged: 'My paper index is damaged and must be rebuilt. Whoever runs me can see how in the log.',
    index_foreign:
      'My paper index was made with other settings and must be rebuilt. Whoever runs me can see how in the log.',
    not_found: 'I could not find that.',
    unavailable: 'A service I need does not answer right now. Please try again in a moment.',
    over_limit: 'That is a bit much at once. Please try again in a moment.',
    cancelled: 'That was stopped before it was done.',
    internal: 'Something went wrong on my side. Please try again; if it stays, tell whoever runs me.',
  },
};
