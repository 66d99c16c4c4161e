/** Pieces of patterns that several readers share. */

/** Left edge of a word or number. */
export const EDGE = '(?<![\\p{L}\\p{N}])';
/** Right edge of a word or number. */
export const END = '(?![\\p{L}\\p{N}])';

/** What is asked for. */
export const PAPERS_EN = '(?:papers?|preprints?|articles?|publications?|research|studies|submissions?)';
export const PAPERS_KO = '(?:논문|페이퍼|프리프린트|연구|paper)';

/** Right edge of a Korean phrase; chat often leaves out the blank before one of these. */
export const END_KO =
  '(?=$|[^\\p{L}\\p{N}]|논문|페이퍼|올라온|올라왔|나온|나왔|공개|발표|게시|등록|추천|인기|최다|최신|가장|제일|거(?!\\p{L})|것|꺼|들)';

/** How a list is asked for in Korean, after a number or an order; `보여주면`, `추천하는` are no requests. */
export const ASK_KO =
  '(?:만|정도|씩)? ?(?:좀 ?)?(?:(?:알려|보여|찾아|골라|뽑아|추려|말해|가르쳐|모아|꼽아|가져다|정리해|요약해|소개해|추천해|설명해|나열해|비교해|리스트업해) ?(?:줘|주라|주세|주실|줄래|줄 수|주십|줬으면|봐|달라|다오|$)|(?:추천|정리|요약|소개|설명|나열|비교)(?: ?좀| ?부탁|해$|$|[?.!])|부탁|줘|주세요|주라|플리즈|plz|pls|please)';
