/** Telling names of people from other words. */

/** One word of a name in Latin letters: `Kaiming`, `J.`, `O'Brien`, `Le-Cun`. */
export const NAME_WORD = "\\p{Script=Latin}[\\p{Script=Latin}'’.\\-]{0,30}";
/** Words of a name at most. */
export const NAME_LENGTH = 6;

const PARTICLES_OF_NAMES = /^(?:de|da|di|del|della|van|von|der|den|la|le|el|al|bin|ibn|dos|ten|ter)$/;
const NOT_A_NAME = new Set(
  (
    'a an the this that these those and or not of in on at to from for with without by about as into is are was were be been do does did has have had ' +
    'i me my we us our you your he his she her it its they them their who what which when where why how can could will would should may might ' +
    'show give list find get recommend suggest send pick need want tell please any some all every most more many few new old latest newest recent top best ' +
    'paper papers preprint preprints article articles publication publications research study studies work works stuff things author authors written published ' +
    'since until before after between during today yesterday week month year last past'
  ).split(' '),
);

/** Firms, labs and schools: papers come from them, but they are no authors. */
const ORGANISATION =
  /(?<![\p{L}])(?:google|deepmind|meta|facebook|fair|microsoft|openai|nvidia|apple|amazon|adobe|alibaba|tencent|bytedance|baidu|huawei|samsung|naver|kakao|salesforce|intel|ibm|qualcomm|snap|sony|disney|tesla|xai|anthropic|mistral|cohere|stability|deepseek|qwen|moonshot|zhipu|minimax|stanford|mit|berkeley|cmu|harvard|princeton|oxford|cambridge|eth|epfl|tsinghua|peking|kaist|postech|snu|hugging|huggingface|eleuther\w*|bigscience|university|institute|college|school|labs?|laboratory|team|group|inc|corp|arxiv|lg|skt|nc|upstage|korea|china|japan|the)(?![\p{L}])/iu;

/** Names that are also those of methods and models; by themselves they are taken for these. */
const METHOD = new Set(
  (
    'adam adamw adagrad lion sophia muon bert albert ernie elmo roberta claude llama alpaca vicuna gemini gemma bard sora mamba samba jamba dora lora vera ada whisper falcon phi yi orca ' +
    'medusa kosmos clip dino sam leo max eva emma ella luna hugo julia alice bob siri alexa galileo newton euler gauss markov bayes nesterov fisher wasserstein hessian fourier kalman ' +
    'turing shapley nash langevin gaussian laplace bernoulli dirichlet lipschitz platonic socrates plato einstein darwin mixtral nemotron grok minerva athena apollo hermes zephyr ' +
    'pythia chinchilla gopher flamingo imagen stable diffusion neural deep vision language video image transformer attention'
  ).split(' '),
);

/** Family and given names that are also English words; they count beside another word that is none (`Kaiming He`). */
const ALSO_NAMES = new Set('he do an you may will so in my can her'.split(' '));

/** Whether a run of words could be a person's name at all. */
export function couldBeName(words: readonly string[]): boolean {
  if (words.length === 0 || words.length > NAME_LENGTH) return false;
  const common = words.filter((word) => word !== 'A' && NOT_A_NAME.has(word.toLowerCase()));
  if (common.some((word) => !ALSO_NAMES.has(word.toLowerCase())) || common.length === words.length) return false;
  return words.some((word) => word.replace(/[^\p{L}]/gu, '').length > 1) && !isOrganisation(words.join(' '));
}

/** Whether a name has the word of a firm, a lab or a school in it. */
export function isOrganisation(name: string): boolean {
  return ORGANISATION.test(name) || /(?<!\p{L})AI(?!\p{L})/u.test(name);
}

/** Whether the words are written as a name is: each with a capital (`de`, `van` aside), none all in capitals as `BERT`. */
export function writtenAsName(words: readonly string[]): boolean {
  return words.every(
    (word, at) => (/^\p{Lu}/u.test(word) && !/^\p{Lu}{4,}$/u.test(word)) || (at > 0 && PARTICLES_OF_NAMES.test(word)),
  );
}

/** Whether a single word is rather a method than a person. */
export function isMethod(word: string): boolean {
  return METHOD.has(word.toLowerCase());
}
