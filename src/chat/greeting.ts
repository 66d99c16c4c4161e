const HELLO =
  /^(?:안녕|하이|헬로|반가워|반갑|굿모닝|좋은 아침|hi|hello|hey|good (?:morning|afternoon|evening))(?![a-z])/i;
const THANKS = /^(?:고마워|고맙|감사|땡큐|수고|thanks?|thank you|ty)(?![a-z])/i;
/** A longer text wants more than to be greeted. */
const LONGEST = 24;

/** Whether a text only says hello or thank you. */
export function greetingIn(text: string): 'hello' | 'thanks' | undefined {
  const said = text.normalize('NFC').trim();
  if (said.length > LONGEST) return undefined;
  if (THANKS.test(said)) return 'thanks';
  return HELLO.test(said) ? 'hello' : undefined;
}
