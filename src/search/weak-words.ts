/**
 * Words that are part of what is described but tell little about which paper it is: common verbs, adverbs, places and
 * quantities. A corpus of summaries cannot tell them by their frequency: `나간` or `away` is rare there and common in
 * questions. They are searched for, at a small weight. In the base form that `text.ts` gives, or as typed.
 */
const WEAK = new Set(
  (
    '다시 새로 따로 혼자 혼자서 계속 계속해서 전부 전체 전체적 제대 제대로 알아서 그대 그대로 바로 곧바로 미리 먼저 이미 아직 아직도 항상 자주 가끔 매번 번에 한번 한번에 단번에 원래 애초에 처음 처음부터 마지막 다음 이전 기존 자체 ' +
    '법 위 아래 앞 뒤 옆 밖 속 사이 곳 데서 장 개 명 가지 가지고 식 식으로 채 채로 만 둘 셋 하나 하나로 하나하나 세 네 둘다 양쪽 한쪽 부분 일부 문제 상황 상태 수준 역할 도움 필요 중요 특정 저자 지은이 차이 차이점 비교 각자 서로 스스로 직접 자꾸 점점 아예 거의 약간 조금 많이 적게 크게 작게 이상 이하 최대 최소 대신 없이 없는 있는 말로 쪽 편 날 뻥 쭉 딱 확 팍 쏙 싹 툭툭 술술 슥 진짜로 실제 실제로 사실 결국 오히려 차라리 굳이 ' +
    '쓰 쓰는 쓴 써서 써 쓸 썼 만든 만들 만드 만들어 만들기 만드는 만들게 넣 넣어 넣고 넣은 넣는 넣으 넣어주 빼 빼고 나간 나가 나가는 나오게 나와 나와서 들어 들어간 들어가 들어와 들어와서 생긴 생기 생겨 생겨서 하려 하려고 하면서 하자 하지 하지만 받 받은 받아 받아서 가져 가져와 두고 놔두 보내 보내서 보면 보면서 보고 올리 올려 내는 내서 내고 낸 주면 줘서 주고 걸리 걸려 이용 사용 활용 이용해 사용해 돌리 돌려 돌려서 돌아 돌아가 돌아가게 맞추 맞춰 맞춰서 되게 되도록 해도 해주 해보 해봤 하려면 바꾸 바꿔 바꿔서 바뀌 남은 남 되어 돼 된다 만들었 나뉘 못하 못하게 못하는 안되 안돼 달라 달라고 놓고 놓으 놓은 넘어 넘게 넘는 넘은 쌓 쌓아 갖고 갖 정해 정해진 그렇 그렇게 이런식으로 지금 요즘은 예전 옛날 나중 나중에 잔뜩 한참 다들 애 누가 아무 아무나 아무거나 평소 보통 일반 일반적 ' +
    'author authors difference differences compared versus back same every best big bigger biggest far away close near whole full great good nice nicer better well first second third last next two three four half part parts side end ends old little few own right able instead around still always never ever often together apart enough already yet soon later before after exactly exact plain simply properly basically pretty quite rather almost mostly mainly maybe perhaps probably sure point case idea trick bunch couple number amount piece set type sort time times day days year years guy guys place home look looks seem seems feel feels happen happens happened help helps let allow allows enable enables cause run runs running give gives given giving gave bring brings need needs asked told claim claims claimed wrote take takes taking took taken put puts putting go goes going went gone come comes coming came keep keeps keeping kept say says saying said see sees seeing saw seen think thinks thought try tries trying tried turn turns turning turned start starts started begin inside outside above below behind beyond across among against along upon within toward towards end ended handle handles deal deals pick picks picked hold holds easy easier hard harder different other others another else actual certain specific particular normal usual typical common main major various huge today now once twice plus whether though although since until however thus every each whose made making mean means meant call called stay stays leave leaves left add adds added change? whole lets thanks lots bit-by-bit anymore anyway somehow somewhere everything everyone nothing stuff matter matters fine'
  )
    .split(' ')
    .filter((word) => !word.endsWith('?')),
);

/** Whether a word of a question says little about which paper is meant. */
export function isWeakWord(surface: string, base: string): boolean {
  return WEAK.has(surface) || WEAK.has(base);
}
